import Matrices
import Typesetting

/// `var(A)`, `var_rows(A)`, `var_cols(A)`: the mean of the squared deviations from the mean, as in batch normalization.
///
/// Divided by how many numbers there are, n, and not by n − 1.
package final class Variance: Operator {
  /// What it runs over.
  package let axis: Axis

  package init(_ axis: Axis) {
    self.axis = axis
  }

  package var identity: String { "var\(axis.suffix)" }
  package var summary: OperatorSummary {
    switch axis {
    case .all:
      OperatorSummary(
        "var(A)", .reductions,
        es: "varianza de las entradas: media de (a − media)², es decir, entre n y no entre n − 1",
        en: "variance of the entries: mean of (a − mean)², that is, over n and not over n − 1")
    case .rows:
      OperatorSummary(
        "var_rows(A)", .reductions, es: "varianza de cada columna: m×n → 1×n", en: "variance of each column: m×n → 1×n")
    case .columns:
      OperatorSummary(
        "var_cols(A)", .reductions, es: "varianza de cada fila: m×n → m×1", en: "variance of each row: m×n → m×1")
    }
  }
  package var samples: [OperatorSample] { Reduction.samples(axis) }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape { try reducedShape(arguments, axis) }

  package func lowered(_ arguments: [Formula]) throws(ShapeError) -> Formula? {
    try .apply(
      Mean(axis), [.power(.apply(Subtraction(), [arguments[0], .apply(Mean(axis), arguments)]), 2)])
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (from, to, results) = (inputs[0].offset, output.offset, output.count)
    let first = axis.line(at: 0, of: inputs[0].shape)
    let distance = results > 1 ? axis.line(at: 1, of: inputs[0].shape).start : 0
    let count = Double(first.count)
    return { block in
      for result in 0..<results {
        let line = block + from + result * distance
        var sum = 0.0
        for index in 0..<first.count { sum = index == 0 ? line[0] : sum + line[index * first.stride] }
        let mean = sum / count
        sum = 0
        for index in 0..<first.count {
          let deviation = line[index * first.stride] - mean
          sum += deviation * deviation
        }
        block[to + result] = sum / count
      }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    // 2/n·(A − mean), as the deviations add up to 0
    let deviations = try Formula.subtracting(arguments[0], .apply(Mean(axis), arguments))
    let factor = try Formula.divided(.number(2), .count(axis.sizes(arguments[0].shape)))
    return [try .entrywise(adjoint, .scaled(factor, deviations))]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    let offsets = axis.line(at: offset, of: arguments[0].shape).offsets
    // Each term holds the mean of all.
    guard offsets.count <= 1_000 else { return try .part(of: .apply(self, arguments), at: offset) }
    let entries = try arguments[0].entries(at: offsets)
    let count = Scalar.number(Double(offsets.count))
    let mean = try Scalar.apply(Division(), [.gathered(.sum, entries), count])
    var squares: [Scalar] = []
    var size = 0
    for entry in entries {
      guard size <= FormulaLimits.terms else { throw FormulaLimits.tooLong() }
      squares.append(try .apply(Power(), [.apply(Subtraction(), [entry, mean]), .number(2)]))
      size += squares.last?.extent.terms ?? 0
    }
    return try .apply(Division(), [.gathered(.sum, squares), count])
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(Variance(axis.transposed), arguments)
  }

  package func layout(_ arguments: [Typeset]) -> Typeset { .call(identity, arguments) }
}
