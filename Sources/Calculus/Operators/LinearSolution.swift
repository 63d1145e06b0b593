import Matrices
import Typesetting

/// `solve(A, b)`, the X with `A·X = b`, for each column of b: n×n and n×k → n×k; not finite where A is singular.
///
/// Of two unknowns by Cramer's rule, as a hand computes it; of more by elimination with partial pivoting.
package final class LinearSolution: Operator {
  package init() {}

  package var identity: String { "solve" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "solve(A, b)", .algebra, es: "la x con A·x = b, sin calcular la inversa; b puede tener varias columnas",
      en: "the x with A·x = b, without computing the inverse; b may have several columns")
  }
  package var samples: [OperatorSample] {
    [[Shape(3, 3), Shape(3, 2)], [Shape(2, 2), Shape(2, 2)], [Shape(2, 2), Shape(2, 1)], [.scalar, Shape(1, 2)]].map {
      OperatorSample($0, in: -1...1, diagonal: 4)
    }
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(2, arguments)
    let (matrix, right) = (arguments[0], arguments[1])
    try expectSquare(matrix, atMost: LinearSolver.mostRows)
    try expectMatrix(right)
    guard matrix.columns == right.rows else {
      throw ShapeError(SizeWords.notEqual(matrix.columns, right.rows), shapes: arguments)
    }
    return right
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (from, with, to) = (inputs[0].offset, inputs[1].offset, output.offset)
    let (size, columns) = (output.shape.rows, output.shape.columns)
    switch size {
    case 1: return { block in for column in 0..<columns { block[to + column] = block[with + column] / block[from] } }
    case 2:
      return { block in
        let matrix = (block[from], block[from + 1], block[from + 2], block[from + 3])
        for column in 0..<columns {
          let sides = (block[with + column], block[with + columns + column])
          let system = TwoUnknowns(matrix, sides: sides)
          (block[to + column], block[to + columns + column]) = system.solution(sides.0, sides.1)
        }
      }
    default:
      return { block in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, size * size)) { memory in
          guard let work = memory.baseAddress else { return }
          for index in 0..<(size * size) { (work + index).initialize(to: block[from + index]) }
          (block + to).update(from: block + with, count: size * columns)
          LinearSolver.solve(work, size, block + to, columns: columns)
        }
      }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    // ∂/∂b = A⁻ᵀ·G and ∂/∂A = −A⁻ᵀ·G·Xᵀ
    let right = try Formula.apply(self, [.transpose(arguments[0]), adjoint])
    return [try .negated(.product(right, .transpose(value))), right]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    let (row, column) = offset.quotientAndRemainder(dividingBy: max(1, shape.columns))
    switch shape.rows {
    case 1: return try .apply(Division(), [arguments[1].entry(at: column), arguments[0].entry(at: 0)])
    case 2:
      let matrix = try SmallMatrix(arguments[0])
      let sides = try arguments[1].entries(at: [column, shape.columns + column])
      let numerator =
        row == 0
        ? try SmallMatrix.difference((sides[0], matrix.entries[3]), (matrix.entries[1], sides[1]))
        : try SmallMatrix.difference((matrix.entries[0], sides[1]), (sides[0], matrix.entries[2]))
      return try .apply(Division(), [numerator, matrix.determinant()])
    default: return try .part(of: .apply(self, arguments), at: offset)
    }
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    var turned: [Formula] = []
    for argument in arguments { turned.append(try .transpose(argument)) }
    return try .transpose(.apply(self, turned))
  }

  package func layout(_ arguments: [Typeset]) -> Typeset { .call("solve", arguments) }
}
