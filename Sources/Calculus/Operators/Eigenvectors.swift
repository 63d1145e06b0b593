import Matrices
import Typesetting

/// `eigenvectors(A)` of a symmetric matrix (a run refuses one that is not, rounding aside): n×n → n×n.
///
/// Column k has length 1 and belongs to the k-th of `eigenvalues(A)`; its largest entry (the first of those that are
/// equally large) is positive.
package final class Eigenvectors: Operator {
  package init() {}

  package var identity: String { "eigenvectors" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "eigenvectors(A)", .algebra,
      es:
        "vectores propios de una matriz simétrica: columnas de longitud 1, en el orden de eigenvalues(A), con la entrada "
        + "mayor positiva",
      en: "eigenvectors of a symmetric matrix: columns of length 1, in the order of eigenvalues(A), the largest entry "
        + "positive")
  }
  package var samples: [OperatorSample] {
    [Shape(3, 3), .scalar].map { OperatorSample([$0], in: -1...1, diagonal: 4) }
  }

  package var needsSymmetry: Bool { true }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(1, arguments)
    try expectSquare(arguments[0], atMost: SymmetricMatrix.mostRows)
    return arguments[0]
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (from, to, size) = (inputs[0].offset, output.offset, output.shape.rows)
    return { block in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, 2 * size * size)) { memory in
        guard let work = memory.baseAddress else { return }
        let vectors = work + size * size
        vectors.initialize(repeating: 0, count: size * size)
        SymmetricMatrix.diagonalize(block + from, size, into: work, vectors: vectors)
        let values = (0..<size).map { work[$0 * size + $0] }
        guard values.allSatisfy({ $0.isFinite }) else {
          return (block + to).update(repeating: .nan, count: size * size)
        }
        for (place, own) in (0..<size).sorted(by: { values[$0] < values[$1] }).enumerated() {
          let vector = vectors + own * size
          let sign = Self.sign(vector, size)
          for row in 0..<size { block[to + row * size + place] = sign * vector[row] }
        }
      }
    }
  }

  /// What makes the first entry positive that is as large as any, rounding aside.
  private static func sign(_ vector: UnsafePointer<Double>, _ size: Int) -> Double {
    var largest = 0.0
    for index in 0..<size { largest = max(largest, Swift.abs(vector[index])) }
    for index in 0..<size where Swift.abs(vector[index]) >= (1 - 1e-9) * largest {
      return vector[index] < 0 ? -1 : 1
    }
    return 1
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    // ½·(M + Mᵀ) with M = V·((Vᵀ·G) ⊙ F)·Vᵀ and fᵢⱼ = 1/(λⱼ − λᵢ), 0 on the diagonal: of eigenvalues that differ
    let size = value.shape.rows
    guard size > 1 else { return [try .filled(0, value.shape)] }
    let values = try Formula.apply(Eigenvalues(), arguments)
    let ones = try Formula.filled(1, Shape(size, 1))
    let gaps = try Formula.subtracting(
      .product(ones, .transpose(values)), .product(values, .transpose(ones)))
    let others = try Formula.subtracting(
      .filled(1, value.shape), .apply(IdentityMatrix(size), []))
    let turned = try Formula.transpose(value)
    let inner = try Formula.entrywise(.product(turned, adjoint), .apply(SafeDivision(), [others, gaps]))
    let whole = try Formula.product(.product(value, inner), turned)
    return [try .scaled(.number(0.5, spelling: "½"), .adding(whole, .transpose(whole)))]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    try .part(of: .apply(self, arguments), at: offset)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .transpose(.apply(self, arguments))
  }

  package func layout(_ arguments: [Typeset]) -> Typeset { .call("eigenvectors", arguments) }
}
