import Matrices
import Typesetting

/// `softmax(Z)`: along the classes of each example, exp(zᵢ)/Σ exp(zₖ), with the largest taken off first.
package final class Softmax: Operator {
  /// Where the examples lie.
  package let axis: ExampleAxis

  package init(axis: ExampleAxis) {
    self.axis = axis
  }

  package var identity: String { "softmax in \(axis.rawValue)" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "softmax(Z)", .classes, es: "exponenciales de un ejemplo entre su suma",
      en: "exponentials of an example over their sum")
  }
  package func fastForm(of arguments: [FastArgument]) -> FastForm { .softmax(axis) }
  package var samples: [OperatorSample] { ClassLines.samples(axis) }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expectClasses(arguments, axis)
    return arguments[0]
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let lines = ClassLines(inputs[0].shape, axis)
    let (from, to) = (inputs[0].offset, output.offset)
    return { block in lines.softmax(block + from, block + to) }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    // s ⊙ (g − Σ g ⊙ s), the sum along the classes
    let product = try Formula.entrywise(adjoint, value)
    let sums = try axis == .rows ? Formula.columnTotal(product) : Formula.rowTotal(product)
    return [try .entrywise(value, .subtracting(adjoint, sums))]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    let (line, place) = ClassLines(shape, axis).location(of: offset)
    return try .gathered(.share(of: place), arguments[0].entries(at: line))
  }

  package func exampleAxis(of arguments: [ExampleArgument], value: Shape) -> Int? {
    // The classes of an example lie along the other axis.
    arguments[0].axis == (axis == .rows ? 0 : 1) ? arguments[0].axis : nil
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(Softmax(axis: axis.transposed), arguments)
  }

  package func layout(_ arguments: [Typeset]) -> Typeset { .call("softmax", arguments) }
}
