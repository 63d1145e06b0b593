import Matrices
import Typesetting

/// A `table` section of a lesson with its formulas worked out: the first row is the heading.
package struct LessonTable: Sendable {
  /// What a cell holds.
  package enum Cell: Sendable {
    case text(Localized)
    case value(Matrix)
    /// A formula that reads what is measured at an epoch's end, before it.
    case notMeasured
  }

  /// The line of the lesson that opens it.
  package let line: Int
  /// Its title, if it has one.
  package let title: Localized?
  package let rows: [[Cell]]
  /// How many rows of entries or examples there would be besides.
  package let leftOut: Int

  /// The title and the cells, row by row.
  package var fact: Fact {
    .record(
      ("title", title.map { .words($0) }),
      (
        "rows",
        .list(
          rows.map { row in
            .list(
              row.map { cell in
                switch cell {
                case .text(let text): .words(text)
                case .value(let value): value.fact
                case .notMeasured: Fact.none
                }
              })
          })
      ), ("leftOut", leftOut > 0 ? .integer(leftOut) : nil))
  }
}
