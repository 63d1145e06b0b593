import Matrices
import Typesetting

/// `inv(A)`, the inverse of a square matrix: `inv(A)·A` is the identity; its entries are not finite where A has none.
///
/// Of 2×2 by cofactors, as a hand computes it; larger ones by elimination with partial pivoting.
package final class Inverse: Operator {
  package init() {}

  package var identity: String { "inv" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "inv(A)", .algebra, es: "matriz inversa; si no la hay, sus entradas no son finitas (NaN)",
      en: "inverse of a matrix; where there is none, its entries are not finite (NaN)")
  }
  package var samples: [OperatorSample] {
    [Shape(3, 3), Shape(2, 2), .scalar].map { OperatorSample([$0], in: -1...1, diagonal: 4) }
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(1, arguments)
    try expectSquare(arguments[0], atMost: LinearSolver.mostRows)
    return arguments[0]
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (from, to, size) = (inputs[0].offset, output.offset, output.shape.rows)
    switch size {
    case 1: return { block in block[to] = 1 / block[from] }
    case 2:
      return { block in
        let system = TwoUnknowns((block[from], block[from + 1], block[from + 2], block[from + 3]))
        (block[to], block[to + 1], block[to + 2], block[to + 3]) = system.inverse
      }
    default:
      return { block in
        let target = block + to
        withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, size * size)) { memory in
          guard let work = memory.baseAddress else { return }
          for index in 0..<(size * size) {
            (work + index).initialize(to: block[from + index])
            target[index] = 0
          }
          for index in 0..<size { target[index * size + index] = 1 }
          LinearSolver.solve(work, size, target, columns: size)
        }
      }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    // −A⁻ᵀ·G·A⁻ᵀ
    let turned = try Formula.transpose(value)
    return [try .negated(.product(.product(turned, adjoint), turned))]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    switch shape.count {
    case 1: return try .apply(Division(), [.number(1), arguments[0].entry(at: 0)])
    case 4:
      let matrix = try SmallMatrix(arguments[0])
      let entry = matrix.entries[[3, 1, 2, 0][offset]]
      let isOnDiagonal = offset == 0 || offset == 3
      return try .apply(
        Division(), [isOnDiagonal ? entry : .apply(Negation(), [entry]), matrix.determinant()])
    default: return try .part(of: .apply(self, arguments), at: offset)
    }
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula { try .apply(self, arguments) }

  package func layout(_ arguments: [Typeset]) -> Typeset { .call("inv", arguments) }
}
