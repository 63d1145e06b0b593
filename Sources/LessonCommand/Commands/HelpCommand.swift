import Documents
import Formats
import LessonLanguage
import OperatingSystem
import Typesetting

/// `lesson help`, `lesson help run`, `lesson help language`: the help of the program, of a command, or about a subject.
enum HelpCommand: Command {
  static let name = "help"
  static let summary = Localized(
    es: "Ayuda general, de una orden o sobre un tema.", en: "General help, or help on a command or a topic.")
  static var declaration: Declaration {
    Declaration(
      examples: [
        .init("lesson help list", es: "la ayuda de 'lesson list'", en: "help on 'lesson list'"),
        .init("lesson help language", es: "cómo se escribe una lección", en: "how to write a lesson"),
      ],
      arguments: [
        Argument(
          Localized(es: "orden", en: "command"),
          help: Localized(es: "Una orden o un tema.", en: "A command or a topic."), isOptional: true,
          completion: .words(Commands.all.map { $0.name } + HelpTopic.all.map(\.name)))
      ], options: Presentation.options)
  }

  static func run(_ context: Context) throws -> ExitCode {
    guard let subject = context.arguments[0] else {
      try context.console.output.write(Root.help(context.surroundings))
      return .success
    }
    if let topic = HelpTopic.all.first(where: { $0.name == subject }) {
      let presentation = Presentation(context)
      if presentation.isData {
        return try tell(subject, presentation) { language in
          let options = FormatOptions(width: context.surroundings.width, language: language)
          return FormatName.plain.format(options).render(Document(topic.blocks(language, false)))
        }
      }
      try presentation.show(topic.blocks(context.language, presentation.name == .ascii))
      return .success
    }
    guard let command = Commands.all.first(where: { $0.name == subject }) else {
      if LessonLoader.builtInNames.contains(subject) || LessonLoader.isFile(subject) {
        return try tell(lesson: subject, context)
      }
      let known = Commands.all.map { $0.name } + HelpTopic.all.map(\.name)
      throw UsageError.unknownCommand(subject, suggestion: Nearest.word(to: subject, among: known))
    }
    let presentation = Presentation(context)
    if presentation.isData {
      return try tell(subject, presentation) { language in
        var surroundings = context.surroundings
        surroundings.chosenLanguage = language
        return Root.help(of: command, lessonOptions: [], surroundings)
      }
    }
    try context.console.output.write(Root.help(of: command, lessonOptions: [], context.surroundings))
    return .success
  }

  /// The help about a subject, for programs.
  private static func tell(
    _ subject: String, _ presentation: Presentation, _ text: (Language) -> String
  ) throws -> ExitCode {
    let words = Localized(es: text(.spanish), en: text(.english))
    try presentation.show(.record(("subject", .text(subject)), ("text", .words(words))), of: name)
    return .success
  }

  /// Where to read about a lesson.
  private static func tell(lesson name: String, _ context: Context) throws -> ExitCode {
    let text = Localized(
      es: """
        '\(name)' es una lección.
          lesson show \(name)         qué es: cantidades, fórmulas, ajustes
          lesson run \(name) --help   cómo se ejecuta y qué se puede cambiar
        """,
      en: """
        '\(name)' is a lesson.
          lesson show \(name)         what it is: quantities, formulas, settings
          lesson run \(name) --help   how it is run and what can be changed
        """)
    try context.console.output.line(context.surroundings.shown(text[context.language]))
    return .success
  }
}
