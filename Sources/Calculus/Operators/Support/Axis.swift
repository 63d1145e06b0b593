import Matrices

/// What a reduction runs over, as its name in the language says.
package enum Axis: String, Hashable, Sendable, CaseIterable {
  /// All entries, to a number: `mean(A)`.
  case all
  /// The rows are put together, to a row 1×n: `mean_rows(A)`, `Σrows A`.
  case rows
  /// The columns are put together, to a column m×1: `mean_cols(A)`, `Σcols A`.
  case columns

  /// The ending of the name of a function: `_rows`.
  var suffix: String {
    switch self {
    case .all: ""
    case .rows: "_rows"
    case .columns: "_cols"
    }
  }

  /// The same reduction of the transpose.
  var transposed: Axis {
    switch self {
    case .all: .all
    case .rows: .columns
    case .columns: .rows
    }
  }

  /// The shape that is left.
  func reduced(_ shape: Shape) -> Shape {
    switch self {
    case .all: .scalar
    case .rows: Shape(1, shape.columns)
    case .columns: Shape(shape.rows, 1)
    }
  }

  /// How many entries are put together into one: a size, on which the length of the batch may decide.
  func length(_ shape: Shape) -> Int64 {
    switch self {
    case .all: shape.linearCount ?? Int64(shape.count)
    case .rows: Int64(shape.rows)
    case .columns: Int64(shape.columns)
    }
  }

  /// Where the entries lie that are put together at a place of the result.
  func line(at offset: Int, of shape: Shape) -> Line {
    switch self {
    case .all: Line(start: 0, stride: 1, count: shape.count)
    case .rows: Line(start: offset, stride: shape.columns, count: shape.rows)
    case .columns: Line(start: offset * shape.columns, stride: 1, count: shape.columns)
    }
  }

  /// Entries at equal distances.
  struct Line {
    var start: Int
    var stride: Int
    var count: Int

    /// The places of the entries, row by row from 0.
    var offsets: [Int] { (0..<count).map { start + $0 * stride } }
  }
}

extension ExampleAxis {
  /// What runs over the classes of each example: along the row where each row is one.
  var classes: Axis { self == .rows ? .columns : .rows }
}

extension Formula {
  /// The entries at these places; together they are no longer than one formula may be.
  func entries(at offsets: [Int]) throws(ShapeError) -> [Scalar] {
    var entries: [Scalar] = []
    var size = offsets.count
    for offset in offsets {
      guard size <= FormulaLimits.terms else { throw FormulaLimits.tooLong() }
      entries.append(try entry(at: offset))
      size += entries.last?.extent.terms ?? 0
    }
    return entries
  }
}
