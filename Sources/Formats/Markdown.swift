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
    case .matrix(let matrix):
      let equations = latex.equations(matrix, columns: Self.columnLimit, options.language)
      return Array(equations.map { ["$$ " + $0 + " $$"] }.joined(separator: [""]))
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
