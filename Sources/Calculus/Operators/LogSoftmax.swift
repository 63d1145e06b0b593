import Matrices
import Typesetting

/// `log_softmax(Z)`: along the classes of each example, zᵢ − ln Σ exp(zₖ), with the largest taken off first.
package final class LogSoftmax: Operator {
  /// Where the examples lie.
  package let axis: ExampleAxis

  package init(axis: ExampleAxis) {
    self.axis = axis
  }

  package var identity: String { "log_softmax in \(axis.rawValue)" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "log_softmax(Z)", .classes, es: "logaritmo de softmax, sin perder cifras",
      en: "logarithm of softmax, without losing digits")
  }
  package var samples: [OperatorSample] { ClassLines.samples(axis) }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expectClasses(arguments, axis)
    return arguments[0]
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let lines = ClassLines(inputs[0].shape, axis)
    let (from, to) = (inputs[0].offset, output.offset)
    return { block in lines.logSoftmax(block + from, block + to) }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    // g − softmax ⊙ Σ g, the sum along the classes
    let sums = try axis == .rows ? Formula.columnTotal(adjoint) : Formula.rowTotal(adjoint)
    return [try .subtracting(adjoint, .entrywise(.apply(Softmax(axis: axis), arguments), sums))]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    let (line, place) = ClassLines(shape, axis).location(of: offset)
    return try .gathered(.logarithmOfShare(of: place), arguments[0].entries(at: line))
  }

  package func exampleAxis(of arguments: [ExampleArgument], value: Shape) -> Int? {
    // The classes of an example lie along the other axis.
    arguments[0].axis == (axis == .rows ? 0 : 1) ? arguments[0].axis : nil
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(LogSoftmax(axis: axis.transposed), arguments)
  }

  package func layout(_ arguments: [Typeset]) -> Typeset { .call("log_softmax", arguments) }
}
