import Documents
import Lessons
import OperatingSystem
import Typesetting

/// `lesson list`: the lessons that come with the program.
enum ListCommand: Command {
  static let name = "list"
  static let summary = Localized(es: "Muestra las lecciones disponibles.", en: "List the lessons.")
  static var declaration: Declaration {
    Declaration(
      examples: [
        .init("lesson list", es: "por temas, con lo que enseña cada una", en: "by themes, with what each teaches"),
        .init("lesson list --names", es: "solo los nombres, uno por línea", en: "the names alone, one per line"),
      ],
      options: [
        Option("names", help: Localized(es: "Solo los nombres.", en: "The names alone."))
      ] + Presentation.options)
  }

  static func run(_ context: Context) throws -> ExitCode {
    if context.arguments.has("names") {
      for lesson in Catalogue.lessons { try context.console.output.line(lesson.name) }
      return .success
    }
    let presentation = Presentation(context)
    let list = LessonList(
      Curriculum.shelves.map { theme, lessons in (theme.title, lessons.map { ($0.name, $0.title) }) })
    if presentation.isData {
      try presentation.show(list.fact, of: name)
      return .success
    }
    try presentation.show(list.blocks(context.language))
    return .success
  }
}
