import Matrices
import Typesetting

/// `[A B; C D]`, blocks joined into one matrix.
package final class Join: Operator {
  /// How many blocks stand in each row of blocks, from the top.
  package let cellsPerRow: [Int]

  package init(cellsPerRow: [Int]) {
    self.cellsPerRow = cellsPerRow
  }

  package var identity: String { "join(\(cellsPerRow.map(String.init).joined(separator: ",")))" }
  package var summary: OperatorSummary {
    OperatorSummary("[A B; C D]", .shapes, es: "bloques unidos en una matriz", en: "blocks joined into a matrix")
  }
  package var samples: [OperatorSample] {
    // Rows of blocks that are 2 tall and 12 wide, however many blocks share the width.
    let shapes = cellsPerRow.flatMap { cells in
      (0..<cells).map { Shape(2, $0 == cells - 1 ? 12 - 2 * (cells - 1) : 2) }
    }
    let numbers = Set(cellsPerRow).count == 1 ? [[Shape](repeating: .scalar, count: shapes.count)] : []
    return ([shapes] + numbers).map { OperatorSample($0) }
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(cellsPerRow.reduce(0, +), arguments)
    for argument in arguments { try expectMatrix(argument) }
    var heights: [Int] = []
    var columns: Int?
    for line in lines(arguments) {
      guard let first = line.first else { continue }
      for block in line where block.rows != first.rows {
        throw ShapeError(
          Localized(
            es: "los bloques de una fila deberían tener las mismas filas, y hay \(SizeWords.size(first.rows).es) y "
              + SizeWords.size(block.rows).es,
            en: "the blocks of a row should have equally many rows, and there are \(SizeWords.size(first.rows).en) "
              + "and \(SizeWords.size(block.rows).en)"),
          shapes: arguments)
      }
      guard let width = sum(of: line.map { $0.columns }) else { throw FormulaLimits.sizeTooLarge(arguments) }
      if let columns, width != columns {
        throw ShapeError(
          Localized(
            es: "las filas de bloques deberían tener las mismas columnas, y hay \(SizeWords.size(columns).es) y "
              + SizeWords.size(width).es,
            en: "the rows of blocks should have equally many columns, and there are \(SizeWords.size(columns).en) "
              + "and \(SizeWords.size(width).en)"),
          shapes: arguments)
      }
      heights.append(first.rows)
      columns = width
    }
    guard let rows = sum(of: heights) else { throw FormulaLimits.sizeTooLarge(arguments) }
    return Shape(rows, columns ?? 0)
  }

  /// The sizes of blocks side by side as one; nil where shapes have no room for it.
  private func sum(of sizes: [Int]) -> Int? {
    var sum: LinearSize? = LinearSize(0)
    for size in sizes { sum = sum?.adding(LinearSize(size)) }
    return sum?.size
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let width = output.shape.columns
    let pieces = zip(inputs, corners(inputs.map { $0.shape })).map { input, corner in
      Piece(
        source: input.offset, target: output.offset + corner.row * width + corner.column, rows: input.shape.rows,
        columns: input.shape.columns)
    }
    return { block in
      for piece in pieces {
        for row in 0..<piece.rows {
          let from = block + piece.source + row * piece.columns
          let to = block + piece.target + row * width
          for column in 0..<piece.columns { to[column] = from[column] }
        }
      }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    var flowing: [Formula?] = []
    for (argument, corner) in zip(arguments, corners(arguments.map { $0.shape })) {
      let (rows, columns) = (argument.shape.rows, argument.shape.columns)
      let slice = Slice(
        rows: corner.row..<(corner.row + rows), columns: corner.column..<(corner.column + columns), of: value.shape)
      flowing.append(argument.shape == value.shape ? adjoint : try .apply(slice, [adjoint]))
    }
    return flowing
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    let (row, column) = offset.quotientAndRemainder(dividingBy: max(1, shape.columns))
    for (argument, corner) in zip(arguments, corners(arguments.map { $0.shape })) {
      let (down, across) = (row - corner.row, column - corner.column)
      if (0..<argument.shape.rows).contains(down) && (0..<argument.shape.columns).contains(across) {
        return try argument.entry(at: down * argument.shape.columns + across)
      }
    }
    return try .part(of: .apply(self, arguments), at: offset)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    let lines = lines(arguments)
    guard let width = cellsPerRow.first, cellsPerRow.allSatisfy({ $0 == width }), hasGrid(lines) else {
      // Rows of unlike blocks: each becomes a column of its own.
      var columns: [Formula] = []
      for line in lines { columns.append(try .apply(Join(cellsPerRow: line.map { _ in 1 }), line)) }
      return try .apply(Join(cellsPerRow: [columns.count]), columns)
    }
    let turned = (0..<width).flatMap { column in lines.map { $0[column] } }
    return try .apply(Join(cellsPerRow: [Int](repeating: lines.count, count: width)), turned)
  }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    Typeset(.matrix(lines(arguments).map { $0.map { $0.block } }), .atom)
  }

  /// Where an argument begins in the block, and its place in the value.
  private struct Piece {
    var source: Int
    var target: Int
    var rows: Int
    var columns: Int
  }

  /// The arguments row of blocks by row of blocks.
  private func lines<Cell>(_ arguments: [Cell]) -> [[Cell]] {
    var rest = arguments[...]
    return cellsPerRow.map { cells in
      defer { rest = rest.dropFirst(cells) }
      return Array(rest.prefix(cells))
    }
  }

  /// Where each block's upper left entry goes.
  private func corners(_ shapes: [Shape]) -> [(row: Int, column: Int)] {
    var corners: [(row: Int, column: Int)] = []
    var row = 0
    for line in lines(shapes) {
      var column = 0
      for block in line {
        corners.append((row, column))
        column += block.columns
      }
      row += line.first?.rows ?? 0
    }
    return corners
  }

  /// Whether the blocks, given transposed, line up across rows of blocks.
  private func hasGrid(_ lines: [[Formula]]) -> Bool {
    lines.allSatisfy { line in zip(line, lines[0]).allSatisfy { $0.shape.rows == $1.shape.rows } }
  }
}

extension Typeset {
  /// The text as a block between brackets, where blanks part what stands side by side: a calculation, and a matrix that
  /// could be taken for a row of this one, go in parentheses.
  fileprivate var block: MathText {
    switch text {
    case .matrix: .fenced("(", text, ")")
    case .fraction(.number, .number): text
    default: binding < .negation && !isDerivative && !text.isNumberWithPower ? .fenced("(", text, ")") : text
    }
  }
}
