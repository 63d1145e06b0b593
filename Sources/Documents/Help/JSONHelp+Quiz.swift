extension JSONHelp {
  /// What `quiz` writes.
  static let quiz =
    Part(
      ["quiz"], es: "quiz", en: "quiz",
      [
        ("lesson", "el nombre", "the name"), ("title", "el título", "the title"),
        ("file", "el archivo", "the file"), ("to", "para qué: moodle, gift, qti", "what for: moodle, gift, qti"),
        ("kind", "numerical o cloze", "numerical or cloze"),
        ("variants", "cuántas variantes, si las hay", "how many variants, where there are any"),
        ("seed", "su semilla", "their seed"),
        ("category", "dónde quedan las preguntas en Moodle", "where the questions are in Moodle"),
        ("groups", "las variantes de cada pregunta", "the variants of each question"),
        ("name", "lo que se pide; de una pregunta, su nombre", "what is asked for; of a question, its name"),
        ("questions", "las preguntas", "the questions"), ("numbers", "lo que pide cada una", "what each asks for"),
        ("right", "lo que vale", "what is right"),
        ("wrong", "lo que no vale y se explica", "what is wrong and is told why"),
        ("number", "el número", "the number"),
        ("tolerance", "cuánto se puede apartar de él la respuesta", "how far the answer may be from it"),
      ])
}
