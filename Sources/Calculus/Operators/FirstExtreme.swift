import Matrices
import Typesetting

/// 1 at the first least or greatest entry along an axis and 0 elsewhere: where the derivative of `max(A)` flows.
package final class FirstExtreme: Operator {
  package let kind: Extreme.Kind
  /// What the extreme runs over.
  package let axis: Axis

  package init(_ kind: Extreme.Kind, _ axis: Axis) {
    self.kind = kind
    self.axis = axis
  }

  package var identity: String { "is_\(kind.name)\(axis.suffix)" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "\(identity)(A)", .reductions, es: "1 en la primera entrada extrema y 0 en las demás",
      en: "1 at the first extreme entry and 0 at the others")
  }
  package var samples: [OperatorSample] { Reduction.samples(axis) }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    _ = try reducedShapeOfSome(arguments, axis)
    return arguments[0]
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (from, to) = (inputs[0].offset, output.offset)
    let count = output.count
    let results = axis.reduced(inputs[0].shape).count
    let first = axis.line(at: 0, of: inputs[0].shape)
    let distance = results > 1 ? axis.line(at: 1, of: inputs[0].shape).start : 0
    let kind = kind
    return { block in
      let (source, target) = (block + from, block + to)
      for index in 0..<count { target[index] = 0 }
      for result in 0..<results {
        let line = source + result * distance
        var best = 0
        for index in 1..<first.count
        where kind.isFurther(line[index * first.stride], than: line[best * first.stride]) {
          best = index
        }
        target[result * distance + best * first.stride] = 1
      }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [nil]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    try .part(of: .apply(self, arguments), at: offset)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(FirstExtreme(kind, axis.transposed), arguments)
  }

  package func layout(_ arguments: [Typeset]) -> Typeset { .call(identity, arguments) }
}
