import Typesetting

/// `lesson help exit-codes`: what the program tells the shell.
enum ExitCodesHelp {
  static let topic = HelpTopic(
    "exit-codes",
    Localized(es: "Los códigos de salida del programa.", en: "The exit codes of the program.")
  ) { language, _ in
    func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }
    return [
      .heading(1, Text(say("Códigos de salida", "Exit codes"))),
      .table(
        Table(
          headings: ["", ""], alignments: [.right, .left],
          rows: all.map { [Text([.code($0.code)]), Text($0.meaning[language])] })),
      .paragraph(
        Text([
          .plain(say("En la terminal, ", "In the shell, ")), .code("lesson run xor; echo $?"),
          .plain(say(" escribe el último.", " prints the last one.")),
        ])),
    ]
  }

  /// Each code and when it comes.
  static let all: [(code: String, meaning: Localized)] = [
    ("0", Localized(es: "todo ha ido bien", en: "everything went well")),
    (
      "1",
      Localized(
        es: "algo falló: una lección con un error, un archivo que no se puede leer",
        en: "something failed: a lesson with an error, a file that cannot be read")
    ),
    (
      "2",
      Localized(
        es: "verify y doctor: algo no coincide con los apuntes; check-work: una respuesta no es correcta",
        en: "verify and doctor: something does not agree with the notes; check-work: an answer is not right")
    ),
    (
      "3",
      Localized(
        es: "run: la lección diverge, un número deja de ser finito",
        en: "run: the lesson diverges, a number stops being finite")
    ),
    ("64", Localized(es: "no se entiende la línea de órdenes", en: "the command line is not understood")),
    ("130", Localized(es: "interrumpido con Ctrl-C", en: "interrupted by Ctrl-C")),
    ("141", Localized(es: "ya nadie lee la salida", en: "nobody reads the output any more")),
  ]
}
