import Matrices
import Typesetting

/// One entry of a matrix as a number: `A[2,1]`.
package final class Indexing: Operator {
  /// The place, row by row, from 0 (in a full batch, where its length decides the shape).
  package let offset: Int
  /// The shape of the matrix it is taken from.
  package let source: Shape

  package init(offset: Int, of source: Shape) {
    self.offset = offset
    self.source = source
  }

  package var identity: String { "entry(\(offset), \(source.key))" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "A[i,j]", .shapes, es: "una entrada; los índices empiezan en 1", en: "one entry; indices start at 1")
  }
  package var samples: [OperatorSample] { [OperatorSample([source])] }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(1, arguments)
    guard arguments[0] == source, (0..<source.count).contains(offset) else {
      throw ShapeError(
        Localized(
          es: "índice fuera de rango: [\(source.address(of: offset))] en una matriz de \(arguments[0])",
          en: "index out of range: [\(source.address(of: offset))] in a \(arguments[0]) matrix"), shapes: arguments)
    }
    return .scalar
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (from, to) = (inputs[0].offset + offset, output.offset)
    return { block in block[to] = block[from] }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    // Zero everywhere but at the entry: adjoint · (matrix of zeros with a 1 there).
    [try .scaled(adjoint, .apply(UnitMatrix(offset: offset, shape: source), []))]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    try arguments[0].entry(at: self.offset)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(Indexing(offset: source.transposed(offset), of: source.transposed), arguments)
  }

  package func bound(_ binding: BatchBinding, _ arguments: [Formula]) throws(ShapeError) -> Formula {
    let (place, shape) = try source.bound(offset, binding)
    return try .apply(Indexing(offset: place, of: shape), arguments)
  }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    Typeset(
      .row([arguments[0].fenced(below: .atom), .fenced("[", .words(source.address(of: offset)), "]")]), .atom)
  }
}
