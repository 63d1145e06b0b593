import Matrices
import Typesetting

/// `argmax(Z)`: the class with the largest number of each example, counted from 0; the first of equal ones.
package final class Argmax: Operator {
  /// Where the examples lie.
  package let axis: ExampleAxis

  package init(axis: ExampleAxis) {
    self.axis = axis
  }

  package var identity: String { "argmax in \(axis.rawValue)" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "argmax(Z)", .classes, es: "clase con el número mayor, contando desde 0",
      en: "class with the largest number, counted from 0")
  }
  package var samples: [OperatorSample] { ClassLines.samples(axis, isDifferentiable: false) }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expectClasses(arguments, axis)
    return axis.classes.reduced(arguments[0])
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let lines = ClassLines(inputs[0].shape, axis)
    let (from, to) = (inputs[0].offset, output.offset)
    return { block in
      let (source, target) = (block + from, block + to)
      for example in 0..<lines.examples {
        target[example] = Double(lines.winner(source + example * lines.exampleStride))
      }
    }
  }

  package func fastForm(of arguments: [FastArgument]) -> FastForm { .winner(axis) }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [nil]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    try .gathered(.winner(axis), arguments[0].entries(at: ClassLines(arguments[0].shape, axis).line(offset)))
  }

  package func exampleAxis(of arguments: [ExampleArgument], value: Shape) -> Int? {
    // The classes of an example lie along the other axis.
    arguments[0].axis == (axis == .rows ? 0 : 1) ? arguments[0].axis : nil
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(Argmax(axis: axis.transposed), arguments)
  }

  package func layout(_ arguments: [Typeset]) -> Typeset { .call("argmax", arguments) }
}

extension Formula {
  /// The two quantities of the first `argmax(A) = argmax(Y)` in the formula; nil when there is none.
  package var comparedClasses: (Quantity, Quantity)? {
    guard case .apply(let application) = self else { return nil }
    let compared = application.arguments.compactMap { argument -> Quantity? in
      guard case .apply(let inner) = argument, inner.rule is Argmax,
        case .reference(let quantity)? = inner.arguments.first
      else { return nil }
      return quantity
    }
    if application.rule is Comparison, compared.count == 2 { return (compared[0], compared[1]) }
    for argument in application.arguments {
      if let found = argument.comparedClasses { return found }
    }
    return nil
  }
}
