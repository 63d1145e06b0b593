/// A matrix with its rows as columns.
enum TurnedMatrix {
  /// Squares of so many rows and columns are turned one after another: what is read and what is written stays near.
  private static let side = 8

  /// Writes the transpose of `rows`×`columns` numbers.
  static func fill(
    _ target: UnsafeMutablePointer<Double>, _ source: UnsafePointer<Double>, rows: Int, columns: Int
  ) {
    if rows <= side || columns <= side {
      var place = 0
      for column in 0..<columns {
        var from = column
        for _ in 0..<rows {
          target[place] = source[from]
          place &+= 1
          from &+= columns
        }
      }
      return
    }
    for top in stride(from: 0, to: rows, by: side) {
      let bottom = min(top + side, rows)
      for first in stride(from: 0, to: columns, by: side) {
        for column in first..<min(first + side, columns) {
          let line = target + column * rows
          for row in top..<bottom { line[row] = source[row * columns + column] }
        }
      }
    }
  }
}
