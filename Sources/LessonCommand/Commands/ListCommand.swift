import Lessons
import Typesetting

/// `lesson list`: the lessons that come with the program.
enum ListCommand: Command {
  static let name = "list"
  static let summary = Localized(es: "Muestra las lecciones disponibles.", en: "List the lessons.")
  static var declaration: Declaration {
    Declaration(
      examples: [
        .init("lesson list", es: "nombres y títulos", en: "names and titles"),
        .init("lesson list --names", es: "solo los nombres, uno por línea", en: "the names alone, one per line"),
      ],
      options: [
        Option("names", help: Localized(es: "Solo los nombres.", en: "The names alone."))
      ])
  }

  static func run(_ context: Context) throws -> ExitCode {
    let lessons = Catalogue.lessons
    if context.arguments.has("names") {
      for lesson in lessons { try context.console.output.line(lesson.name) }
      return .success
    }
    let column = (lessons.map { $0.name.count }.max() ?? 0) + 4
    for lesson in lessons {
      let title = lesson.title[context.language]
      for line in HelpScreen.row(lesson.name, title, column: column, width: context.surroundings.width) {
        try context.console.output.line(line)
      }
    }
    return .success
  }
}
