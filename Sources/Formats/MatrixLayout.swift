import Typesetting

/// A named matrix with its shape: `W1 (2×2) = ⎡0.1  0.3⎤`, with `…` for what does not fit; with more than two axes the
/// name and the shape, and below them a line for each slice: `K[1,1,:,:] = ⎡0.1  0.3⎤`.
struct MatrixLayout {
  let math: MathLayout
  let language: Language

  /// The lines of the matrix, labels in front if there is room and above if not.
  func box(_ block: MatrixBlock, width: Int) -> Box {
    let glyphs = math.glyphs
    let name = math.box(block.label)
    if block.isNumber {
      let number = glyphs.number(block.style.format(block.entry(0, 0, 0), mark: math.mark))
      return name + Box(Line(" = ")) + Box(Line(number))
    }
    let title = name + Box(Line(glyphs.math(" (\(block.shape))")))
    guard block.isSliced, block.sliceCount > 0 else {
      return boxes(block, labels: [title + Box(Line(" = "))], width: width).first ?? title
    }
    let labels = block.shownSlices.map { slice in
      slice.map { Line(glyphs.prose(block.address(block.indices(ofSlice: $0))) + " = ") } ?? Line()
    }
    let widest = labels.map { $0.width }.max() ?? 0
    let slices = boxes(block, labels: labels.map { Box($0.padded(to: widest, .right)) }, width: width - 2)
    let leftOut = block.slicesLeftOut.map { Box(Line(glyphs.prose($0[language]), .faint)) }
    let parts = zip(block.shownSlices, slices).map { $0 == nil ? leftOut ?? $1 : $1 }
    return .stacked([title, Box(Line.blanks(2)) + .stacked(parts)])
  }

  /// Each slice shown behind its label; all with the same columns.
  private func boxes(_ block: MatrixBlock, labels: [Box], width: Int) -> [Box] {
    // A column takes three characters at least: do not spell out what cannot fit.
    let edges: [Int?] = (block.columns * 3 - 2 <= width ? [nil] : []) + [3, 2, 1]
    let room = width - (labels.map { $0.width }.max() ?? 0)
    for edge in edges {
      let matrices = brackets(block, edge: edge)
      let widest = matrices.map { $0.width }.max() ?? 0
      if widest <= room { return zip(labels, matrices).map { $0 + $1 } }
      if widest + 2 <= width || edge == 1 {
        return zip(labels, matrices).map { .stacked([$0, Box(Line.blanks(2)) + $1]) }
      }
    }
    return labels
  }

  /// The numbers of each slice between brackets; `edge` columns on either side, or all of them.
  private func brackets(_ block: MatrixBlock, edge: Int?) -> [Box] {
    let glyphs = math.glyphs
    let rows = block.shownRows
    let columns = edge.map { Elision.shown(block.columns, limit: 0, edge: $0) } ?? (0..<block.columns).map { $0 }
    return block.entries(rows: rows, columns: columns, mark: math.mark, gap: "").map { cells in
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
      return glyphs.bracketed(columns: shown, rows: cells.isEmpty ? 0 : rows.count)
    }
  }
}
