import Calculus
import LessonLanguage
import Trace

/// A line of printed numbers as it has been judged, with what it was judged on: what a search for causes begins with.
package struct JudgedLine {
  /// What was found.
  package var verdict: Verdict
  /// The left side.
  package let formula: Resolved
  /// The place of each of the numbers in the value of the left side, row by row.
  package let offsets: [Int]
  /// The exact numbers, and those of the page with all that is printed before the line (nil where they are the same);
  /// nil where no number of the line is wrong.
  package let moments: (exact: Moment, page: Moment?)?
  /// Whether whoever wrote the line had every other number of the iteration before them, as somebody has who steps
  /// through it: then nothing but the line itself is looked into.
  package var seesAll = false
  /// How it was asked for, so that it can be asked for again in another run; nil where it is no line of a page.
  var origin: Origin?

  /// The left side as written, and the conditions behind `with`.
  struct Origin {
    let left: FormulaSyntax
    let source: SourceText
    let conditions: Verifier.Conditions
  }

  /// Whether two lines are worked out with the same settings and seed.
  package func hasConditions(of other: JudgedLine) -> Bool { origin?.conditions == other.origin?.conditions }

  /// Its numbers with their places.
  package var numbers: [(number: Verdict.Number, offset: Int)] {
    guard case .numbers(let numbers) = verdict.finding else { return [] }
    return Array(zip(numbers, offsets)).map { (number: $0, offset: $1) }
  }
}
