import Documents
import Typesetting

/// `lesson` itself: its help, its version, and what it says without arguments.
enum Root {
  static let name = "lesson"
  static let version = "0.1.0"

  static let overview = Localized(
    es: "Apuntes de redes neuronales que se ejecutan: cada fórmula, cada número y de dónde sale.",
    en: "Notes on neural networks that run: every formula, every number and where it comes from.")

  /// The help of the whole program.
  static func help(_ surroundings: Surroundings) -> String {
    surroundings.shown(screen(surroundings).text)
  }

  /// The help of a command, with a lesson's own options when one was named.
  static func help(
    of command: any Command.Type, lessonOptions: [Option], _ surroundings: Surroundings
  ) -> String {
    surroundings.shown(screen(of: command, lessonOptions, surroundings).text)
  }

  /// The usage of a command, or of the whole program, for an error.
  static func usage(
    of command: (any Command.Type)?, title: Localized, _ surroundings: Surroundings
  ) -> [String] {
    let help = command.map { screen(of: $0, [], surroundings) } ?? screen(surroundings)
    return help.usage(under: title[surroundings.language])
  }

  /// What the program says when it is called with nothing.
  static func welcome(_ surroundings: Surroundings) -> String {
    let text = Localized(
      es: """
        lesson: apuntes de redes neuronales que se ejecutan. Para empezar:

          lesson list               las lecciones que hay
          lesson verify clase6      comprueba los números de los apuntes
          lesson step clase6        un paso cada vez, hacia adelante y hacia atrás

        'lesson --help' muestra todo lo demás.

        """,
      en: """
        lesson: notes on neural networks that run. To start:

          lesson list               the lessons there are
          lesson verify clase6      check the numbers in the notes
          lesson step clase6        one step at a time, forwards and backwards

        'lesson --help' shows everything else.

        """)[surroundings.language]
    return surroundings.shown(text)
  }

  private static func screen(_ surroundings: Surroundings) -> HelpScreen {
    HelpScreen(
      name: name, overview: overview,
      declaration: Declaration(examples: [
        .init("lesson list", es: "las lecciones que hay", en: "the lessons there are"),
        .init("lesson run xor --lr 0.5 --trace", es: "ejecuta una lección", en: "run a lesson"),
        .init("lesson why clase6 'dW1[1,1]'", es: "de dónde sale un número", en: "where a number comes from"),
      ]),
      entries: [
        (
          Localized(es: "ÓRDENES", en: "COMMANDS"), Commands.all.map { HelpScreen.Entry($0.name, $0.summary) }
        ),
        (
          Localized(es: "TEMAS DE AYUDA", en: "HELP TOPICS"),
          HelpTopic.all.map { HelpScreen.Entry($0.name, $0.summary) }
        ),
      ],
      language: surroundings.language, width: surroundings.width)
  }

  private static func screen(
    of command: any Command.Type, _ lessonOptions: [Option], _ surroundings: Surroundings
  ) -> HelpScreen {
    HelpScreen(
      name: "\(name) \(command.name)", overview: command.summary,
      declaration: command.declaration.adding(lessonOptions), language: surroundings.language,
      width: surroundings.width)
  }
}
