import Typesetting

extension JSONHelp {
  /// What `why` writes, and `w` in `step`.
  static let why =
    Part(
      ["why", "step"], es: "why, y w en step", en: "why, and w in step",
      [
        ("lesson", "el nombre", "the name"), ("moment", "cuándo", "when"),
        ("number", "de dónde sale el número", "where the number comes from"),
        ("name", "cómo se escribe", "how it is set"),
        ("value", "su valor", "its value"), ("meaning", "qué es", "what it is"),
        ("given", "si no se calcula: de qué parte es", "if it is not computed: which part it is of"),
        ("set", "de una métrica sobre otros datos, cuáles", "of a metric on another set, which"),
        ("gathered", "lo que reúne una suma o media de la época", "what a sum or mean over the epoch gathers"),
        ("mean", "si es una media", "whether it is a mean"), ("from", "desde esta iteración", "from this iteration"),
        ("to", "hasta esta", "to this one"),
        ("line", "la línea de la lección", "the line of the lesson"),
        (
          "formula", "la de esta entrada o de este factor, o la que se escribió",
          "that of this entry or of this factor, or the one that was typed"
        ),
        (
          "opened", "la misma con σ' y otras derivadas desarrolladas", "the same with σ' and other derivatives opened"
        ),
        (
          "entries", "las primeras entradas de la fórmula que se escribió",
          "the first entries of the formula that was typed"
        ),
        ("omitted", "lo que se omite de una suma larga", "what is left out of a long sum"),
        ("terms", "cuántos términos", "how many terms"), ("sum", "su suma", "their sum"),
        (
          "winners", "de cada min y max: cuál de sus números gana, y cuántos empatan con él",
          "of each min and max: which of its numbers wins, and how many tie with it"
        ),
        ("kind", "minimum o maximum", "minimum or maximum"), ("winner", "el primero que gana", "the first that wins"),
        ("ties", "cuántos son iguales, él incluido", "how many are equal, itself included"),
        ("parts", "los números que lee, abiertos", "the numbers that it reads, opened"),
        ("derivative", "la derivada, por sus caminos", "the derivative, along its paths"),
        ("of", "de qué", "of what"), ("by", "respecto de qué", "with respect to what"),
        ("count", "cuántos caminos", "how many paths"), ("paths", "los mayores", "the largest"),
        ("factors", "sus factores", "their factors"), ("product", "su producto", "their product"),
        ("rest", "la suma de los demás", "the sum of the others"),
        ("kink", "las dos pendientes en un punto anguloso", "both slopes at a kink"),
        ("left", "la izquierda", "the left one"), ("right", "la derecha", "the right one"),
        ("claims", "lo que declara la lección", "what the lesson declares"), ("claim", "la fórmula", "the formula"),
        ("claimed", "su valor", "its value"), ("agrees", "si coincide", "whether it agrees"),
        ("carried", "si hubo redondeos a mano", "whether numbers were cut by hand"),
        ("update", "el valor tras la actualización", "the value after the update"),
      ])
}
