import Matrices
import Typesetting

/// `clip(A, low, high)`: each entry, but no less than `low` and no more than `high`, which are numbers.
///
/// At a bound it has the derivative of `min(max(A, low), high)`: 0 where the bound is a number or a setting.
package final class Clip: Operator {
  package init() {}

  package var identity: String { "clip" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "clip(A, low, high)", .functions, es: "cada entrada, recortada al intervalo; en un límite, derivada 0",
      en: "each entry, cut to the interval; at a bound its derivative is 0")
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
    guard low.constant == nil || high.constant == nil else {
      let above = try Formula.apply(Comparison(kind: .greater, isExact: true), [source, low])
      let below = try Formula.apply(Comparison(kind: .less, isExact: true), [source, high])
      return [try .entrywise(adjoint, .entrywise(above, below)), nil, nil]
    }
    let raised = try Formula.apply(PairExtreme(.maximum), [source, low])
    let ends = try PairExtreme(.minimum).pullback(adjoint, [raised, high], value: value)
    guard let inner = ends[0] else { return [nil, nil, ends[1]] }
    return try PairExtreme(.maximum).pullback(inner, [source, low], value: raised) + [ends[1]]
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
