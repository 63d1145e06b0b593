extension JSONHelp {
  /// What `variants` writes.
  static let variants =
    Part(
      ["variants"], es: "variants", en: "variants",
      [
        ("lesson", "la lección", "the lesson"), ("seed", "la semilla", "the seed"),
        ("varied", "lo que varía", "what varies"), ("kept", "lo que no, y por qué", "what does not, and why"),
        ("reason", "por qué", "why"), ("variants", "cada variante", "each variant"),
        ("name", "el nombre", "the name"), ("number", "su número", "its number"),
        ("file", "el archivo", "the file"),
        ("text", "su texto, si no va a un archivo", "its text, where it does not go to a file"),
        ("values", "los números sorteados", "the numbers drawn"), ("numbers", "sus valores", "their values"),
        ("written", "como están escritos, por filas", "as written, row by row"),
        ("attempts", "cuántos sorteos hicieron falta", "how many draws it took"),
        ("refused", "los sorteos que no sirvieron", "the draws that would not do"),
        ("attempt", "cuál", "which"),
        (
          "kind",
          "program, unchanged, notFinite, zeros, saturated, dead, tie, rounding, noise, gradient, kink, expectation, "
            + "ending",
          "program, unchanged, notFinite, zeros, saturated, dead, tie, rounding, noise, gradient, kink, expectation, "
            + "ending"
        ),
      ])
}
