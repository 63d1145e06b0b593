import Typesetting

/// Tables in LaTeX, with the lines of the package booktabs: over pages, and never wider than one.
struct LaTeXTables {
  private let words: LaTeXText
  private let layout = TextLayout(options: FormatOptions(), glyphs: .unicode)

  init(_ words: LaTeXText) { self.words = words }

  /// Characters of a line, and those of the gap between two columns.
  private static let width = 84
  private static let gap = 2
  /// Characters to which a column of text is narrowed at most.
  private static let narrowest = 16
  /// Rows of a table that stands on one page.
  private static let fewRows = 20
  /// The same of a table that is made smaller.
  private static let mostRows = 40

  func lines(_ table: Table) -> [String] {
    let count = max(table.headings.count, table.rows.map { $0.count }.max() ?? 0)
    guard count > 0 else { return [] }
    let natural = (0..<count).map { column in
      ([table.headings] + table.rows).map { column < $0.count ? width($0[column]) : 0 }.max() ?? 0
    }
    let widths = narrowed(natural, table)
    func cells(_ row: [Text]) -> String {
      let texts = (0..<count).map { column in
        column >= row.count
          ? "" : words.text(row[column], width: widths[column] < natural[column] ? widths[column] / 2 : .max)
      }
      // After the end of a row a bracket or an asterisk would mean something.
      let isSign = texts[0].hasPrefix("[") || texts[0].hasPrefix("*")
      return (isSign ? "{}" : "") + texts.joined(separator: " & ") + " \\\\"
    }
    let columns = (0..<count).map { column -> String in
      if widths[column] < natural[column] {
        let share = Double(widths[column]) / Double(Self.width + Self.gap)
        return ">{\\raggedright\\arraybackslash}p{\(SVG.length(share * 0.96))\\linewidth}"
      }
      switch column < table.alignments.count ? table.alignments[column] : .left {
      case .left: return "l"
      case .right: return "r"
      case .centre: return "c"
      }
    }
    let kind = "@{}" + columns.joined() + "@{}"
    let head = table.headings.allSatisfy { $0.isEmpty } ? [] : [cells(table.headings), "\\midrule"]
    let rows = table.rows.map(cells)
    let fits = widths.reduce(-Self.gap, { $0 + $1 + Self.gap }) <= Self.width
    if fits, rows.count <= Self.fewRows {
      return ["\\begin{tabular}{\(kind)}", "\\toprule"] + head + rows + ["\\bottomrule", "\\end{tabular}\\par"]
    }
    if fits {
      return ["\\begin{longtable}[l]{\(kind)}", "\\toprule"] + head
        + (head.isEmpty ? [] : ["\\endhead"]) + rows + ["\\bottomrule", "\\end{longtable}"]
    }
    return stride(from: 0, to: max(1, rows.count), by: Self.mostRows).flatMap { start in
      ["\\begin{lrbox}{\\fittedbox}", "\\begin{tabular}{\(kind)}", "\\toprule"] + head
        + rows.dropFirst(start).prefix(Self.mostRows)
        + ["\\bottomrule", "\\end{tabular}", "\\end{lrbox}", "\\noindent\\putfitted\\par"]
    }
  }

  /// How wide a cell is on one line, in characters of running text: those of code take a quarter more room.
  private func width(_ text: Text) -> Int {
    let code = text.parts.reduce(0) { count, part in
      if case .code(let words) = part { count + words.count } else { count }
    }
    return layout.line(text).width + (code + 3) / 4
  }

  private func longestWord(_ text: Text) -> Int {
    var longest = 0
    for part in text.parts {
      switch part {
      case .plain(let words), .faint(let words), .strong(let words), .code(let words):
        for word in words.parts(separatedBy: " ") { longest = max(longest, word.count) }
      case .math, .strip: continue
      }
    }
    return longest
  }

  /// How wide the columns are: those of long texts are narrowed where all together are too wide.
  private func narrowed(_ natural: [Int], _ table: Table) -> [Int] {
    var widths = natural
    // A word is not parted.
    let least = natural.indices.map { column in
      table.rows.reduce(Self.narrowest) { least, row in
        column < row.count ? max(least, longestWord(row[column]) * 5 / 4) : least
      }
    }
    func excess() -> Int { widths.reduce(-Self.gap) { $0 + $1 + Self.gap } - Self.width }
    while excess() > 0 {
      // The widest first, down to the next wide one.
      let texts = widths.indices.filter { column in
        (column < table.alignments.count ? table.alignments[column] : .left) == .left && widths[column] > least[column]
      }
      guard let widest = texts.max(by: { widths[$0] < widths[$1] }) else { return widths }
      widths[widest] -= 1
    }
    return widths
  }
}
