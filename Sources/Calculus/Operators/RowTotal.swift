import Matrices
import Typesetting

/// `Σrows A`, the rows added up: m×n → 1×n.
package final class RowTotal: Operator {
  package init() {}

  package var identity: String { "row total" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "Σrows A", ascii: "sum_rows A", .reductions, es: "suma de las filas: m×n → 1×n",
      en: "the rows added up: m×n → 1×n")
  }
  package func fastForm(of arguments: [FastArgument]) -> FastForm { .fold(.sum, .rows) }
  package var samples: [OperatorSample] { Reduction.samples(.rows) }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape { try reducedShape(arguments, .rows) }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    Reduction.sum(inputs[0], output, over: .rows)
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [try .spread(adjoint, to: arguments[0].shape)]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    try .gathered(.sum, arguments[0].entries(at: Axis.rows.line(at: offset, of: arguments[0].shape).offsets))
  }

  package func exampleAxis(of arguments: [ExampleArgument], value: Shape) -> Int? {
    arguments[0].axis == 1 ? 1 : nil
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(ColumnTotal(), arguments)
  }

  package func layout(_ arguments: [Typeset]) -> Typeset { .reduction("Σrows", arguments[0]) }
}
