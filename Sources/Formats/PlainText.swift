import Typesetting

/// One fact on a line, nothing drawn and nothing aligned: for screen readers and for `grep`.
package struct PlainText: Sendable {
  let options: FormatOptions
  let glyphs = GlyphSet.linear
  private let math: MathLayout

  /// A format with these choices; the width is not used, lines are as long as what they say.
  package init(_ options: FormatOptions = FormatOptions()) {
    self.options = options
    math = MathLayout(glyphs: glyphs, mark: options.decimalMark, isInline: true)
  }

  /// The whole document, ending with a line end unless it is empty.
  package func render(_ document: Document) -> String {
    document.blocks.flatMap(lines).map { $0 + "\n" }.joined()
  }

  private func lines(_ block: Block) -> [String] {
    switch block {
    case .heading(_, let text), .paragraph(let text): return [line(text)]
    case .formula(let formula, let remark):
      return [math.text(formula) + (remark.isEmpty ? "" : "; " + line(remark))]
    case .matrix(let matrix): return lines(matrix)
    case .table(let table): return lines(table)
    case .chart(let chart): return lines(chart)
    case .list(let items):
      return items.map { item in
        word(item.mark) + ": " + ([item.text] + item.columns).filter { !$0.isEmpty }.map(line).joined(separator: "; ")
      }
    case .verbatim(let text):
      return text.verbatimLines.map(glyphs.prose)
    case .factors(let factors): return factors.lines.flatMap(lines)
    case .indented(let blocks): return blocks.flatMap(lines)
    }
  }

  func say(_ text: Localized) -> String { text[options.language] }

  func word(_ mark: Block.Item.Mark) -> String {
    switch mark {
    case .right: say(Localized(es: "correcto", en: "right"))
    case .wrong: say(Localized(es: "incorrecto", en: "wrong"))
    case .follows: say(Localized(es: "error arrastrado", en: "error carried forward"))
    case .misprint: say(Localized(es: "errata", en: "misprint"))
    case .remark: say(Localized(es: "nota", en: "note"))
    }
  }

  /// The text on one line.
  func line(_ text: Text) -> String {
    let whole = text.parts.map { part in
      switch part {
      case .plain(let text), .code(let text), .strong(let text), .faint(let text): glyphs.prose(text)
      case .math(let formula): math.text(formula)
      case .strip(let strip): line(strip.words)
      }
    }.joined()
    return whole.split { $0 == "\n" || $0 == "\r\n" || $0 == "\t" || $0 == " " }.joined(separator: " ")
  }

  func number(_ value: Double, _ style: NumberStyle = NumberStyle()) -> String {
    glyphs.number(style.format(value, mark: options.decimalMark))
  }

  // MARK: Matrices and tables

  private func lines(_ matrix: MatrixBlock) -> [String] {
    let name = glyphs.prose(matrix.name)
    if matrix.isNumber { return ["\(name) = \(number(matrix.entry(0, 0, 0), matrix.style))"] }
    let rows = matrix.shownRows
    let columns = Elision.shown(matrix.columns, limit: Elision.rowLimit, edge: Elision.edge)
    let isElided = (matrix.shownSlices + rows + columns).contains(nil)
    let partly = say(Localized(es: ", solo los bordes", en: ", only the edges"))
    let opening =
      say(Localized(es: "\(name) es \(matrix.shape)", en: "\(name) is \(matrix.shape)")) + (isElided ? partly : "")
    let entries = matrix.shownSlices.compactMap { $0 }.flatMap { slice in
      rows.compactMap { $0 }.flatMap { row in
        columns.compactMap { $0 }.map { column in
          let address = glyphs.prose(matrix.address(matrix.indices(slice, row, column)))
          return "\(address) = \(number(matrix.entry(slice, row, column), matrix.style))"
        }
      }
    }
    return [opening] + entries
  }

  private func lines(_ table: Table) -> [String] {
    let word = say(Localized(es: "fila", en: "row"))
    return table.rows.enumerated().map { place, row in
      let cells = row.enumerated().filter { !$0.element.isEmpty }.map { column, cell in
        let heading = column < table.headings.count ? line(table.headings[column]) : ""
        return heading.isEmpty ? line(cell) : heading + ": " + line(cell)
      }
      return "\(word) \(place + 1): " + cells.joined(separator: "; ")
    }
  }
}
