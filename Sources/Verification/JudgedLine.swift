import Calculus
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

  /// Its numbers with their places.
  package var numbers: [(number: Verdict.Number, offset: Int)] {
    guard case .numbers(let numbers) = verdict.finding else { return [] }
    return Array(zip(numbers, offsets)).map { (number: $0, offset: $1) }
  }
}
