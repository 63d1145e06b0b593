import Matrices

/// Numbers and matrices as Python reads them, with every digit that they have.
enum NumPyNumber {
  /// `2`, `0.1`, `1e-08`, `np.inf`; with a point where a whole number is to be one of floating point.
  static func text(_ number: Double, isFloating: Bool = false) -> String {
    guard number.isFinite else { return number.isNaN ? "np.nan" : number < 0 ? "-np.inf" : "np.inf" }
    if !isFloating, let whole = Int64(exactly: number), abs(whole) < 1 << 53, number != 0 || number.sign == .plus {
      return "\(whole)"
    }
    return number.description
  }

  /// `(2, 3)`
  static func sizes(_ shape: Shape) -> String { "(" + shape.sizes.map { "\($0)" }.joined(separator: ", ") + ")" }

  /// Rows in brackets, one below the other: `[[1.0, 2.0],` and below it ` [3.0, 4.0]]`.
  ///
  /// - Parameter indent: blanks in front of each row but the first.
  static func rows(_ matrix: Matrix, indent: Int) -> String {
    let columns = max(1, matrix.shape.columns)
    let lines = stride(from: 0, to: matrix.values.count, by: columns).map { start in
      "[" + matrix.values[start..<(start + columns)].map { text($0, isFloating: true) }.joined(separator: ", ") + "]"
    }
    return "[" + lines.joined(separator: ",\n" + String(repeating: " ", count: indent + 1)) + "]"
  }

  /// What makes the matrix: a number for 1×1, else an array.
  ///
  /// - Parameter indent: blanks in front of each row but the first.
  static func array(_ matrix: Matrix, indent: Int) -> String {
    let shape = matrix.shape
    if shape == .scalar { return text(matrix.values.first ?? .nan) }
    if shape.count > mostInRows, matrix.values.contains(where: { $0 != $0.rounded() }), let levels = grey(matrix) {
      return "np.array([\(levels.map { "\($0)" }.joined(separator: ", "))]).reshape(\(sizes(shape))) / 255"
    }
    guard shape.rank == 2 else {
      let numbers = matrix.values.map { text($0, isFloating: true) }.joined(separator: ", ")
      return "np.array([\(numbers)]).reshape(\(sizes(shape)))"
    }
    return "np.array(\(rows(matrix, indent: indent + "np.array(".count)))"
  }

  private static let mostInRows = 256

  /// Whether the numbers are grey levels of an image, parts of 255.
  static func isGrey(_ matrix: Matrix) -> Bool { grey(matrix) != nil }

  /// The grey levels from 0 to 255 that the numbers are parts of 255 of; nil where they are not.
  private static func grey(_ matrix: Matrix) -> [Int]? {
    var levels: [Int] = []
    for number in matrix.values {
      let level = (number * 255).rounded()
      guard (0...255).contains(level), level / 255 == number else { return nil }
      levels.append(Int(level))
    }
    return levels
  }
}
