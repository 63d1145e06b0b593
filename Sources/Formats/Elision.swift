import Typesetting

/// Which rows or columns of something long are shown.
enum Elision {
  /// All places, or the first and last `edge` with nil for what lies between.
  static func shown(_ count: Int, limit: Int, edge: Int) -> [Int?] {
    guard count > limit, count > 2 * edge else { return Array(0..<max(0, count)) }
    return Array(0..<edge) + [nil] + Array((count - edge)..<count)
  }

  /// Rows shown in full at most, and how many stay at either end of a longer matrix.
  static let rowLimit = 12
  static let edge = 3
}

extension MatrixBlock {
  /// The entry in a row and a column counted from 0; NaN where the block has too few values.
  func entry(_ row: Int, _ column: Int) -> Double {
    let place = row * columns + column
    return values.indices.contains(place) ? values[place] : .nan
  }

  /// Whether it is a plain number.
  var isNumber: Bool { rows == 1 && columns == 1 }

  /// The entries of these rows and columns, rounded together and row by row, with `gap` where nothing is shown.
  func entries(rows shownRows: [Int?], columns shownColumns: [Int?], mark: DecimalMark, gap: String) -> [[String]] {
    let values = shownRows.compactMap(\.self).flatMap { row in
      shownColumns.compactMap(\.self).map { entry(row, $0) }
    }
    var texts = style.format(together: values, mark: mark).makeIterator()
    return shownRows.map { row in
      shownColumns.map { column in row == nil || column == nil ? gap : texts.next() ?? gap }
    }
  }
}
