import Typesetting

extension JSONHelp {
  /// The causes of a wrong number, as `doctor` and `verify` write them.
  static let causes: [(String, String, String)] = [
    (
      "causes", "los errores que dan esas cifras, el más probable primero",
      "the slips that give these digits, the likeliest first"
    ),
    ("slip", "cuál", "which one"), ("alike", "otros que dan lo mismo", "others that come to the same"),
    ("words", "lo que se lee, con {x}, {y} y {f}", "what is read, with {x}, {y} and {f}"),
    ("x", "en lugar de {x}", "in the place of {x}"), ("y", "en lugar de {y}", "in the place of {y}"),
    ("f", "la función, en lugar de {f}", "the function, in the place of {f}"),
    (
      "path", "el lugar en la fórmula abierta: de cada parte, cuál",
      "where in the opened formula: which of each part"
    ),
    ("everywhere", "si en todas las partes iguales", "whether in all parts that are the same"),
    ("operands", "con qué números: exact, page, mixed", "with which numbers: exact, page, mixed"),
    ("margin", "bits por encima del umbral", "bits above the threshold"),
    (
      "mend", "el cambio que haría correcta una línea que no es la derivada que promete",
      "the change that would make a line right that is not the derivative it promises"
    ), ("entry", "una entrada de la línea", "an entry of the line"),
    ("certain", "si se afirma, y no es solo probable", "whether it is stated, and not only probable"),
    ("copied", "el error de copia que hay encima", "the slip in copying on top of it"),
  ]

  /// What `doctor` writes.
  static let doctor =
    Part(
      ["doctor"], es: "doctor", en: "doctor",
      [
        ("lessons", "lo hallado en cada lección", "what was found of each lesson"), ("lesson", "el nombre", "the name"),
        ("title", "el título", "the title"),
        (
          "right", "si todo lo impreso coincide; de un número, el correcto",
          "whether all that is printed agrees; of a number, the right one"
        ),
        ("findings", "números incorrectos con una misma explicación", "wrong numbers with one explanation"),
        ("numbers", "los números", "the numbers"), ("address", "de qué", "of what"),
        ("indices", "su lugar: 2,1", "its place: 2,1"), ("printed", "lo impreso", "what is printed"),
        ("due", "lo que debería imprimirse", "what should be printed"),
        ("iteration", "la iteración", "the iteration"), ("file", "el archivo", "the file"),
        ("line", "la línea", "the line"),
        ("lines", "líneas que no son la derivada que prometen", "lines that are not the derivatives that they promise"),
        ("subject", "la línea", "the line"),
        ("misprint", "si se marca como errata", "whether it is marked as a misprint"),
      ] + causes + [
        ("value", "lo que da", "what it comes to"),
        ("formula", "la línea con el error", "the line with the slip in it"),
        (
          "remark", "sin error propio: rounded-along, truncated-along, within-rounding, follows-nearly",
          "no slip of its own: rounded-along, truncated-along, within-rounding, follows-nearly"
        ), ("decimals", "con cuántos decimales cada paso", "with how many decimals for each step"),
        (
          "seen", "sin causa conocida: last-place, sign, swapped-digits, one-digit, lost-digit, added-digit, ratio",
          "without a known cause: last-place, sign, swapped-digits, one-digit, lost-digit, added-digit, ratio"
        ), ("ratio", "cuántas veces lo debido", "how many times what is due"),
        ("followers", "los números que arrastran el error", "the numbers that follow from it"),
        ("tried", "cuántas hipótesis se probaron", "how many hypotheses were tried"),
        ("cutShort", "si quedaron otras sin probar", "whether others were left out"),
        ("unreadable", "lecciones que no se pueden leer", "lessons that cannot be read"),
      ])
}
