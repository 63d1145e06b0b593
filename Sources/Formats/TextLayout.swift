import Typesetting

/// A document set in lines of text, with whichever characters the glyph set has.
struct TextLayout: Sendable {
  let options: FormatOptions
  let glyphs: GlyphSet
  let math: MathLayout

  init(options: FormatOptions, glyphs: GlyphSet) {
    self.options = options
    self.glyphs = glyphs
    math = MathLayout(glyphs: glyphs, mark: options.decimalMark)
  }

  func render(_ document: Document) -> String {
    let lines = lines(document.blocks, width: options.width)
    return lines.map { $0.rendered(color: options.color) + "\n" }.joined()
  }

  // MARK: Running text

  /// The text on one line.
  func line(_ text: Text) -> Line { line(spelled(text)) }

  func line(_ text: SpelledText) -> Line {
    text.whole.reduce(Line()) { $0.width == 0 ? $1 : $0 + Line(" ") + $1 }
  }

  /// The text wrapped at a width.
  func lines(_ text: Text, width: Int) -> [Line] { lines(spelled(text), width: width) }

  func lines(_ text: SpelledText, width: Int) -> [Line] {
    text.width <= width ? text.whole : wrapped(text.parts, width: width)
  }

  private func wrapped(_ parts: Text, width: Int) -> [Line] {
    parts.wrapped(to: width) { if case .words(let formula) = $0 { formula } else { "" } }.map(spans)
  }

  /// A text with the characters that are shown, each formula as words: what is measured more than once is spelled once.
  struct SpelledText {
    fileprivate let parts: Text
    /// Its lines where there is room for all of each.
    fileprivate let whole: [Line]
    /// The columns of the widest of them.
    let width: Int
    var isEmpty: Bool { parts.isEmpty }
  }

  /// Spells a text out.
  func spelled(_ text: Text) -> SpelledText {
    let parts = Text(
      text.parts.map { part in
        switch part {
        case .plain(let text): .plain(glyphs.prose(text))
        case .math(let formula): .math(.words(math.text(formula)))
        case .code(let text): .code(glyphs.prose(text))
        case .strong(let text): .strong(glyphs.prose(text))
        case .faint(let text): .faint(glyphs.prose(text))
        case .strip(let strip): .plain(glyphs.drawn(strip))
        }
      })
    let whole = isOneLine(parts) ? [spans(parts)] : wrapped(parts, width: .max / 4)
    return SpelledText(parts: parts, whole: whole, width: whole.map { $0.width }.max() ?? 0)
  }

  /// Whether a text is shown character for character when there is room: single blanks between words, and nothing that
  /// ends a line or stands for something else.
  private func isOneLine(_ text: Text) -> Bool {
    var previous = UInt8(ascii: " ")
    for part in text.parts {
      let piece =
        switch part {
        case .plain(let text), .code(let text), .strong(let text), .faint(let text), .math(.words(let text)): text
        case .math, .strip: ""
        }
      for byte in piece.utf8 {
        // A fixed blank is C2 A0; a place to break, U+200B, begins with E2 80.
        if byte < 0x20 || byte == 0x20 && previous == 0x20 || byte == 0xA0 && previous == 0xC2
          || byte == 0x80 && previous == 0xE2
        {
          return false
        }
        previous = byte
      }
    }
    return previous != UInt8(ascii: " ")
  }

  /// The parts of a text that is spelled out already.
  func spans(_ text: Text) -> Line {
    var line = Line()
    for part in text.parts {
      switch part {
      case .plain(let text): line.append(text)
      case .math(let formula): line.append(math.text(formula))
      case .code(let text): line.append(text, .code)
      case .strong(let text): line.append(text, .strong)
      case .faint(let text): line.append(text, .faint)
      case .strip(let strip): line.append(glyphs.drawn(strip))
      }
    }
    return line
  }

  // MARK: Blocks

  func lines(_ blocks: [Block], width: Int) -> [Line] {
    let width = max(16, width)
    var result: [Line] = []
    var place = 0
    while place < blocks.count {
      let block = blocks[place]
      var set: [Line]
      var next = place + 1
      if case .formula = block {
        while next < blocks.count, case .formula = blocks[next] { next += 1 }
        set = formulas(Array(blocks[place..<next]), width: width)
      } else {
        set = lines(block, width: width)
      }
      if place > 0, needsBlank(between: blocks[place - 1], and: block) { result.append(Line()) }
      result += set
      place = next
    }
    return result
  }

