import Matrices
import Typesetting

/// `eigenvalues(A)` of a symmetric matrix (of ½·(A + Aᵀ) when it is not quite so), in ascending order: n×n → n×1.
///
/// By cyclic Jacobi rotations. No derivative flows through it.
package final class Eigenvalues: Operator {
  package init() {}

  package var identity: String { "eigenvalues" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "eigenvalues(A)", .reductions, es: "valores propios de una matriz simétrica, de menor a mayor",
      en: "eigenvalues of a symmetric matrix, in ascending order")
  }
  package var samples: [OperatorSample] {
    [OperatorSample([Shape(3, 3)], isDifferentiable: false), OperatorSample([.scalar], isDifferentiable: false)]
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(1, arguments)
    try expectMatrix(arguments[0])
    guard arguments[0].rows == arguments[0].columns else {
      throw ShapeError(
        Localized(
          es: "debería ser una matriz cuadrada, y es \(arguments[0])",
          en: "it should be a square matrix, and it is \(arguments[0])"), shapes: arguments)
    }
    guard BatchLength.usual(arguments[0].rows) <= Self.mostRows else {
      throw ShapeError(
        Localized(
          es: "los valores propios se calculan hasta de 500×500, y la matriz es de \(arguments[0])",
          en: "eigenvalues are computed of up to 500×500, and the matrix is \(arguments[0])"), shapes: arguments)
    }
    return Shape(arguments[0].rows, 1)
  }

  /// Rows of the largest matrix: the work grows with their third power.
  private static let mostRows = 500

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (from, to) = (inputs[0].offset, output.offset)
    let size = output.count
    return { block in
      let (source, target) = (block + from, block + to)
      withUnsafeTemporaryAllocation(of: Double.self, capacity: size * size) { memory in
        guard let work = memory.baseAddress else { return }
        for row in 0..<size {
          for column in 0..<size {
            (work + row * size + column).initialize(
              to: 0.5 * (source[row * size + column] + source[column * size + row]))
          }
        }
        Self.diagonalize(work, size)
        for index in 0..<size { target[index] = work[index * size + index] }
      }
      var sorted = UnsafeMutableBufferPointer(start: target, count: size)
      sorted.sort()
    }
  }

  /// Rotates until nothing is left beside the diagonal; each sweep squares how small the rest is.
  private static func diagonalize(_ matrix: UnsafeMutablePointer<Double>, _ size: Int) {
    for _ in 0..<64 {
      var rest = 0.0
      for row in 0..<size {
        for column in (row + 1)..<max(row + 1, size) {
          let entry = matrix[row * size + column]
          if entry == 0 { continue }
          rest += Swift.abs(entry)
          rotate(matrix, size, row, column)
        }
      }
      if rest == 0 || !rest.isFinite { return }
    }
  }

  /// The rotation of two axes that makes the entry where they meet 0.
  private static func rotate(_ matrix: UnsafeMutablePointer<Double>, _ size: Int, _ first: Int, _ second: Int) {
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
    matrix[first * size + first] = low - tangent * entry
    matrix[second * size + second] = high + tangent * entry
    matrix[first * size + second] = 0
    matrix[second * size + first] = 0
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [nil]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    try .part(of: .apply(self, arguments), at: offset)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .transpose(.apply(self, arguments))
  }

  package func layout(_ arguments: [Typeset]) -> Typeset { .call("eigenvalues", arguments) }
}
