/// Eigenvalues and eigenvectors of symmetric matrices, by cyclic Jacobi rotations.
enum SymmetricMatrix {
  /// Rows of the largest matrix: the work grows with their third power.
  static let mostRows = 500

  /// Turns ½·(A + Aᵀ) into a matrix of the same eigenvalues that has nothing beside its diagonal.
  ///
  /// - Parameter vectors: becomes the matrix whose columns are the eigenvectors, in the order of that diagonal.
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
    for index in 0..<size where index != first && index != second {
      let (one, other) = (matrix[index * size + first], matrix[index * size + second])
      let (turned, turnedOther) = (cosine * one - sine * other, sine * one + cosine * other)
      (matrix[index * size + first], matrix[first * size + index]) = (turned, turned)
      (matrix[index * size + second], matrix[second * size + index]) = (turnedOther, turnedOther)
    }
    if let vectors {
      for index in 0..<size {
        let (one, other) = (vectors[index * size + first], vectors[index * size + second])
        vectors[index * size + first] = cosine * one - sine * other
        vectors[index * size + second] = sine * one + cosine * other
      }
    }
    matrix[first * size + first] = low - tangent * entry
    matrix[second * size + second] = high + tangent * entry
    matrix[first * size + second] = 0
    matrix[second * size + first] = 0
  }
}
