import Matrices
import Typesetting

/// `A[1..2,:]`, some rows and columns of a matrix.
package final class Slice: Operator {
  /// The rows taken, from 0, without the upper bound.
  package let rows: Range<Int>
  /// The columns taken, from 0, without the upper bound.
  package let columns: Range<Int>
  /// The shape of the matrix they are taken from.
  package let source: Shape

  package init(rows: Range<Int>, columns: Range<Int>, of source: Shape) {
    self.rows = rows
    self.columns = columns
    self.source = source
  }

  package var identity: String {
    "slice(\(rows.lowerBound)..<\(rows.upperBound), \(columns.lowerBound)..<\(columns.upperBound), \(source.key))"
  }
  package var summary: OperatorSummary {
    OperatorSummary(
      "A[i..j,:]", .shapes, es: "filas y columnas de una matriz; los índices empiezan en 1",
      en: "rows and columns of a matrix; indices start at 1")
  }
  package var samples: [OperatorSample] { [OperatorSample([source])] }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(1, arguments)
    try expectMatrix(arguments[0])
    let isInside =
      arguments[0] == source && rows.lowerBound >= 0 && rows.upperBound <= source.rows && columns.lowerBound >= 0
      && columns.upperBound <= source.columns
    guard isInside else {
      throw ShapeError(
        Localized(
          es: "índice fuera de rango: [\(address)] en una matriz de \(arguments[0])",
          en: "index out of range: [\(address)] in a \(arguments[0]) matrix"), shapes: arguments)
    }
    return Shape(rows.count, columns.count)
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let width = source.columns
    let (from, to) = (inputs[0].offset + rows.lowerBound * width + columns.lowerBound, output.offset)
    let (height, count) = (rows.count, columns.count)
    return { block in
      let (source, target) = (block + from, block + to)
      for row in 0..<height {
        let (line, to) = (source + row * width, target + row * count)
        for column in 0..<count { to[column] = line[column] }
      }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    // The adjoint in its place among zeros.
    let above = rows.lowerBound
    let below = source.rows - rows.upperBound
    let left = columns.lowerBound
    let right = source.columns - columns.upperBound
    var cells: [Formula] = []
    var cellsPerRow: [Int] = []
    if above > 0 {
      cells.append(try .filled(0, Shape(above, source.columns)))
      cellsPerRow.append(1)
    }
    if left > 0 { cells.append(try .filled(0, Shape(rows.count, left))) }
    cells.append(adjoint)
    if right > 0 { cells.append(try .filled(0, Shape(rows.count, right))) }
    cellsPerRow.append(1 + (left > 0 ? 1 : 0) + (right > 0 ? 1 : 0))
    if below > 0 {
      cells.append(try .filled(0, Shape(below, source.columns)))
      cellsPerRow.append(1)
    }
    return [cells.count == 1 ? adjoint : try .apply(Join(cellsPerRow: cellsPerRow), cells)]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    let (row, column) = offset.quotientAndRemainder(dividingBy: max(1, shape.columns))
    return try arguments[0].entry(at: (rows.lowerBound + row) * source.columns + columns.lowerBound + column)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(Slice(rows: columns, columns: rows, of: source.transposed), arguments)
  }

  package func bound(_ binding: BatchBinding, _ arguments: [Formula]) throws(ShapeError) -> Formula {
    let shape = binding.shape(source)
    func bound(_ range: Range<Int>, _ size: Int) throws(ShapeError) -> Range<Int> {
      let (from, to) = (binding.size(range.lowerBound), binding.size(range.upperBound))
      guard from <= to, to <= size else {
        throw ShapeError(
          Localized(
            es: "índice fuera de rango: [\(address)] en una matriz de \(shape)",
            en: "index out of range: [\(address)] in a \(shape) matrix"), shapes: [shape])
      }
      return from..<to
    }
    let (rows, columns) = (try bound(rows, shape.rows), try bound(columns, shape.columns))
    return try .apply(Slice(rows: rows, columns: columns, of: shape), arguments)
  }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    Typeset(.row([arguments[0].fenced(below: .atom), .fenced("[", .words(address), "]")]), .atom)
  }

  /// What stands in the brackets, counted from 1: `1..2,:`.
  private var address: String {
    func indices(_ range: Range<Int>, _ size: Int) -> String {
      if range == 0..<size { return ":" }
      let (from, to) = (BatchLength.usual(range.lowerBound) + 1, BatchLength.usual(range.upperBound))
      return from == to ? "\(from)" : "\(from)..\(to)"
    }
    if source.rows == 1 && rows == 0..<1 { return indices(columns, source.columns) }
    if source.columns == 1 && columns == 0..<1 { return indices(rows, source.rows) }
    return "\(indices(rows, source.rows)),\(indices(columns, source.columns))"
  }
}
