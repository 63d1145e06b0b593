import Calculus
import Datasets
import Documents
import Execution
import LessonLanguage
import Typesetting
import Verification

/// `lesson check mine.lesson`: is it a lesson? Names, shapes, claims and pictures, without running it.
enum CheckCommand: Command {
  static let name = "check"
  static let summary = Localized(
    es: "Revisa un archivo sin ejecutarlo: nombres, dimensiones, dibujos, avisos.",
    en: "Read a file without running it: names, shapes, pictures, remarks.")
  static var declaration: Declaration {
    Declaration(
      examples: [
        .init("lesson check ./mia.lesson", es: "un archivo tuyo", en: "a file of yours"),
        .init("lesson check *.lesson", es: "todos los de una carpeta", en: "all those of a folder"),
      ],
      arguments: [
        Argument(
          Localized(es: "archivo", en: "file"),
          help: Localized(
            es: "Archivos .lesson, nombres de lecciones, o - para la entrada.",
            en: "Files .lesson, names of lessons, or - for the input."),
          isRepeatable: true, completion: .lessons)
      ], options: Presentation.options)
  }

  static func run(_ context: Context) throws -> ExitCode {
    let presentation = Presentation(context)
    let names = context.arguments.arguments
    var worst: ExitCode?
    var facts: [Fact] = []
    for name in names {
      do {
        for lesson in try context.shelf.loadAll(name) {
          try context.interrupt.check()
          do {
            let checked = try CheckedLesson(lesson, context)
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
      + (checked.program.remarks + checked.studies).map { remark in
        Block.Item(
          .remark, Text([.code("\(checked.file.onOneLine):\(remark.line)"), .plain(": " + remark.text[language])]))
      }
  }
}

/// A lesson whose names and shapes all fit.
struct CheckedLesson {
  let file: String
  let program: Program
  /// What is said of the sections `study`.
  let studies: [Program.Remark]
  private let printed: Int

  /// Throws a `LessonError` with the first real cause.
  init(_ lesson: LoadedLesson, _ context: Context) throws {
    var options = LessonSettings()
    options.digits = DigitSource(
      .find(
        directory: nil, environment: context.surroundings.environment,
        otherwise: DigitSource.usualCount, seed: 1))
    let scope = try lesson.lesson.program(settings: options).scope
    _ = try Pictures(scope, context.language)
    var printed = 0
    for (syntax, source) in try [(lesson.syntax, lesson.source)] + lesson.printed() {
      let expectations = Verifier(lesson.syntax, source: lesson.source, options: options)
      printed += try expectations.checkExpectations(of: syntax, source: source, scope)
    }
    self.printed = printed
    program = scope.program
    studies = StudyRemark.remarks(lesson.syntax)
    file = lesson.source.file
  }

  /// The counts and the remarks.
  var fact: Fact {
    .record(
      ("lesson", .text(program.name)), ("file", .text(file)),
      ("parameters", .integer(program.parameters.reduce(0) { $0 + $1.shape.count })),
      ("formulas", .integer(program.definitions.count { !$0.isDerived })), ("claims", .integer(program.claims.count)),
      ("printed", .integer(printed)),
      (
        "remarks",
        .list((program.remarks + studies).map { .record(("line", .integer($0.line)), ("text", .words($0.text))) })
      ))
  }

  /// `9 parámetros, 13 fórmulas, 3 afirmaciones, 48 datos impresos`
  var counts: Localized {
    let parameters = program.parameters.reduce(0) { $0 + $1.shape.count }
    let formulas = program.definitions.count { !$0.isDerived }
    let parts = [
      Localized(
        es: parameters == 1 ? "1 parámetro" : "\(parameters) parámetros",
        en: parameters == 1 ? "1 parameter" : "\(parameters) parameters"),
      Localized(
        es: formulas == 1 ? "1 fórmula" : "\(formulas) fórmulas",
        en: formulas == 1 ? "1 formula" : "\(formulas) formulas"),
      Localized(
        es: program.claims.count == 1 ? "1 derivada afirmada" : "\(program.claims.count) derivadas afirmadas",
        en: program.claims.count == 1 ? "1 claimed derivative" : "\(program.claims.count) claimed derivatives"),
      Localized(
        es: printed == 1 ? "1 dato impreso" : "\(printed) datos impresos",
        en: printed == 1 ? "1 printed fact" : "\(printed) printed facts"),
    ]
    return Localized(es: parts.map(\.es).joined(separator: ", "), en: parts.map(\.en).joined(separator: ", "))
  }
}
