import Typesetting

/// HTML with formulas in MathML Core, for the parts of a page: what no `style` attribute, script or network is needed for.
///
/// Names, notes and reasons are text, whatever stands in them. How it looks is left to the page's style sheet, which
/// knows these classes: `formula` (and `stage` in it, of several elements), `remark`, `scroll`, `matrix`, `list`, `said`
/// (for whoever listens, not seen), `faint`, `factors`, `in` (a step deeper), `chart`, `strip`, `right` and `centre` of cells,
/// and of a mark its own: `is-right`, `is-wrong`, `is-follows`, `is-misprint`, `is-remark`.
package struct HTML: Sendable {
  let options: FormatOptions
  let math: MathML
  /// What is read aloud.
  let plain: PlainText
  /// How wide a chart is drawn.
  private static let chartWidth = 400.0
  /// How much deeper headings are than in the document.
  private let level: Int

  /// A format with these choices; the width and colour of a terminal are not used.
  ///
  /// - Parameter level: how much deeper headings are than in the document, where a page has some of its own.
  package init(_ options: FormatOptions = FormatOptions(), level: Int = 0) {
    self.options = options
    self.level = level
    math = MathML(decimalMark: options.decimalMark)
    plain = PlainText(options)
  }

  /// A part of a page.
  ///
  /// - Parameter picture: the number of its first picture, where others come before it on the page.
  package func fragment(_ blocks: [Block], picture: Int = 1) -> String {
    var next = picture
    return fragment(blocks, &next)
  }

  private func fragment(_ blocks: [Block], _ picture: inout Int) -> String {
    var text = ""
    for block in blocks { text += self.block(block, &picture) + "\n" }
    return text
  }

  private func block(_ block: Block, _ picture: inout Int) -> String {
    switch block {
    case .heading(let depth, let words):
      let number = min(max(1, depth + level), 6)
      return "<h\(number)\(label(words))>\(text(words))</h\(number)>"
    case .paragraph(let words): return "<p>\(text(words))</p>"
    case .formula(let formula, let remark): return "<p class=\"formula\">\(self.formula(formula, remark: remark))</p>"
    case .matrix(let matrix): return self.matrix(matrix)
    case .table(let table): return self.table(table)
    case .chart(let chart):
      defer { picture += 1 }
      let drawing = SVG(options).inline([chart], number: picture, width: Self.chartWidth)
      return "<figure class=\"chart\">\(drawing)</figure>"
    case .list(let items): return list(items)
    case .verbatim(let text):
      return "<pre>\(text.verbatimLines.map(Self.escaped).joined(separator: "\n"))</pre>"
    case .factors(let factors): return self.factors(factors)
    case .indented(let blocks): return "<div class=\"in\">\n\(fragment(blocks, &picture))</div>"
    }
  }

  // MARK: Text

  /// Running text.
  package func text(_ text: Text) -> String {
    text.parts.map { part in
      switch part {
      case .plain(let words): Self.escaped(words)
      case .math(let formula): inline(formula)
      case .code(let words): "<code>\(Self.escaped(words))</code>"
      case .strong(let words): "<strong>\(Self.escaped(words))</strong>"
      case .faint(let words): "<span class=\"faint\">\(Self.escaped(words))</span>"
      case .strip(let strip):
        "<span class=\"strip\" aria-hidden=\"true\">\(Self.escaped(GlyphSet.unicode.drawn(strip)))</span>"
          + "<span class=\"said\">\(Self.escaped(plain.line(strip.words)))</span>"
      }
    }.joined()
  }

  /// The same without anything but words, as it is read aloud.
  package func spoken(_ text: Text) -> String { Self.escaped(plain.line(text)) }

  /// What stands beside a formula and is faint anyhow.
  package func remark(_ text: Text) -> String {
    self.text(Text(text.parts.map { if case .faint(let words) = $0 { .plain(words) } else { $0 } }))
  }

  /// A formula in running text, where digits are text like any other.
  private func inline(_ formula: MathText) -> String {
    switch formula {
    case .number(let digits) where !formula.isNumberWithPower:
      return Self.escaped(options.decimalMark.applied(to: digits))
    case .fenced("(", .number(let digits), ")") where !MathText.number(digits).isNumberWithPower:
      return "(" + Self.escaped(options.decimalMark.applied(to: digits)) + ")"
    case let other: return math.text(other)
    }
  }

  /// A formula that may break, each relation but the first in a part of its own where there are several; then the remark.
  package func formula(_ formula: MathText, remark: Text = "") -> String {
    let stages = math.stages(formula)
    // A stage that does not break is an element already.
    let isAlone = stages.count == 1
    let set = stages.map { elements in
      let stage = elements.joined(separator: "<wbr/>")
      return isAlone || elements.count == 1 ? stage : "<span class=\"stage\">\(stage)</span>"
    }.joined(separator: "<wbr/>")
    return remark.isEmpty ? set : set + " <span class=\"remark\">\(self.remark(remark))</span>"
  }

  /// An `aria-label` for what has formulas in it, which have no name of their own in headings and links; else nothing.
  package func label(_ text: Text) -> String {
    let hasFormulas = text.parts.contains { if case .math = $0 { true } else { false } }
    return hasFormulas ? " aria-label=\"\(Self.escaped(plain.line(text)))\"" : ""
  }

  /// Text and values of attributes between `"`, whatever they are: what nobody sees is written out.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.visible {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }

  // MARK: Lists, tables, products

  private func list(_ items: [Block.Item]) -> String {
    if items.contains(where: { !$0.columns.isEmpty }) { return rows(items) }
    let lines = items.map { item in "<li>\(mark(item.mark))\(text(item.text))</li>" }
    return "<ul class=\"list\">\n\(lines.joined(separator: "\n"))\n</ul>"
  }

  /// The mark, and the word for it.
  package func mark(_ mark: Block.Item.Mark) -> String {
    let sign = Self.escaped(GlyphSet.unicode.marks[mark] ?? "")
    return "<b class=\"is-\(mark.rawValue)\" role=\"img\" aria-label=\"\(plain.word(mark))\">\(sign)</b> "
  }

  /// Items whose columns stand below each other; one without columns goes across.
  private func rows(_ items: [Block.Item]) -> String {
    let count = items.map { $0.columns.count }.max() ?? 0
    let names = items.first { !$0.names.isEmpty }?.names ?? []
    let numbers = (0..<count).map { column in
      aligned(items.map { column < $0.columns.count ? $0.columns[column] : "" })
    }
    let lines = items.enumerated().map { place, item in
      let head = "<tr><td>\(mark(item.mark))"
      guard !item.columns.isEmpty else {
        return head + "</td><td colspan=\"\(count + 1)\">\(text(item.text))</td></tr>"
      }
      let cells = (0..<count).map { column in
        let cell = column < item.columns.count ? item.columns[column] : ""
        return numbers[column][place].map { "<td class=\"right\">\($0)</td>" } ?? "<td>\(text(cell))</td>"
      }
      return head + "</td><td>\(text(item.text))</td>" + cells.joined() + "</tr>"
    }
    let heads =
      names.isEmpty
      ? ""
      : "<thead><tr><td></td><td></td>"
        + (0..<count).map { $0 < names.count ? "<th scope=\"col\">\(Self.escaped(names[$0]))</th>" : "<td></td>" }
        .joined()
        + "</tr></thead>\n"
    return scroll("<table class=\"list\">\n\(heads)<tbody>\n\(lines.joined(separator: "\n"))\n</tbody></table>", nil)
  }

  private func table(_ table: Table) -> String {
    let count = max(table.headings.count, table.rows.map { $0.count }.max() ?? 0)
    guard count > 0 else { return "" }
    func kind(_ column: Int) -> String {
      switch column < table.alignments.count ? table.alignments[column] : .left {
      case .left: ""
      case .right: " class=\"right\""
      case .centre: " class=\"centre\""
      }
    }
    let columns = (0..<count).map { column in aligned(table.rows.map { column < $0.count ? $0[column] : "" }) }
    var lines: [String] = []
    if table.headings.contains(where: { !$0.isEmpty }) {
      let cells = (0..<count).map { column in
        let words = column < table.headings.count ? table.headings[column] : ""
        return words.isEmpty
          ? "<td></td>" : "<th scope=\"col\"\(kind(column))\(label(words))>\(text(words))</th>"
      }
      lines.append("<thead><tr>\(cells.joined())</tr></thead>")
    }
    let rows = table.rows.enumerated().map { place, row in
      "<tr>"
        + (0..<count).map { column in
          let cell = columns[column][place] ?? text(column < row.count ? row[column] : "")
          return "<td\(kind(column))>\(cell)</td>"
        }.joined() + "</tr>"
    }
    lines.append("<tbody>\n\(rows.joined(separator: "\n"))\n</tbody>")
    let names = table.headings.map { plain.line($0) }.filter { !$0.isEmpty }.joined(separator: ", ")
    return scroll("<table>\n\(lines.joined(separator: "\n"))\n</table>", names)
  }

  /// What is too wide for the page scrolls in a region of its own, which can be reached without a pointer.
  private func scroll(_ table: String, _ name: String?) -> String {
    let label = name ?? Localized(es: "tabla", en: "table")[options.language]
    return "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"\(Self.escaped(label))\">\(table)</div>"
  }

  private func factors(_ factors: Block.Factors) -> String {
    let parts = factors.factors.map { factor in
      "<span\(factor.place.map { " data-entry=\"\(Self.escaped($0))\"" } ?? "")>\(math.text(factor.symbol))\(math.text(factor.formula))<b>\(inline(factor.number))</b></span>"
    }
    let product = math.text(.row([.sign(factors.sign, .relation), factors.product]))
    return "<div class=\"factors\">\(parts.joined())</div><p class=\"product\">\(product)</p>"
  }

  // MARK: Numbers below each other

  /// The cells of a column that are numbers, set so that their decimal marks stand in one column when they are set to the
  /// right; nil for all that is none.
  func aligned(_ cells: [Text]) -> [String?] {
    let texts = cells.map { cell -> String? in
      guard cell.parts.count == 1, case .math(.number(let digits))? = cell.parts.first else { return nil }
      return options.decimalMark.applied(to: digits)
    }
    var numbers = aligned(texts.compactMap { $0 }).makeIterator()
    return texts.map { $0 == nil ? nil : numbers.next() }
  }

  /// Numbers with blanks behind them so that their decimal marks stand in one column when they are set to the right: as
  /// wide as a figure, and one as wide as a mark where a number has none.
  func aligned(_ numbers: [String]) -> [String] {
    zip(numbers, DecimalAlignment.aligned(numbers)).map { number, aligned in
      let blanks = aligned.reversed().prefix { $0 == " " }.count
      guard blanks > 0 else { return Self.escaped(number) }
      let hasMark = number.contains { $0 == options.decimalMark.character }
      return Self.escaped(number) + (hasMark ? "\u{2007}" : "\u{2008}")
        + String(repeating: "\u{2007}", count: blanks - 1)
    }
  }
}

extension DecimalMark {
  fileprivate var character: Character { Character(scalar) }
}
