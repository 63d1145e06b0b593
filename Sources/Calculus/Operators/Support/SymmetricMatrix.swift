/// Eigenvalues and eigenvectors of symmetric matrices, by cyclic Jacobi rotations.
enum SymmetricMatrix {
  /// Rows of the largest matrix: the work grows with their third power.
  static let mostRows = 500

  /// Turns ½·(A + Aᵀ) into a matrix of the same eigenvalues that has nothing beside its diagonal.
  ///
  /// - Parameter vectors: becomes the matrix whose rows are the eigenvectors, in the order of that diagonal.
  static func diagonalize(
    _ source: UnsafePointer<Double>, _ size: Int, into work: UnsafeMutablePointer<Double>,
    vectors: UnsafeMutablePointer<Double>? = nil
  ) {
    for row in 0..<size {
      for column in 0..<size {
        (work + row * size + column).initialize(
          to: 0.5 * (source[row * size + column] + source[column * size + row]))
        vectors?[row * size + column] = row == column ? 1 : 0
      }
    }
    diagonalize(work, size, vectors)
  }

  /// Rotates until nothing is left beside the diagonal; each sweep squares how small the rest is.
  private static func diagonalize(
    _ matrix: UnsafeMutablePointer<Double>, _ size: Int, _ vectors: UnsafeMutablePointer<Double>?
  ) {
    for _ in 0..<64 {
      var rest = 0.0
      for row in 0..<size {
        for column in (row + 1)..<max(row + 1, size) {
          let entry = matrix[row * size + column]
          if entry == 0 { continue }
          rest += Swift.abs(entry)
          rotate(matrix, size, row, column, vectors)
        }
      }
      if rest == 0 || !rest.isFinite { return }
    }
  }

  /// The rotation of two axes that makes the entry where they meet 0.
  private static func rotate(
    _ matrix: UnsafeMutablePointer<Double>, _ size: Int, _ first: Int, _ second: Int,
    _ vectors: UnsafeMutablePointer<Double>?
  ) {
    let entry = matrix[first * size + second]
    let (high, low) = (matrix[second * size + second], matrix[first * size + first])
    if Swift.abs(entry) <= 1e-17 * min(Swift.abs(high), Swift.abs(low)) {
      matrix[first * size + second] = 0
      matrix[second * size + first] = 0
      return
    }
    let ratio = (high - low) / (2 * entry)
    let tangent = (ratio < 0 ? -1 : 1) / (Swift.abs(ratio) + (ratio * ratio + 1).squareRoot())
    let cosine = 1 / (tangent * tangent + 1).squareRoot()
    let sine = tangent * cosine
    // Rows lie side by side, columns do not: where both cross, what is written is set below.
    let (row, otherRow) = (matrix + first * size, matrix + second * size)
    turn(row, otherRow, size, cosine, sine)
    for index in 0..<size { matrix[index * size + first] = row[index] }
    for index in 0..<size { matrix[index * size + second] = otherRow[index] }
    if let vectors { turn(vectors + first * size, vectors + second * size, size, cosine, sine) }
    matrix[first * size + first] = low - tangent * entry
    matrix[second * size + second] = high + tangent * entry
    matrix[first * size + second] = 0
    matrix[second * size + first] = 0
  }

  /// Two rows as their coordinates turn.
  private static func turn(
    _ row: UnsafeMutablePointer<Double>, _ otherRow: UnsafeMutablePointer<Double>, _ size: Int, _ cosine: Double,
    _ sine: Double
  ) {
    for index in 0..<size {
      let (one, other) = (row[index], otherRow[index])
      row[index] = cosine * one - sine * other
      otherRow[index] = sine * one + cosine * other
    }
  }
}
