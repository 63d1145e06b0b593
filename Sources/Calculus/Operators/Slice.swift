import Matrices
import Typesetting

/// A part of a matrix: `A[i,:]`, `A[:,1..2]`; of images `K[1,2,:,:]`, a matrix.
package final class Slice: Operator {
  /// What is taken, and out of which shape.
  package let part: MatrixPart

  package init(_ part: MatrixPart) {
    self.part = part
  }

  /// - Parameters:
  ///   - rows, columns: what is taken of a matrix, from 0, without the upper bound.
  ///   - source: the shape of the matrix.
  package convenience init(rows: Range<Int>, columns: Range<Int>, of source: Shape) {
    self.init(MatrixPart([rows, columns], of: source))
  }

  package var identity: String {
    let ranges = part.ranges.map { "\($0.lowerBound)..<\($0.upperBound)" }.joined(separator: ", ")
    return "slice(\(ranges), \(part.source.key)" + (part.dropped > 0 ? ", without \(part.dropped))" : ")")
  }
  package var summary: OperatorSummary {
    OperatorSummary(
      "A[i..j,:]", .shapes,
      es: "filas y columnas de una matriz; de imágenes, K[1,2,:,:] es una matriz; los índices empiezan en 1",
      en: "rows and columns of a matrix; of images, K[1,2,:,:] is a matrix; indices start at 1")
  }
  package var samples: [OperatorSample] { [OperatorSample([part.source])] }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(1, arguments)
    guard arguments[0] == part.source, let shape = part.shape else { throw outOfRange(arguments[0]) }
    return shape
  }

  private func outOfRange(_ shape: Shape) -> ShapeError {
    ShapeError(
      Localized(
        es: "índice fuera de rango: [\(part.address)] en una matriz de \(shape)",
        en: "index out of range: [\(part.address)] in a \(shape) matrix"), shapes: [shape])
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    // Images are matrices one after another, a row of each part a piece of a row of one.
    let (to, part) = (output.offset, part)
    let (size, whole) = (part.source.sizes[part.source.rank - 1], part.source.plane.count)
    let (rows, columns) = (part.ranges[part.source.rank - 2], part.ranges[part.source.rank - 1])
    let from = inputs[0].offset + rows.lowerBound * size + columns.lowerBound
    let (height, width) = (rows.count, columns.count)
    let planes = MatrixPart.places(of: part.ranges.dropLast(2), in: part.source.sizes.dropLast(2))
    return { block in
      var target = block + to
      for plane in planes {
        let source = block + from + plane * whole
        for row in 0..<height {
          target.update(from: source + row * size, count: width)
          target += width
        }
      }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    // The adjoint in its place among zeros.
    let source = part.source
    guard source.rank == 2 else {
      return [try .apply(PartReplacement(part), [.filled(0, source), adjoint])]
    }
    let (rows, columns) = (part.ranges[0], part.ranges[1])
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
    try arguments[0].entry(at: part.offset(of: offset))
  }

  package func exampleAxis(of arguments: [ExampleArgument], value: Shape) -> Int? {
    guard let axis = arguments[0].axis, part.dropped == 0, part.ranges[axis] == 0..<part.source.sizes[axis] else {
      return nil
    }
    return axis
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    let slice = try Formula.apply(Slice(part.transposed), arguments)
    // A matrix out of images has its own transpose.
    return part.source.rank == 2 ? slice : try .turned(slice)
  }

  package func bound(_ binding: BatchBinding, _ arguments: [Formula]) throws(ShapeError) -> Formula {
    guard let bound = part.bound(binding) else { throw outOfRange(binding.shape(part.source)) }
    return try .apply(Slice(bound), arguments)
  }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    Typeset(.row([arguments[0].fenced(below: .atom), .fenced("[", .words(part.address), "]")]), .atom)
  }
}
