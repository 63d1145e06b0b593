import Matrices
import Typesetting

/// One entry of a matrix as a number: `A[2,1]`.
package struct EntryOf: Operator {
  /// The place, row by row, from 0.
  package let offset: Int
  /// The shape of the matrix it is taken from.
  package let source: Shape

  package init(offset: Int, of source: Shape) {
    self.offset = offset
    self.source = source
  }

  package var identity: String { "entry(\(offset), \(source))" }
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
          es: "[\(source.address(of: offset))] no está en la matriz, que es \(arguments[0])",
          en: "[\(source.address(of: offset))] is not in the matrix, which is \(arguments[0])"), shapes: arguments)
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

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Formula {
    try arguments[0].entry(at: self.offset)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    guard source.rank == 2 else { return try .apply(self, arguments) }
    let (row, column) = offset.quotientAndRemainder(dividingBy: max(1, source.columns))
    return try .apply(EntryOf(offset: column * source.rows + row, of: source.transposed), arguments)
  }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    Typeset(
      .row([arguments[0].fenced(below: .atom), .fenced("[", .words(source.address(of: offset)), "]")]), .atom)
  }
}

extension Shape {
  /// The indices of an entry as a reader types them, from 1: `2,1`; `2` alone in a row or a column, none in a number.
  package func address(of offset: Int) -> String {
    if isScalar { return "" }
    if rank == 2 && (rows == 1 || columns == 1) { return "\(offset + 1)" }
    var rest = offset
    var indices: [Int] = []
    for size in sizes.reversed() {
      indices.append(rest % max(1, size) + 1)
      rest /= max(1, size)
    }
    return indices.reversed().map(String.init).joined(separator: ",")
  }
}
