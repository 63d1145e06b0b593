import Matrices
import Typesetting

/// `eigenvalues(A)` of a symmetric matrix (a run refuses one that is not, rounding aside), in ascending order: n×n → n×1.
///
/// By cyclic Jacobi rotations.
package final class Eigenvalues: Operator {
  package init() {}

  package var identity: String { "eigenvalues" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "eigenvalues(A)", .algebra,
      es: "valores propios de una matriz simétrica, de menor a mayor (de otra, escribe eigenvalues(½·(A + Aᵀ)))",
      en: "eigenvalues of a symmetric matrix, in ascending order (of another, write eigenvalues(½·(A + Aᵀ)))")
  }
  package var samples: [OperatorSample] {
    [Shape(3, 3), .scalar].map { OperatorSample([$0], in: -1...1, diagonal: 4) }
  }

  package var needsSymmetry: Bool { true }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(1, arguments)
    try expectSquare(arguments[0], atMost: SymmetricMatrix.mostRows)
    return Shape(arguments[0].rows, 1)
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (from, to) = (inputs[0].offset, output.offset)
    let size = output.count
    return { block in
      let (source, target) = (block + from, block + to)
      withUnsafeTemporaryAllocation(of: Double.self, capacity: size * size) { memory in
        guard let work = memory.baseAddress else { return }
        SymmetricMatrix.diagonalize(source, size, into: work)
        for index in 0..<size { target[index] = work[index * size + index] }
      }
      var sorted = UnsafeMutableBufferPointer(start: target, count: size)
      sorted.sort()
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    // ∂λₖ/∂A = vₖ·vₖᵀ, of eigenvalues that differ
    let vectors = try Formula.apply(Eigenvectors(), arguments)
    return [try .product(.entrywise(vectors, .transpose(adjoint)), .transpose(vectors))]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    try .part(of: .apply(self, arguments), at: offset)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .transpose(.apply(self, arguments))
  }

  package func layout(_ arguments: [Typeset]) -> Typeset { .call("eigenvalues", arguments) }
}
