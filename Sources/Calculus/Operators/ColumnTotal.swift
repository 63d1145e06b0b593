import Matrices
import Typesetting

/// `Σcols A`, the columns added up: m×n → m×1.
package final class ColumnTotal: Operator {
  package init() {}

  package var identity: String { "column total" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "Σcols A", ascii: "sum_cols A", .reductions, es: "suma de las columnas: m×n → m×1",
      en: "the columns added up: m×n → m×1")
  }
  package func fastForm(of arguments: [FastArgument]) -> FastForm { .fold(.sum, .columns) }
  package var samples: [OperatorSample] { Reduction.samples(.columns) }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape { try reducedShape(arguments, .columns) }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    Reduction.sum(inputs[0], output, over: .columns)
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [try .spread(adjoint, to: arguments[0].shape)]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    try .gathered(.sum, arguments[0].entries(at: Axis.columns.line(at: offset, of: arguments[0].shape).offsets))
  }

  package func exampleAxis(of arguments: [ExampleArgument], value: Shape) -> Int? {
    arguments[0].axis == 0 ? 0 : nil
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(RowTotal(), arguments)
  }

  package func layout(_ arguments: [Typeset]) -> Typeset { .reduction("Σcols", arguments[0]) }
}