  private func lines(_ block: Block, width: Int) -> [Line] {
    switch block {
    case .heading(let level, let text): return heading(level, text, width: width)
    case .paragraph(let text): return lines(text, width: width)
    case .formula: return formulas([block], width: width)
    case .matrix(let matrix):
      let layout = MatrixLayout(math: math, language: options.language)
      return indented(layout.box(matrix, width: width - 2).lines)
    case .table(let table): return TableLayout(layout: self).lines(table, width: width)
    case .chart(let chart): return ChartLayout(layout: self).lines(chart, width: width)
    case .list(let items): return indented(list(items, width: width - 2))
    case .verbatim(let text):
      return indented(text.verbatimLines.map { Line(Self.untabbed(glyphs.prose($0)), .code) })
    case .factors(let factors): return lines(factors.lines, width: width)
    case .indented(let blocks): return indented(lines(blocks, width: width - 2))
    }
  }

  private func indented(_ lines: [Line]) -> [Line] {
    lines.map { $0.width == 0 ? $0 : Line.blanks(2) + $0 }
  }

  private static func untabbed(_ text: String) -> String {
    String(text.flatMap { $0 == "\t" ? Array("    ") : [$0] })
  }

  private func heading(_ level: Int, _ text: Text, width: Int) -> [Line] {
    let lines = lines(text, width: width)
    let titled = lines.map { $0.styled(.title) }
    guard level <= 1, let longest = lines.map({ $0.width }).max(), longest > 0 else { return titled }
    return titled + [Line(String(repeating: glyphs.rule, count: longest), .faint)]
  }

  /// The lines of a list; items with columns are aligned with each other.
  private func list(_ items: [Block.Item], width: Int) -> [Line] {
    let room = width - (items.first.map { (glyphs.marks[$0.mark] ?? "").displayWidth } ?? 0) - 1
    let tabled = items.filter { !$0.columns.isEmpty }.map { [$0.text] + $0.columns }
    var aligned = TableLayout(layout: self).aligned(rows: tabled, width: room)[...]
    return items.flatMap { item in
      marked(item.mark, item.columns.isEmpty ? lines(item.text, width: room) : aligned.popFirst() ?? [])
    }
  }

  private func marked(_ kind: Block.Item.Mark, _ lines: [Line]) -> [Line] {
    let mark = glyphs.marks[kind] ?? ""
    let style: TextStyle =
      switch kind {
      case .right: .good
      case .wrong: .bad
      case .follows, .misprint: .warning
      case .remark: .faint
      }
    return lines.enumerated().map { place, line in
      (place == 0 ? Line(mark, style) + Line(" ") : .blanks(mark.displayWidth + 1)) + line
    }
  }

  /// Formulas one below the other, their remarks in one column where there is room.
  private func formulas(_ blocks: [Block], width: Int) -> [Line] {
    let room = width - 2
    let set = blocks.compactMap { block -> (box: Box, remark: Text)? in
      guard case .formula(let formula, let remark) = block else { return nil }
      return (math.box(formula, width: room), remark)
    }
    let gap = 3
    let narrowest = 20
    let widths = set.filter { !$0.remark.isEmpty }.map { $0.box.width }
    let column = (widths.filter { $0 + gap + narrowest <= room }.max() ?? 0) + gap
    return set.flatMap { box, remark -> [Line] in
      guard !remark.isEmpty else { return indented(box.lines) }
      let beside = box.width + gap <= column ? lines(remark, width: room - column) : []
      guard !beside.isEmpty, beside.allSatisfy({ $0.width <= room - column }) else {
        return indented(box.lines) + indented(indented(lines(remark, width: room - 2).map { $0.styled(.faint) }))
      }
      let remarks = Box(beside.map { $0.styled(.faint) }, baseline: 0)
      let padding = Box(Line.blanks(column - box.width))
      return indented((box + padding + remarks).lines)
    }
  }

  /// Whether a blank line parts two blocks: what introduces stays with what it introduces.
  private func needsBlank(between first: Block, and second: Block) -> Bool {
    switch (first, second) {
    case (_, .heading): true
    case (.heading, _): false
    case (.paragraph, .indented), (.list, .indented), (.formula, .indented): false
    case (.paragraph, .formula), (.paragraph, .list), (.paragraph, .matrix), (.paragraph, .verbatim): false
    case (.formula, .matrix), (.formula, .formula), (.list, .list): false
    case (.matrix(let matrix), .formula), (.matrix(let matrix), .matrix): matrix.rows > 1 || matrix.isSliced
    case (.paragraph, _), (.formula, _), (.matrix, _), (.table, _), (.chart, _), (.list, _), (.verbatim, _),
      (.factors, _), (.indented, _):
      true
    }
  }
}
