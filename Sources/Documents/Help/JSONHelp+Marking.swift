import Typesetting

extension JSONHelp {
  /// One answer, as `check-work` and `step --predict` write it.
  private static let answer: [(String, String, String)] = [
    ("value", "lo escrito; de una causa, lo que da", "what was written; of a cause, what it comes to"),
    ("computed", "el número correcto", "the right number"),
    (
      "verdict", "right, carried, repeated, remarked, vague, wrong, unreadable, missing",
      "right, carried, repeated, remarked, vague, wrong, unreadable, missing"
    ),
    (
      "from", "de qué respuesta anterior arrastra o repite el error",
      "the earlier answer whose error it carries on or repeats"
    ),
    ("reason", "por qué no es un número", "why it is no number"),
    ("finding", "lo hallado de un número incorrecto", "what was found of a wrong number"),
    ("formula", "la línea con el error", "the line with the slip in it"),
    (
      "remark", "sin error propio: rounded-along, truncated-along, within-rounding, follows-nearly",
      "no slip of its own: rounded-along, truncated-along, within-rounding, follows-nearly"
    ), ("decimals", "con cuántos decimales cada paso", "with how many decimals for each step"),
    (
      "seen", "sin causa conocida: last-place, sign, swapped-digits, one-digit, lost-digit, added-digit, ratio",
      "without a known cause: last-place, sign, swapped-digits, one-digit, lost-digit, added-digit, ratio"
    ), ("ratio", "cuántas veces lo debido", "how many times what is due"),
  ]

  /// What `check-work` writes.
  static let checkWork =
    Part(
      ["check-work"], es: "check-work", en: "check-work",
      [
        ("lesson", "la lección", "the lesson"), ("title", "su título", "its title"),
        ("right", "si todo es correcto; de una pregunta, cuántos", "whether all is right; of a question, how many"),
        ("students", "cada estudiante", "each student"), ("student", "su nombre", "the name"),
        (
          "points", "sus puntos, también los de lo que solo arrastra",
          "the points, those for what only follows included"
        ),
        ("of", "de cuántos", "of how many"), ("carried", "cuántos por arrastre", "how many that only follow"),
        ("errors", "errores propios", "own errors"),
        ("vague", "con muy pocas cifras", "with too few digits"), ("unreadable", "no son números", "no numbers"),
        ("unread", "filas sin corregir", "rows not marked"), ("message", "por qué", "why"),
        ("missing", "respuestas que faltan", "missing answers"),
        ("firstError", "el primer paso incorrecto", "the first wrong step"),
        ("answers", "cada respuesta", "each answer"), ("address", "de qué número", "of which number"),
        ("iteration", "en qué iteración", "in which iteration"),
        ("file", "el archivo, si son varios", "the file, where there are several"),
        ("line", "la línea del archivo", "the line of the file"),
        (
          "alikeNames", "nombres que parecen de la misma persona, corregidos por separado",
          "names that look like one person's, marked apart"
        ),
        ("questions", "cada pregunta", "each question"), ("wrong", "cuántos mal", "how many wrong"),
        (
          "slips", "los errores, el más frecuente primero; los que dan lo mismo, juntos",
          "the slips, the most frequent first; those that come to the same together"
        ), ("count", "cuántas veces", "how often"),
      ] + answer + causes)

  /// What `step --predict` writes, and saves with `--out`.
  static let predicting =
    Part(
      ["step"], es: "step --predict", en: "step --predict",
      [
        ("lesson", "la lección", "the lesson"), ("seed", "la semilla", "the seed"),
        ("checksum", "de los números de la primera iteración", "of the numbers of the first iteration"),
        ("score", "cómo va", "how it stands"), ("right", "cuántas correctas", "how many right"),
        ("atOnce", "a la primera y sin pistas", "at once and without a hint"),
        ("carried", "por arrastre", "only for an earlier answer"), ("skipped", "sin resolver", "given up"),
        ("open", "sin terminar", "not finished"), ("count", "cuántas veces", "how often"),
        ("predictions", "cada pregunta", "each question"), ("address", "de qué número", "of which number"),
        ("iteration", "en qué iteración", "in which iteration"),
        ("state", "open, right, carried, skipped", "open, right, carried, skipped"),
        ("hints", "cuántas pistas, también tras errores", "how many hints, those after wrong answers included"),
        ("tries", "lo que se hizo, en orden", "what was done, in order"),
        ("answer", "la respuesta", "the answer"), ("hint", "se pidió una pista", "a hint was asked for"),
        ("skip", "se dio por perdida", "it was given up"),
        ("slips", "los errores de las respuestas incorrectas", "the slips behind wrong answers"),
      ] + answer + causes)
}
