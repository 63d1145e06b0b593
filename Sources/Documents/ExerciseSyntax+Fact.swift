import LessonLanguage
import Typesetting

extension ExerciseSyntax {
  /// What is asked for, with the digits and the ways of cutting that are right.
  ///
  /// - Parameter blanks: what its `blank` lines ask for.
  package func fact(_ blanks: [MarkedBlank]) -> Fact {
    let (significant, decimals): (Int?, Int?) =
      switch digits.count {
      case .significant(let count): (count, nil)
      case .decimals(let count): (nil, count)
      }
    return .record(
      ("blanks", .list(blanks.map { .text($0.address) })), ("digits", significant.map { .integer($0) }),
      ("decimals", decimals.map { .integer($0) }), ("rules", .list(digits.rules.map { .text($0.rawValue) })))
  }
}
