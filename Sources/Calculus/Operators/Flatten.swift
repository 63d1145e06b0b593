import Matrices
import Typesetting

/// `flatten(A)`: a matrix as one row, row by row; images as one row each: N×C×H×W → N×(C·H·W).
///
/// Where examples lie in columns, it gives columns in place of rows.
package final class Flatten: Operator {
  /// Where the examples lie.
  package let axis: ExampleAxis

  package init(axis: ExampleAxis = .rows) {
    self.axis = axis
  }

  package var identity: String { "flatten in \(axis.rawValue)" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "flatten(A)", .shapes, es: "las entradas en una fila; una fila por imagen",
      en: "the entries in a row; a row for each image")
  }
  package var samples: [OperatorSample] {
    [OperatorSample([Shape(2, 3)])] + [Shape(sizes: [2, 1, 2, 3])].compactMap { $0 }.map { OperatorSample([$0]) }
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(1, arguments)
    guard arguments[0].rank > 2 || !arguments[0].dependsOnBatch else {
      throw ShapeError(
        Localized(
          es: "un lote puede tener más o menos ejemplos y no cabe en una fila: usa sus filas tal como están",
          en: "a batch may have more or fewer examples and does not fit in one row: use its rows as they are"),
        shapes: arguments)
    }
    let rows = inRows(arguments[0])
    guard arguments[0].count <= FormulaLimits.entries else { throw FormulaLimits.tooLarge(arguments[0]) }
    return axis == .rows ? rows : rows.transposed
  }

  package func fastForm(of arguments: [FastArgument]) -> FastForm {
    guard let shape = arguments.first?.shape, axis == .rows || inRows(shape).rows == 1 else { return .stepwise }
    return .sameNumbers
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let rows = inRows(inputs[0].shape)
    if axis == .rows || rows.rows == 1 { return copying(inputs[0], to: output) }
    return Transposition().evaluation([Slot(inputs[0].offset, rows)], output)
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [try .reshaped(axis == .rows ? adjoint : .transpose(adjoint), to: arguments[0].shape)]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    if axis == .rows { return try arguments[0].entry(at: offset) }
    let (row, column) = offset.quotientAndRemainder(dividingBy: max(1, shape.columns))
    return try arguments[0].entry(at: column * shape.rows + row)
  }

  package func exampleAxis(of arguments: [ExampleArgument], value: Shape) -> Int? {
    guard arguments[0].axis == 0, arguments[0].shape.rank > 2 else { return nil }
    return axis == .rows ? 0 : 1
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(Flatten(axis: axis.transposed), [.turned(arguments[0])])
  }

  package func layout(_ arguments: [Typeset]) -> Typeset { .call("flatten", arguments) }

  private func inRows(_ shape: Shape) -> Shape {
    shape.rank == 2 ? Shape(1, shape.count) : Shape(shape.rows, shape.columns)
  }
}
