import Calculus
import Execution
import LessonLanguage

extension Verifier {
  /// About how much there is to compute in a lesson, to compare it with others: the numbers of an iteration, as often as the
  /// run has iterations; 0 of a lesson that makes no sense.
  package static func work(
    _ syntax: LessonSyntax, source: SourceText, options: LessonSettings, _ runOptions: RunOptions
  ) -> Double {
    guard let program = try? Lesson(syntax, source: source).program(settings: options).program else { return 0 }
    let numbers = program.definitions.reduce(0.0) { $0 + Double($1.quantity.shape.count) }
    return numbers * Double(IterationLimit.of(program, runOptions))
  }
}
