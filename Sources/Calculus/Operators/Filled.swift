import Matrices
import Typesetting

/// A matrix of one number everywhere: `ones(2×3)`, `zeros(2×3)`.
package final class Filled: Operator {
  /// The number.
  package let value: Double
  package let shape: Shape

  package init(value: Double, shape: Shape) {
    self.value = value
    self.shape = shape
  }

  package var identity: String { "filled(\(value), \(shape.key))" }
  package var summary: OperatorSummary {
    value == 0
      ? OperatorSummary("zeros(2×3)", ascii: "zeros(2, 3)", .shapes, es: "ceros", en: "zeros")
      : OperatorSummary("ones(2×3)", ascii: "ones(2, 3)", .shapes, es: "unos", en: "ones")
  }
  package var samples: [OperatorSample] { [OperatorSample([])] }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(0, arguments)
    return shape
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (to, count) = (output.offset, output.count)
    let value = value
    return { block in (block + to).update(repeating: value, count: count) }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    []
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    .number(value)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(Filled(value: value, shape: shape.transposed), [])
  }

  package func bound(_ binding: BatchBinding, _ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(Filled(value: value, shape: binding.shape(shape)), [])
  }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    if value == 0 { return .call(.words("zeros"), texts: [.sizes(shape)]) }
    let ones = Typeset.call(.words("ones"), texts: [.sizes(shape)])
    return value == 1 ? ones : .product(Formula.typeset(number: value), "·", .tight, ones)
  }
}
