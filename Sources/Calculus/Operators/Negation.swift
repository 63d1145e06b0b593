import CEntryFunctions
import Matrices
import Typesetting

/// `−A`.
package final class Negation: Operator {
  package init() {}

  package var identity: String { "negation" }
  package var summary: OperatorSummary {
    OperatorSummary("−A", ascii: "-A", .arithmetic, es: "cambio de signo", en: "change of sign")
  }
  package func fastForm(of arguments: [FastArgument]) -> FastForm { .entrywise(.negate) }
  package var samples: [OperatorSample] { [OperatorSample([Shape(2, 3)]), OperatorSample([.scalar])] }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(1, arguments)
    return arguments[0]
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (from, to) = (inputs[0].offset, output.offset)
    let count = output.count
    return { block in
      let (source, target) = (block + from, block + to)
      for index in 0..<count { target[index] = -source[index] }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [try .negated(adjoint)]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    try .apply(self, [arguments[0].entry(at: offset)])
  }

  package func exampleAxis(of arguments: [ExampleArgument], value: Shape) -> Int? {
    sharedExampleAxis(of: arguments, value: value)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula { try .apply(self, arguments) }

  package func layout(_ arguments: [Typeset]) -> Typeset { .negative(arguments[0]) }
}
