import Typesetting

/// Markdown with formulas in LaTeX, to paste into notebooks, slides and Moodle.
package struct Markdown: Sendable {
  private let options: FormatOptions
  private let latex: LaTeXMath

  /// A format with these choices; lines are as long as what they say.
  package init(_ options: FormatOptions = FormatOptions()) {
    self.options = options
    latex = LaTeXMath(decimalMark: options.decimalMark)
  }

  /// The whole document, ending with a line end unless it is empty.
  package func render(_ document: Document) -> String {
    let text = blocks(document.blocks).joined(separator: "\n")
    return text.isEmpty ? "" : text.visible + "\n"
  }

  /// Lines of blocks, parted by blank lines.
  private func blocks(_ blocks: [Block]) -> [String] {
    var lines: [String] = []
    for block in blocks {
      let next = self.lines(block)
      if !lines.isEmpty && !next.isEmpty { lines.append("") }
      lines += next
    }
    return lines
  }

  private func lines(_ block: Block) -> [String] {
    switch block {
    case .heading(let level, let text):
      return [String(repeating: "#", count: min(max(1, level), 6)) + " " + inline(text)]
    case .paragraph(let text): return [Self.notABlock(inline(text))]
    case .formula(let formula, let remark):
      let tail = remark.isEmpty ? "" : " \\qquad " + latex.words(remark)
      return ["$$ " + latex.text(formula) + tail + " $$"]
    case .matrix(let matrix): return Array(equations(matrix).map { ["$$ " + $0 + " $$"] }.joined(separator: [""]))
    case .table(let table): return lines(table)
    case .chart(let chart):
      let layout = TextLayout(options: options, glyphs: .unicode)
      let drawn = ChartLayout(layout: layout).lines(chart, width: options.width)
      return Self.fenced(drawn.map { $0.rendered(color: false) })
    case .list(let items):
      return items.map { item in
        let columns = item.columns.enumerated().filter { !$0.element.isEmpty }.map { place, column in
          inline(Text(place < item.names.count ? item.names[place] + " " : "") + column)
        }
        // The list's own bullet stands for a remark's mark.
        let mark = item.mark == .remark ? "" : (GlyphSet.unicode.marks[item.mark] ?? "") + " "
        return "- " + mark + ([inline(item.text)] + columns).joined(separator: ", ")
      }
    case .verbatim(let text): return Self.fenced(text.verbatimLines)
    case .factors(let factors): return self.blocks(factors.lines)
    case .indented(let blocks): return self.blocks(blocks).map { $0.isEmpty ? ">" : "> " + $0 }
    }
  }

  // MARK: Inside lines

  private func inline(_ text: Text) -> String {
    text.parts.map { part in
      switch part {
      case .plain(let text), .faint(let text): Self.escaped(text)
      case .math(let formula): "$" + latex.text(formula) + "$"
      case .code(let text): Self.code(text)
      case .strong(let text): Self.strong(text)
      case .strip(let strip): Self.drawn(strip)
      }
    }.joined()
  }

  /// Text in which no character means anything to Markdown.
  static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "$", "|", "#", "~": "\\\(character)"
      case "\n", "\r\n": " "
      default: String(character)
      }
    }.joined()
  }

  /// A paragraph that would begin like a list is made to begin like a paragraph.
  private static func notABlock(_ line: String) -> String {
    if let first = line.first, first == "-" || first == "+" { return "\\" + line }
    let digits = line.prefix { ("0"..."9").contains($0) }
    if !digits.isEmpty, let next = line.dropFirst(digits.count).first, next == "." || next == ")" {
      return digits + "\\" + line.dropFirst(digits.count)
    }
    return line
  }

  /// Bold text; the asterisks must touch it.
  private static func strong(_ text: String) -> String {
    let inner = text.trimmingBlanks
    guard !inner.isEmpty else { return text }
    let before = text.prefix { $0 == " " }
    let after = text.reversed().prefix { $0 == " " }
    return before + "**" + escaped(inner) + "**" + String(after)
  }

  /// Code between more backquotes than it has in a row.
  private static func code(_ text: String) -> String {
    let ticks = String(repeating: "`", count: longestTicks(text) + 1)
    let blank = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    return ticks + blank + text + blank + ticks
  }

  /// A drawing as code; nothing where there is nothing to see.
  private static func drawn(_ strip: Strip) -> String {
    let text = GlyphSet.unicode.drawn(strip)
    return text.isEmpty ? "" : code(text)
  }

  private static func fenced(_ lines: [String]) -> [String] {
    let fence = String(repeating: "`", count: max(3, (lines.map(longestTicks).max() ?? 0) + 1))
    return [fence + "text"] + lines + [fence]
  }

  private static func longestTicks(_ text: String) -> Int {
    var longest = 0
    var run = 0
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  // MARK: Matrices and tables

  /// LaTeX typesets ten columns of a matrix unless told otherwise.
  private static let columnLimit = 10

  /// An equation for the matrix, or its name and shape and then one for each slice.
  private func equations(_ matrix: MatrixBlock) -> [String] {
    let label = latex.text(matrix.label)
    if matrix.isNumber { return [label + " = " + latex.number(matrix.style.format(matrix.entry(0, 0, 0)))] }
    let rows = matrix.shownRows
    let columns = Elision.shown(matrix.columns, limit: Self.columnLimit, edge: Elision.edge)
    let slices = matrix.entries(rows: rows, columns: columns, mark: .point, gap: "").map { slice in
      latex.matrix(
        zip(rows, slice).map { row, entries in
          zip(columns, entries).map { column, entry in
            switch (row, column) {
            case (nil, nil): "\\ddots"
            case (nil, _): "\\vdots"
            case (_, nil): "\\cdots"
            default: latex.number(entry)
            }
          }
        })
    }
    let title = "\(label)\\;(\(matrix.sizes.map(String.init).joined(separator: "\\times ")))"
    guard matrix.isSliced, !slices.isEmpty else { return [title + " = " + (slices.first ?? latex.matrix([]))] }
    let leftOut = matrix.slicesLeftOut.map { latex.words(Text($0[options.language])) } ?? ""
    return [title]
      + zip(matrix.shownSlices, slices).map { slice, entries in
        guard let slice else { return leftOut }
        // A colon is a relation unless it stands alone in braces.
        let indices = matrix.indices(ofSlice: slice).map { $0 == ":" ? "{:}" : String($0) }.joined()
        return sliced(matrix.label) + "[\(indices)] = " + entries
      }
  }

  /// What stands before the indices of a slice.
  private func sliced(_ label: MathText) -> String {
    switch label {
    case .identifier, .entryLetter, .words, .scripts, .fenced: latex.text(label)
    case .number, .sign, .row, .fraction, .root, .matrix, .marked, .under: latex.text(.fenced("(", label, ")"))
    }
  }

  /// A cell, in which a bar is escaped wherever it stands, even in code and formulas.
  private func cell(_ text: Text) -> String {
    text.parts.map { part in
      switch part {
      case .plain, .strong, .faint, .strip: inline(Text([part]))
      case .code, .math: inline(Text([part])).map { $0 == "|" ? "\\|" : String($0) }.joined()
      }
    }.joined()
  }

  private func lines(_ table: Table) -> [String] {
    let count = max(table.headings.count, table.rows.map { $0.count }.max() ?? 0)
    guard count > 0 else { return [] }
    func row(_ cells: [Text]) -> String {
      "| " + (0..<count).map { $0 < cells.count ? cell(cells[$0]) : "" }.joined(separator: " | ") + " |"
    }
    let rules = (0..<count).map { column in
      switch column < table.alignments.count ? table.alignments[column] : .left {
      case .left: ":--"
      case .right: "--:"
      case .centre: ":-:"
      }
    }
    return [row(table.headings), "| " + rules.joined(separator: " | ") + " |"] + table.rows.map(row)
  }
}
