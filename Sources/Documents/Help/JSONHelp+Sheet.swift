extension JSONHelp {
  /// What `sheet` writes.
  static let sheet =
    Part(
      ["sheet"], es: "sheet", en: "sheet",
      [
        ("lesson", "el nombre", "the name"), ("file", "el archivo", "the file"),
        ("iteration", "de qué iteración son los números", "the iteration whose numbers they are"),
        ("showsAnswers", "si se imprime la solución", "whether the key is printed"),
        ("count", "cuántos números se piden", "how many numbers are asked for"),
        ("questions", "cada uno", "each of them"), ("address", "de qué número", "of which number"),
        ("value", "el número, con todas sus cifras", "the number, with all its digits"),
        (
          "right", "las cifras que valen: redondeadas, truncadas o lo uno y lo otro",
          "the digits that are right: rounded, truncated or either"
        ),
      ])
}
