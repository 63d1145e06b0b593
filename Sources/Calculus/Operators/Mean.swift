import Matrices
import Typesetting

/// `mean(A)`, `mean_rows(A)`, `mean_cols(A)`: the sum divided by how many were added.
package final class Mean: Operator {
  /// What it runs over.
  package let axis: Axis

  package init(_ axis: Axis) {
    self.axis = axis
  }

  package var identity: String { "mean\(axis.suffix)" }
  package var summary: OperatorSummary {
    switch axis {
    case .all: OperatorSummary("mean(A)", .reductions, es: "media de las entradas", en: "mean of the entries")
    case .rows:
      OperatorSummary(
        "mean_rows(A)", .reductions, es: "media de las filas: m×n → 1×n", en: "mean of the rows: m×n → 1×n")
    case .columns:
      OperatorSummary(
        "mean_cols(A)", .reductions, es: "media de las columnas: m×n → m×1", en: "mean of the columns: m×n → m×1")
    }
  }
  package func fastForm(of arguments: [FastArgument]) -> FastForm { .mean(axis) }
  package var samples: [OperatorSample] { Reduction.samples(axis) }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape { try reducedShape(arguments, axis) }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    Reduction.sum(inputs[0], output, over: axis, divisor: Double(axis.length(inputs[0].shape)))
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    let count = try Formula.count(axis.sizes(arguments[0].shape))
    return [try .spread(.divided(adjoint, count), to: arguments[0].shape)]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    let offsets = axis.line(at: offset, of: arguments[0].shape).offsets
    return try .apply(Division(), [.gathered(.sum, arguments[0].entries(at: offsets)), .number(Double(offsets.count))])
  }

  package func exampleAxis(of arguments: [ExampleArgument], value: Shape) -> Int? {
    // The columns of each row are put together, or the rows of each column.
    switch axis {
    case .all: nil
    case .rows: arguments[0].axis == 1 ? 1 : nil
    case .columns: arguments[0].axis == 0 ? 0 : nil
    }
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(Mean(axis.transposed), arguments)
  }

  package func layout(_ arguments: [Typeset]) -> Typeset { .call(identity, arguments) }
}
