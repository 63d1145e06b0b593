import Matrices
import Typesetting

/// `norm(A)`, the Frobenius norm: the root of the sum of squares. Its derivative A/‖A‖ is 0 where A is 0.
package final class Norm: Operator {
  package init() {}

  package var identity: String { "norm" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "norm(A)", .reductions, es: "raíz de la suma de los cuadrados", en: "root of the sum of the squares")
  }
  package var samples: [OperatorSample] { [OperatorSample([Shape(2, 3)]), OperatorSample([.scalar])] }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(1, arguments)
    return .scalar
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (from, to) = (inputs[0].offset, output.offset)
    let count = inputs[0].count
    return { block in
      let source = block + from
      var sum = 0.0
      for index in 0..<count { sum += source[index] * source[index] }
      block[to] = sum.squareRoot()
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [try .scaled(adjoint, .apply(SafeDivision(), [arguments[0], value]))]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    try .gathered(.norm, arguments[0].entries(at: Array(0..<arguments[0].shape.count)))
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula { try .apply(self, arguments) }

  package func layout(_ arguments: [Typeset]) -> Typeset { Typeset(.fenced("‖", arguments[0].text, "‖"), .atom) }
}
