import Typesetting

/// A screen as so many lines of so many columns, none of them wider.
package struct ScreenText: Sendable {
  package let columns: Int
  package let rows: Int
  private let options: FormatOptions
  private let layout: TextLayout
  private var glyphs: GlyphSet { layout.glyphs }

  /// The smallest terminal that has room for everything.
  package static let leastColumns = 80
  package static let leastRows = 24

  /// A terminal of this size, and what it shows.
  package init(columns: Int, rows: Int, isASCII: Bool, color: Bool, mark: DecimalMark, language: Language) {
    self.columns = columns
    self.rows = rows
    options = FormatOptions(width: columns, color: color, decimalMark: mark, language: language)
    layout = TextLayout(options: options, glyphs: isASCII ? .ascii : .unicode)
  }

  /// The lines, and the most lines that the body could be moved up by.
  package func render(_ screen: Screen) -> (lines: [String], mostScroll: Int) {
    var top = [ends(layout.line(screen.title), layout.line(screen.place)), rule]
    let drawing = drawing(screen)
    if !drawing.isEmpty { top += drawing + [rule] }
    // A long sentence is read whole.
    let bottom = [rule, layout.line(screen.loss)] + layout.lines(screen.status, width: columns).prefix(3)
    let room = max(0, rows - top.count - bottom.count)
    let listWidth = listWidth(screen)
    let list = list(screen, room: room, width: listWidth)
    let bodyWidth = columns - listWidth - 3
    let (body, most) = body(screen, room: room, width: bodyWidth)
    let separator = Line(glyphs.isASCII ? " | " : " │ ", .faint)
    let middle = (0..<room).map { place -> Line in
      let left = (place < list.count ? list[place] : Line()).clipped(to: listWidth, glyphs.ellipsis)
      return left.padded(to: listWidth) + separator + (place < body.count ? body[place] : Line())
    }
    let lines = (top + middle + bottom).prefix(rows).map {
      $0.clipped(to: columns, glyphs.ellipsis).rendered(color: options.color)
    }
    return (Array(lines), most)
  }

  /// A sentence alone, for a terminal without room for more.
  package func render(_ sentence: String) -> [String] {
    layout.lines(Text(sentence), width: columns).prefix(rows).map {
      $0.clipped(to: columns, glyphs.ellipsis).rendered(color: options.color)
    }
  }

  private var rule: Line { Line(String(repeating: glyphs.rule, count: columns), .faint) }

  /// One text to the left, another one to the right; the first gives way.
  private func ends(_ left: Line, _ right: Line) -> Line {
    let room = columns - right.width - 2
    guard room > 0 else { return right }
    let left = left.clipped(to: room, glyphs.ellipsis)
    return left + .blanks(columns - right.width - left.width) + right
  }

  // MARK: - The list of operations

  private func listWidth(_ screen: Screen) -> Int {
    let whole = screen.operations.map { layout.line($0.line).width + 3 }.max() ?? 0
    let names = screen.operations.map { layout.line($0.name).width + 3 }.max() ?? 0
    return max(min(max(names, 8), columns / 4), min(whole, columns / 3))
  }

  private func list(_ screen: Screen, room: Int, width: Int) -> [Line] {
    let current = screen.operations.firstIndex { $0.isCurrent } ?? 0
    let count = screen.operations.count
    let start = max(0, min(current - room / 2, count - room))
    return screen.operations.dropFirst(start).prefix(room).map { operation in
      let whole = layout.line(operation.line)
      var line = Line(operation.isCurrent ? (glyphs.isASCII ? "> " : "▸ ") : "  ", .marked)
      let name = whole.width + 3 <= width ? whole : layout.line(operation.name)
      line.append(operation.isCurrent ? name.styled(.marked) : name)
      if operation.isMarked { line.append(glyphs.isASCII ? "*" : "●", .warning) }
      return line
    }
  }

  // MARK: - The operation

  private func body(_ screen: Screen, room: Int, width: Int) -> (lines: [Line], mostScroll: Int) {
    var lines = layout.lines(screen.body, width: width)
    if let grid = screen.grid {
      let least = min(grid.matrix.rows + (glyphs.isASCII ? 3 : 1), 6)
      let left = max(least, room - lines.count - 1)
      let drawn = self.grid(grid, width: width, room: min(left, room))
      // The cursor stays in sight.
      lines = Array(lines.prefix(max(0, room - drawn.count - 1))) + [Line()] + drawn
    }
    let most = max(0, lines.count - room)
    let scroll = min(screen.scroll, most)
    var shown = Array(lines.dropFirst(scroll).prefix(room))
    let below = lines.count - scroll - shown.count
    if below > 0, room > 1 {
      let words = Localized(
        es: "quedan \(below + 1) líneas: Av Pág (Page Down)", en: "\(below + 1) more lines: Page Down")
      shown[shown.count - 1] = Line(glyphs.prose(words[options.language]), .faint)
    }
    return (shown.map { $0.clipped(to: width, glyphs.ellipsis) }, most)
  }

  /// The part of a matrix around the cursor.
  private func grid(_ grid: Screen.Grid, width: Int, room: Int) -> [Line] {
    let matrix = grid.matrix
    guard matrix.columns > 0, matrix.rows > 0 else { return [] }
    let height = max(1, room - (glyphs.isASCII ? 3 : 1))
    let column = grid.cursor % matrix.columns
    let row = grid.cursor / matrix.columns % matrix.rows
    let slice = grid.cursor / matrix.columns / matrix.rows
    let rows = window(matrix.rows, around: row, room: height)
    var count = min(matrix.columns, max(1, width / 3))
    while true {
      let columns = window(matrix.columns, around: column, room: count)
      let texts = matrix.style.format(
        entries: rows.flatMap { row in columns.map { matrix.entry(slice, row, $0) } }, mark: options.decimalMark)
      let cells = columns.enumerated().map { place, shownColumn -> [Line] in
        let aligned = DecimalAlignment.aligned(
          rows.indices.map { glyphs.number(texts[($0 - rows.lowerBound) * columns.count + place]) })
        return zip(rows, aligned).map { shownRow, text in
          let isCursor = shownRow == row && shownColumn == column
          return isCursor
            ? Line(glyphs.marked.left + text + glyphs.marked.right, .marked)
            : .blanks(glyphs.marked.left.displayWidth) + Line(text) + .blanks(glyphs.marked.right.displayWidth)
        }
      }
      let box = glyphs.bracketed(columns: cells, rows: rows.count)
      if box.width + 2 <= width || count == 1 {
        return [label(grid, slice, rows, columns)] + box.lines.map { .blanks(2) + $0 }
      }
      count = max(1, min(count - 1, count * width / (box.width + 2)))
    }
  }

  /// `dW1 (784×128)  rows 3–12 · columns 1–9`
  private func label(_ grid: Screen.Grid, _ slice: Int, _ rows: Range<Int>, _ columns: Range<Int>) -> Line {
    let matrix = grid.matrix
    let column = grid.cursor % matrix.columns
    let row = grid.cursor / matrix.columns % matrix.rows
    var line = layout.line(Text(matrix.label)) + Line(glyphs.math(" (\(matrix.shape))"))
    line.append("  " + glyphs.prose(matrix.address(matrix.indices(slice, row, column))), .strong)
    func part(_ one: Localized, _ shown: Range<Int>, _ all: Int) -> String? {
      shown.count == all
        ? nil
        : one[options.language] + " \(shown.lowerBound + 1)–\(shown.upperBound)"
    }
    let parts = [
      part(Localized(es: "filas", en: "rows"), rows, matrix.rows),
      part(Localized(es: "columnas", en: "columns"), columns, matrix.columns),
    ].compactMap { $0 }
    if !parts.isEmpty { line.append(glyphs.prose("  " + parts.joined(separator: " · ")), .faint) }
    return line
  }

  /// So many places around one.
  private func window(_ count: Int, around place: Int, room: Int) -> Range<Int> {
    let start = max(0, min(place - room / 2, count - room))
    return start..<min(count, start + max(1, room))
  }

  // MARK: - The network

  /// Lines of a drawing at most: a third of the screen.
  private func drawing(_ screen: Screen) -> [Line] {
    if !screen.layers.isEmpty {
      var drawn = network(screen.layers)
      let caption = layout.line(screen.caption).styled(.faint)
      if caption.width > 0, let first = drawn.first, first.width + 2 + caption.width <= columns {
        drawn[0] = first + .blanks(columns - first.width - caption.width) + caption
      }
      if drawn.count <= rows / 3 + 1, drawn.allSatisfy({ $0.width <= columns }) { return drawn }
    }
    guard !screen.chain.isEmpty else { return [] }
    return chain(screen.chain)
  }

  private func cell(_ cell: Screen.Cell) -> Line {
    let text = layout.line(cell.text)
    switch cell.mark {
    case .current: return Line(glyphs.marked.left, .marked) + text.styled(.marked) + Line(glyphs.marked.right, .marked)
    case .read: return Line(" ") + text.styled(.code) + Line(" ")
    case .later: return Line(" ") + text.styled(.faint) + Line(" ")
    case .plain: return Line(" ") + text + Line(" ")
    }
  }

  /// `z1 → a1 → z2 → ⟦ŷ⟧ → E`, with a point where nothing leads from one to the next, as much around the marked one as there is room for in two lines.
  private func chain(_ cells: [Screen.Cell]) -> [Line] {
    let arrow = Line(glyphs.isASCII ? "->" : "→", .faint)
    let gap = Line(glyphs.isASCII ? " " : "·", .faint)
    let drawn = cells.map(cell)
    let current = cells.firstIndex { $0.mark == .current } ?? cells.firstIndex { $0.mark == .read } ?? 0
    func line(_ range: Range<Int>) -> Line {
      var line = Line()
      if range.lowerBound > 0 {
        line.append(Line(glyphs.ellipsis + " ", .faint) + (cells[range.lowerBound].follows ? arrow : gap))
      }
      for place in range {
        if place > range.lowerBound { line.append(cells[place].follows ? arrow : gap) }
        line.append(drawn[place])
      }
      if range.upperBound < drawn.count {
        line.append((cells[range.upperBound].follows ? arrow : gap) + Line(" " + glyphs.ellipsis, .faint))
      }
      return line
    }
    var range = current..<(current + 1)
    while range.count < drawn.count {
      let wider = max(0, range.lowerBound - 1)..<min(drawn.count, range.upperBound + 1)
      guard line(wider).width <= columns else { break }
      range = wider
    }
    return [line(range)]
  }

  /// The layers side by side, every unit joined to all of the next layer.
  private func network(_ layers: [Screen.Layer]) -> [Line] {
    let height = layers.map { $0.units.count }.max() ?? 0
    var lines = Array(repeating: Line(), count: height + 1)
    var last: Range<Int>?
    for layer in layers {
      let start = (height - layer.units.count) / 2
      let range = start..<(start + layer.units.count)
      if let last {
        let label = layer.weights.map(cell) ?? Line()
        let width = max(5, label.width)
        lines[0].append(label.padded(to: width, .centre))
        for row in 0..<height { lines[row + 1].append(wire(row, last, range, width)) }
      }
      for (place, name) in layer.names.enumerated() {
        let header = cell(name)
        let texts = layer.units.map { $0.indices.contains(place) ? $0[place] : Screen.Cell("") }
        let drawn = texts.map(cell)
        let width = ([header] + drawn).map { $0.width }.max() ?? 0
        let arrow = Line(place == 0 ? "" : glyphs.isASCII ? "->" : "→", .faint)
        lines[0].append(.blanks(arrow.width) + header.padded(to: width, .centre))
        for row in 0..<height {
          let isUnit = range.contains(row)
          lines[row + 1].append(isUnit ? arrow : .blanks(arrow.width))
          lines[row + 1].append((isUnit ? drawn[row - start] : Line()).padded(to: width, .centre))
        }
      }
      last = range
    }
    let widest = lines.map { $0.width }.max() ?? 0
    let margin = Line.blanks(max(0, (columns - widest) / 2))
    return lines.map { margin + $0 }
  }

  /// A row of what joins two layers: `──┬──`.
  private func wire(_ row: Int, _ left: Range<Int>, _ right: Range<Int>, _ width: Int) -> Line {
    let all = min(left.lowerBound, right.lowerBound)..<max(left.upperBound, right.upperBound)
    guard all.contains(row) else { return .blanks(width) }
    let (isLeft, isRight) = (left.contains(row), right.contains(row))
    let (isUp, isDown) = (row > all.lowerBound, row < all.upperBound - 1)
    let middle: String
    if glyphs.isASCII {
      middle = isLeft || isRight ? (isUp || isDown ? "+" : "-") : "|"
    } else {
      switch (isLeft, isRight, isUp, isDown) {
      case (true, true, true, true): middle = "┼"
      case (true, true, true, false): middle = "┴"
      case (true, true, false, true): middle = "┬"
      case (true, false, true, true): middle = "┤"
      case (true, false, true, false): middle = "┘"
      case (true, false, false, true): middle = "┐"
      case (false, true, true, true): middle = "├"
      case (false, true, true, false): middle = "└"
      case (false, true, false, true): middle = "┌"
      case (false, false, true, true): middle = "│"
      default: middle = glyphs.rule
      }
    }
    let half = (width - 1) / 2
    func part(_ isThere: Bool, _ count: Int) -> String {
      String(repeating: isThere ? glyphs.rule : " ", count: max(0, count))
    }
    return Line(part(isLeft, half) + middle + part(isRight, width - 1 - half), .faint)
  }
}

extension Line {
  /// The line up to a width, with an ellipsis where something is left out.
  func clipped(to width: Int, _ ellipsis: String) -> Line {
    guard self.width > width else { return self }
    let room = max(0, width - ellipsis.displayWidth)
    var line = Line()
    for piece in pieces {
      var text = ""
      var used = line.width
      var isWhole = true
      for character in piece.text {
        let next = character.displayWidth
        guard used + next <= room else {
          isWhole = false
          break
        }
        used += next
        text.append(character)
      }
      line.append(text, piece.style)
      if !isWhole { break }
    }
    if line.width + ellipsis.displayWidth <= width { line.append(ellipsis, .faint) }
    return line
  }
}
