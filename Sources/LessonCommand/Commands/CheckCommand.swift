import Calculus
import Datasets
import Documents
import Execution
import LessonLanguage
import OperatingSystem
import Typesetting
import Verification

/// `lesson check mine.lesson`: is it a lesson? Names, shapes, claims and pictures, without running it.
enum CheckCommand: Command {
  static let name = "check"
  static let summary = Localized(
    es: "Revisa un archivo sin ejecutarlo: nombres, dimensiones, dibujos, avisos.",
    en: "Check a file without running it: names, shapes, pictures, remarks.")
  static var declaration: Declaration {
    Declaration(
      examples: [
        .init("lesson check ./mia.lesson", es: "un archivo tuyo", en: "your own file"),
        .init("lesson check *.lesson", es: "todos los de una carpeta", en: "all files of a folder"),
      ],
      arguments: [
        Argument(
          Localized(es: "archivo", en: "file"),
          help: Localized(
            es: "Archivos .lesson (o una lección de uno, archivo:nombre), lecciones, o - para la entrada estándar.",
            en: ".lesson files (or one lesson of a file, file:name), lessons, or - for standard input."),
          isRepeatable: true, completion: .lessons)
      ], options: Presentation.options)
  }

  static func run(_ context: Context) throws -> ExitCode {
    let presentation = Presentation(context)
    let names = context.arguments.arguments
    let digits = DigitSource(
      .find(
        directory: nil, environment: context.surroundings.environment, otherwise: DigitSource.usualCount, seed: 1))
    var worst: ExitCode?
    var facts: [Fact] = []
    for name in names {
      do {
        for lesson in try context.shelf.loadAll(name) {
          try context.interrupt.check()
          do {
            let checked = try CheckedLesson(
              lesson.lesson, printed: lesson.printed(), digits: digits, reading: lesson.files)
            facts.append(checked.fact)
            if !presentation.isData { try presentation.show([.list(items(checked, context.language))]) }
          } catch let error as LessonError {
            // The other lessons of the file are still worth a look.
            worst = worst ?? tell(error, context)
          }
        }
      } catch {
        guard names.count > 1 || error is LessonError,
          error is LessonError || error is FileError || error is CommandError
        else { throw error }
        let code = tell(error, context)
        worst = worst ?? code
      }
    }
    if presentation.isData { try presentation.show(.record(("lessons", .list(facts))), of: name) }
    return worst ?? .success
  }

  private static func tell(_ error: any Error, _ context: Context) -> ExitCode {
    FailureReport(surroundings: context.surroundings, console: context.console).tell(error, command: CheckCommand.self)
  }

  /// `✓ xor: 9 parámetros, 13 fórmulas, …` and the remarks below it.
  private static func items(_ checked: CheckedLesson, _ language: Language) -> [Block.Item] {
    let counts = checked.counts[language]
    return [Block.Item(.right, Text([.strong(checked.program.name), .plain(": " + counts)]))]
      + checked.remarks.map { remark in
        Block.Item(
          .remark, Text([.code("\(checked.file.onOneLine):\(remark.line)"), .plain(": " + remark.text[language])]))
      }
  }
}
