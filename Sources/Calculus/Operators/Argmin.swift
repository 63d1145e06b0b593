import Matrices
import Typesetting

/// `argmin(x)`: where the least entry of a row or a column stands, an index and so counted from 1; the first of equal
/// ones. `argmin_rows(A)` is the row in each column, `argmin_cols(A)` the column in each row.
///
/// `argmax(Z)` is something else: a class of each example, and classes count from 0.
package final class Argmin: Operator {
  /// What it runs over.
  package let axis: Axis

  package init(_ axis: Axis) {
    self.axis = axis
  }

  package var identity: String { "argmin\(axis.suffix)" }
  package var summary: OperatorSummary {
    switch axis {
    case .all:
      OperatorSummary(
        "argmin(x)", .reductions,
        es: "índice, desde 1, de la menor entrada de una fila o columna (la de argmax es una clase, desde 0)",
        en: "index, from 1, of the least entry of a row or column (that of argmax is a class, from 0)")
    case .rows:
      OperatorSummary(
        "argmin_rows(A)", .reductions, es: "fila, desde 1, de la menor entrada de cada columna: m×n → 1×n",
        en: "row, from 1, of the least entry of each column: m×n → 1×n")
    case .columns:
      OperatorSummary(
        "argmin_cols(A)", .reductions, es: "columna, desde 1, de la menor entrada de cada fila: m×n → m×1",
        en: "column, from 1, of the least entry of each row: m×n → m×1")
    }
  }
  package var samples: [OperatorSample] {
    let shapes = axis == .all ? [Shape(1, 3), Shape(3, 1), .scalar] : [Shape(2, 3), Shape(1, 3), Shape(3, 1)]
    return shapes.map { OperatorSample([$0], isDifferentiable: false) }
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    let shape = try reducedShapeOfSome(arguments, axis)
    try expectMatrix(arguments[0])
    guard axis != .all || arguments[0].rows == 1 || arguments[0].columns == 1 else {
      throw ShapeError(
        Localized(
          es: "argmin va por una fila o una columna, y es \(arguments[0]); argmin_rows da la fila en cada columna y "
            + "argmin_cols la columna en cada fila",
          en: "argmin goes along a row or a column, and it is \(arguments[0]); argmin_rows gives the row in each "
            + "column and argmin_cols the column in each row"), shapes: arguments)
    }
    return shape
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (from, to, results) = (inputs[0].offset, output.offset, output.count)
    let first = axis.line(at: 0, of: inputs[0].shape)
    let distance = results > 1 ? axis.line(at: 1, of: inputs[0].shape).start : 0
    return { block in
      for result in 0..<results {
        let line = block + from + result * distance
        var best = 0
        for index in 1..<max(1, first.count)
        where Extreme.Kind.minimum.isFurther(line[index * first.stride], than: line[best * first.stride]) {
          best = index
        }
        block[to + result] = Double(best + 1)
      }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [nil]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    let isRow = axis == .columns || axis == .all && arguments[0].shape.rows == 1
    let entries = try arguments[0].entries(at: axis.line(at: offset, of: arguments[0].shape).offsets)
    return try .gathered(.leastPlace(isRow ? .rows : .columns), entries)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(Argmin(axis.transposed), arguments)
  }

  package func layout(_ arguments: [Typeset]) -> Typeset { .call(identity, arguments) }
}
