import Typesetting

/// A named matrix with its shape: `W1 (2×2) = ⎡0.1  0.3⎤`, with `…` for what does not fit.
struct MatrixLayout {
  let math: MathLayout

  /// The lines of the matrix, the label in front if there is room and above it if not.
  func box(_ block: MatrixBlock, width: Int) -> Box {
    let glyphs = math.glyphs
    let name = math.box(block.label)
    let shape = block.isNumber ? "" : glyphs.math(" (\(block.rows)×\(block.columns))")
    let label = name + Box(Line(shape)) + Box(Line(" = "))
    if block.isNumber {
      let number = glyphs.number(block.style.format(block.entry(0, 0), mark: math.mark))
      return label + Box(Line(number))
    }
    let inline = width - label.width
    // A column takes three characters at least: do not spell out what cannot fit.
    if block.columns * 3 - 2 <= width {
      let full = brackets(block, edge: nil)
      if full.width <= inline { return label + full }
      if full.width + 2 <= width { return under(label, full) }
    }
    for edge in [3, 2, 1] {
      let elided = brackets(block, edge: edge)
      if elided.width <= inline { return label + elided }
      if elided.width + 2 <= width { return under(label, elided) }
    }
    return under(label, brackets(block, edge: 1))
  }

  private func under(_ label: Box, _ matrix: Box) -> Box {
    .stacked([label, Box(Line.blanks(2)) + matrix])
  }

  /// The numbers between brackets; `edge` columns on either side, or all of them.
  private func brackets(_ block: MatrixBlock, edge: Int?) -> Box {
    let glyphs = math.glyphs
    let rows = Elision.shown(block.rows, limit: Elision.rowLimit, edge: Elision.edge)
    let columns = edge.map { Elision.shown(block.columns, limit: 0, edge: $0) } ?? Array(0..<max(0, block.columns))
    let cells = block.entries(rows: rows, columns: columns, mark: math.mark, gap: "")
    let shown = columns.indices.map { column -> [Line] in
      let texts = zip(rows, cells).map { row, cells in
        switch (row, columns[column]) {
        case (nil, _): glyphs.verticalEllipsis
        case (_, nil): glyphs.ellipsis
        default: glyphs.number(cells[column])
        }
      }
      return DecimalAlignment.aligned(texts).map { Line($0) }
    }
    return glyphs.bracketed(columns: shown, rows: rows.count)
  }
}
