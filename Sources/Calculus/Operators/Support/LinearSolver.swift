/// Systems of linear equations, by Gaussian elimination with partial pivoting, always in the same order of operations.
enum LinearSolver {
  /// Rows of the largest matrix: the work grows with their third power.
  static let mostRows = 1_000

  /// Solves A·X = B; the right sides become the solution, and the matrix is used up.
  ///
  /// All of X is NaN where A is singular: where a pivot is no larger than what rounding may have left of its column.
  static func solve(
    _ matrix: UnsafeMutablePointer<Double>, _ size: Int, _ right: UnsafeMutablePointer<Double>, columns: Int
  ) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, size)) { memory in
      guard let noise = memory.baseAddress else { return }
      for column in 0..<size {
        var largest = 0.0
        for row in 0..<size { largest = max(largest, abs(matrix[row * size + column])) }
        (noise + column).initialize(to: largest * Double(size) * 0x1p-53)
      }
      guard eliminate(matrix, size, right, columns, noise) else {
        return right.update(repeating: .nan, count: size * columns)
      }
      substitute(matrix, size, right, columns)
    }
  }

  /// Makes the matrix upper triangular, by rows; false where it is singular.
  private static func eliminate(
    _ matrix: UnsafeMutablePointer<Double>, _ size: Int, _ right: UnsafeMutablePointer<Double>, _ columns: Int,
    _ noise: UnsafePointer<Double>
  ) -> Bool {
    for step in 0..<size {
      var best = step
      for row in (step + 1)..<max(step + 1, size)
      where abs(matrix[row * size + step]) > abs(matrix[best * size + step]) {
        best = row
      }
      let pivot = matrix[best * size + step]
      guard pivot.isFinite, abs(pivot) > noise[step] else { return false }
      if best != step {
        for column in step..<size { swap(matrix + step * size + column, matrix + best * size + column) }
        for column in 0..<columns { swap(right + step * columns + column, right + best * columns + column) }
      }
      for row in (step + 1)..<max(step + 1, size) {
        let factor = matrix[row * size + step] / pivot
        if factor == 0 { continue }
        for column in (step + 1)..<max(step + 1, size) {
          matrix[row * size + column] -= factor * matrix[step * size + column]
        }
        for column in 0..<columns { right[row * columns + column] -= factor * right[step * columns + column] }
      }
    }
    return true
  }

  /// Solves for the unknowns from the last to the first.
  private static func substitute(
    _ matrix: UnsafePointer<Double>, _ size: Int, _ right: UnsafeMutablePointer<Double>, _ columns: Int
  ) {
    for row in (0..<size).reversed() {
      for other in (row + 1)..<max(row + 1, size) {
        let factor = matrix[row * size + other]
        for column in 0..<columns { right[row * columns + column] -= factor * right[other * columns + column] }
      }
      let pivot = matrix[row * size + row]
      for column in 0..<columns { right[row * columns + column] /= pivot }
    }
  }

  private static func swap(_ one: UnsafeMutablePointer<Double>, _ other: UnsafeMutablePointer<Double>) {
    (one.pointee, other.pointee) = (other.pointee, one.pointee)
  }
}
