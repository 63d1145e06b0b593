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
      ] + Presentation.options)
  }

  static func run(_ context: Context) throws -> ExitCode {
    let lessons = Catalogue.lessons
    if context.arguments.has("names") {
      for lesson in lessons { try context.console.output.line(lesson.name) }
      return .success
    }
    let presentation = Presentation(context)
    if presentation.isData {
      try presentation.show(fact(of: lessons), of: name)
      return .success
    }
    let language = context.language
    try presentation.show([
      .table(
        Table(
          headings: [
            Text(Localized(es: "lección", en: "lesson")[language]),
            Text(Localized(es: "título", en: "title")[language]),
          ], alignments: [.left, .left],
          rows: lessons.map { [Text([.code($0.name)]), Text($0.title[language])] }))
    ])
    return .success
  }

  /// Each lesson with its name and title.
  private static func fact(of lessons: [EmbeddedText]) -> Fact {
    .record(
      (
        "lessons",
        .list(lessons.map { .record(("name", .text($0.name)), ("title", .words($0.title))) })
      ))
  }
}
