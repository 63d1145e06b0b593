import Matrices
import Typesetting

/// `Aᵀ`, rows and columns exchanged.
package final class Transposition: Operator {
  package init() {}

  package var identity: String { "transpose" }
  package var summary: OperatorSummary {
    OperatorSummary("Aᵀ", ascii: "A.T", .shapes, es: "traspuesta", en: "transpose")
  }
  package func fastForm(of arguments: [FastArgument]) -> FastForm { .transposition }
  package var samples: [OperatorSample] {
    [OperatorSample([Shape(2, 3)]), OperatorSample([Shape(3, 1)]), OperatorSample([.scalar])]
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(1, arguments)
    try expectMatrix(arguments[0])
    return arguments[0].transposed
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (from, to) = (inputs[0].offset, output.offset)
    let (rows, columns) = (output.shape.rows, output.shape.columns)
    return { block in TurnedMatrix.fill(block + to, block + from, rows: columns, columns: rows) }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [try .transpose(adjoint)]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    let (row, column) = offset.quotientAndRemainder(dividingBy: max(1, shape.columns))
    return try arguments[0].entry(at: column * shape.rows + row)
  }

  package func exampleAxis(of arguments: [ExampleArgument], value: Shape) -> Int? {
    arguments[0].shape.rank == 2 ? arguments[0].axis.map { 1 - $0 } : arguments[0].axis
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula { try .transpose(arguments[0]) }

  package func layout(_ arguments: [Typeset]) -> Typeset { .raised(arguments[0], to: .words("T")) }
}
