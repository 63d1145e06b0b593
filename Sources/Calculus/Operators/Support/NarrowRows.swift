/// Matrices with rows so short that a loop over each row would take longer to set up than to run.
enum NarrowRows {
  /// Rows of so many entries are no longer short.
  static let limit = 8

  /// Visits all entries in one loop, row by row: the place of each from 0, its row and its column.
  @inline(__always)
  static func visit(_ rows: Int, _ columns: Int, _ body: (_ place: Int, _ row: Int, _ column: Int) -> Void) {
    var (row, column) = (0, 0)
    for place in 0..<(rows * columns) {
      body(place, row, column)
      column &+= 1
      if column == columns { (row, column) = (row &+ 1, 0) }
    }
  }
}
