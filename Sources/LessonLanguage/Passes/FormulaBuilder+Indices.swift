import Calculus
import Matrices
import Typesetting

extension FormulaBuilder {
  /// `[a b; c d]`: numbers and blocks as one matrix.
  mutating func join(_ rows: [[FormulaSyntax]], _ range: SourceRange, _ scope: LocalNames) throws(LocatedError)
    -> Formula
  {
    var cells: [Formula] = []
    for row in rows {
      for cell in row { cells.append(try formula(cell, scope)) }
    }
    if cells.count == 1 { return cells[0] }
    return try shaped(range) { () throws(ShapeError) in try .apply(Join(cellsPerRow: rows.map { $0.count }), cells) }
  }

  /// `A[i,j]`, `A[i,:]`, `A[:,1..2]`: an entry or a part.
  mutating func index(
    _ matrix: Formula, _ indices: [IndexSyntax], _ range: SourceRange, _ scope: LocalNames
  ) throws(LocatedError) -> Formula {
    let shape = matrix.shape
    if indices.allSatisfy({ if case .one = $0 { true } else { false } }), try !isDecidedByLength(indices, scope) {
      let offset = try self.offset(indices, in: shape, range, scope)
      if shape.isScalar { return matrix }
      return try shaped(range) { () throws(ShapeError) in try .apply(Indexing(offset: offset, of: shape), [matrix]) }
    }
    let part = try ranges(indices, of: shape, range, scope)
    return try shaped(range) { () throws(ShapeError) in try .apply(Slice(part), [matrix]) }
  }

  /// What an update of `[i,j]`, `[i,:]`, `[1..2,:]` changes.
  mutating func part(
    _ indices: [IndexSyntax], of shape: Shape, _ range: SourceRange, _ scope: LocalNames
  ) throws(LocatedError) -> PartReplacement {
    if indices.allSatisfy({ if case .one = $0 { true } else { false } }), try !isDecidedByLength(indices, scope) {
      return PartReplacement(offset: try offset(indices, in: shape, range, scope), of: shape)
    }
    return PartReplacement(try ranges(indices, of: shape, range, scope))
  }

  /// What is meant along each axis, from 0; of images, first axes that have one index alone are none of the part.
  private mutating func ranges(
    _ indices: [IndexSyntax], of shape: Shape, _ range: SourceRange, _ scope: LocalNames
  ) throws(LocatedError) -> MatrixPart {
    if indices.count == 1, shape.rank == 2 {
      guard shape.rows == 1 || shape.columns == 1 else { throw loneIndex(shape, range) }
      let axis = shape.rows == 1 ? 1 : 0
      var ranges = [0..<1, 0..<1]
      ranges[axis] = try interval(indices[0], size: shape.sizes[axis], shape, range, scope)
      return MatrixPart(ranges, of: shape, isAlongLine: true)
    }
    guard indices.count == shape.rank else { throw wrongCount(shape, range) }
    var ranges: [Range<Int>] = []
    for (index, size) in zip(indices, shape.sizes) {
      ranges.append(try interval(index, size: size, shape, range, scope))
    }
    let single = indices.prefix { if case .one = $0 { true } else { false } }.count
    return MatrixPart(ranges, dropping: single, of: shape)
  }

  /// Whether the length of the batch decides which entry is meant: `X[m,1]`.
  private mutating func isDecidedByLength(
    _ indices: [IndexSyntax], _ scope: LocalNames
  ) throws(LocatedError) -> Bool {
    guard draft.program.usualLength != nil else { return false }
    for case .one(let syntax) in indices where BatchLength.decides(try size(syntax, scope)) { return true }
    return false
  }

  private mutating func interval(
    _ index: IndexSyntax, size: Int, _ shape: Shape, _ range: SourceRange, _ scope: LocalNames
  ) throws(LocatedError) -> Range<Int> {
    let from: Int
    let to: Int
    switch index {
    case .all: return 0..<size
    case .one(let syntax):
      from = try self.size(syntax, scope)
      to = from
    case .range(let first, let last):
      from = try self.size(first, scope)
      to = try self.size(last, scope)
    }
    guard from >= 1, to >= from, BatchLength.usual(to) <= BatchLength.usual(size) else {
      throw outOfRange(shape, range)
    }
    return (from - 1)..<to
  }

  /// The place of an entry, from indices that count from 1.
  mutating func offset(
    _ indices: [IndexSyntax], in shape: Shape, _ range: SourceRange, _ scope: LocalNames
  ) throws(LocatedError) -> Int {
    var numbers: [Int] = []
    for index in indices {
      guard case .one(let syntax) = index else { throw outOfRange(shape, range) }
      numbers.append(try integer(syntax, scope))
    }
    var sizes = shape.usual.sizes
    if numbers.count == 1 {
      guard shape.rank == 2, shape.rows == 1 || shape.columns == 1 else { throw loneIndex(shape, range) }
      sizes = [shape.count]
    }
    guard numbers.count == sizes.count else { throw wrongCount(shape, range) }
    var offset = 0
    for (number, size) in zip(numbers, sizes) {
      guard number >= 1, number <= size else { throw outOfRange(shape, range) }
      offset = offset * size + number - 1
    }
    return offset
  }

  private func loneIndex(_ shape: Shape, _ range: SourceRange) -> LocatedError {
    LocatedError(
      range, es: "un solo índice vale en una fila o una columna, y esto es de \(shape)",
      en: "one index alone is for a row or a column, and this is \(shape)")
  }

  private func wrongCount(_ shape: Shape, _ range: SourceRange) -> LocatedError {
    let indices = ["i", "j", "k", "l"].prefix(shape.rank).joined(separator: ",")
    let (es, en) = shape.rank == 2 ? ("la matriz es de", "the matrix is") : ("las dimensiones son", "the shape is")
    return LocatedError(
      range, es: "aquí se indexa con [\(indices)]: \(es) \(shape)", en: "index this with [\(indices)]: \(en) \(shape)")
  }

  private mutating func outOfRange(_ shape: Shape, _ range: SourceRange) -> LocatedError {
    LocatedError(
      range, es: "índice fuera de rango: la matriz es de \(shape) y los índices empiezan en 1",
      en: "index out of range: the matrix is \(shape) and indices start at 1")
  }
}
