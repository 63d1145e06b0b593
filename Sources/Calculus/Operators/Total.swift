import Matrices
import Typesetting

/// `Σ A`, all entries added up row by row: m×n → 1×1.
package final class Total: Operator {
  package init() {}

  package var identity: String { "total" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "Σ A", ascii: "sum A", .reductions, es: "suma de todas las entradas, fila a fila",
      en: "sum of all entries, row by row")
  }
  package func fastForm(of arguments: [FastArgument]) -> FastForm { .fold(.sum, .all) }
  package var samples: [OperatorSample] { Reduction.samples(.all) }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape { try reducedShape(arguments, .all) }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    Reduction.sum(inputs[0], output, over: .all)
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [try .spread(adjoint, to: arguments[0].shape)]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    try .gathered(.sum, arguments[0].entries(at: Axis.all.line(at: offset, of: arguments[0].shape).offsets))
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(Total(), arguments)
  }

  package func layout(_ arguments: [Typeset]) -> Typeset { .reduction("Σ", arguments[0]) }
}
