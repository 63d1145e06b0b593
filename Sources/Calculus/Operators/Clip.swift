import Matrices
import Typesetting

/// `clip(A, low, high)`: each entry, but no less than `low` and no more than `high`, which are numbers.
package final class Clip: Operator {
  package init() {}

  package var identity: String { "clip" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "clip(A, low, high)", .functions, es: "cada entrada, recortada al intervalo",
      en: "each entry, cut to the interval")
  }
  package var samples: [OperatorSample] {
    [OperatorSample([Shape(3, 4), .scalar, .scalar]), OperatorSample([.scalar, .scalar, .scalar])]
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(3, arguments)
    for bound in arguments.dropFirst() where !bound.isScalar {
      throw ShapeError(
        Localized(
          es: "los límites deberían ser números (1×1), y hay uno de \(bound)",
          en: "the bounds should be numbers (1×1), and one is \(bound)"), shapes: arguments)
    }
    return arguments[0]
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (from, low, high, to) = (inputs[0].offset, inputs[1].offset, inputs[2].offset, output.offset)
    let count = output.count
    return { block in
      let (source, target) = (block + from, block + to)
      let (least, most) = (block[low], block[high])
      for index in 0..<count {
        let raised = source[index] < least ? least : source[index]
        target[index] = raised > most ? most : raised
      }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    let (source, low, high) = (arguments[0], arguments[1], arguments[2])
    func holds(_ kind: Comparison.Kind, _ left: Formula, _ right: Formula) throws(ShapeError) -> Formula {
      try .apply(Comparison(kind: kind, isExact: true), [left, right])
    }
    let inside = try Formula.entrywise(holds(.greaterOrEqual, source, low), holds(.lessOrEqual, source, high))
    let below = try Formula.entrywise(holds(.less, source, low), holds(.lessOrEqual, low, high))
    let above = try holds(.greater, .apply(PairExtreme(.maximum), [source, low]), high)
    return [
      try .entrywise(adjoint, inside),
      low.constant == nil ? try .total(.entrywise(adjoint, below)) : nil,
      high.constant == nil ? try .total(.entrywise(adjoint, above)) : nil,
    ]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    try .apply(self, meeting(at: offset, of: arguments, shape: shape))
  }

  package func exampleAxis(of arguments: [ExampleArgument], value: Shape) -> Int? {
    sharedExampleAxis(of: arguments, value: value)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula { try .apply(self, arguments) }

  package func layout(_ arguments: [Typeset]) -> Typeset { .call("clip", arguments) }
}
