import Calculus
import LessonLanguage
import Matrices
import Trace
import Typesetting
import Verification

/// A lesson whose names and shapes all fit.
package struct CheckedLesson {
  package let file: String
  package let program: Program
  /// What a teacher should know.
  package let remarks: [Program.Remark]
  private let printed: Int
  /// How many numbers the lesson leaves for a student to compute; nil where it has no section `exercise`.
  private let blanks: Int?

  /// Checks a lesson and the files of printed numbers that go with it; throws the first real cause.
  package init(
    _ lesson: Lesson, printed files: [(lesson: LessonSyntax, source: SourceText)], digits: any ExampleSource,
    reading numbers: (any NumberFiles)?
  ) throws(LessonError) {
    var settings = LessonSettings()
    settings.digits = digits
    settings.files = numbers
    let scope = try lesson.program(settings: settings).scope
    try scope.checkShown()
    let verifier = Verifier(lesson.syntax, source: lesson.source, options: settings)
    var printed = 0
    for (syntax, source) in [(lesson.syntax, lesson.source)] + files {
      printed += try verifier.checkExpectations(of: syntax, source: source, scope)
    }
    self.printed = printed
    let asked = try scope.blanks().reduce(0) { $0 + $1.count }
    blanks = lesson.syntax.exercise == nil ? nil : asked
    program = scope.program
    remarks = lesson.remarks(program, printed: files.map { $0.source })
    file = lesson.source.file
  }

  /// The counts and the remarks.
  package var fact: Fact {
    .record(
      ("lesson", .text(program.name)), ("file", .text(file)),
      ("parameters", .integer(program.parameters.reduce(0) { $0 + $1.shape.count })),
      ("formulas", .integer(program.definitions.count { !$0.isDerived })), ("claims", .integer(program.claims.count)),
      ("printed", .integer(printed)), ("blanks", blanks.map { .integer($0) }),
      ("remarks", .list(remarks.map { $0.fact })))
  }

  /// `9 parámetros, 13 fórmulas, 3 afirmaciones, 48 datos impresos`
  package var counts: Localized {
    let parameters = program.parameters.reduce(0) { $0 + $1.shape.count }
    let formulas = program.definitions.count { !$0.isDerived }
    var parts = [
      Localized(
        es: parameters == 1 ? "1 parámetro" : "\(parameters) parámetros",
        en: parameters == 1 ? "1 parameter" : "\(parameters) parameters"),
      Localized(
        es: formulas == 1 ? "1 fórmula" : "\(formulas) fórmulas",
        en: formulas == 1 ? "1 formula" : "\(formulas) formulas"),
      Localized(
        es: program.claims.count == 1 ? "1 derivada declarada" : "\(program.claims.count) derivadas declaradas",
        en: program.claims.count == 1 ? "1 declared derivative" : "\(program.claims.count) declared derivatives"),
      Localized(
        es: printed == 1 ? "1 dato impreso" : "\(printed) datos impresos",
        en: printed == 1 ? "1 printed fact" : "\(printed) printed facts"),
    ]
    if let blanks, blanks > 0 {
      parts.append(
        Localized(
          es: blanks == 1 ? "1 número por calcular" : "\(blanks) números por calcular",
          en: blanks == 1 ? "1 number to compute" : "\(blanks) numbers to compute"))
    }
    return Localized(es: parts.map { $0.es }.joined(separator: ", "), en: parts.map { $0.en }.joined(separator: ", "))
  }
}
