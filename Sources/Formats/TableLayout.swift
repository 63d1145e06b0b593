import Typesetting

/// A table in aligned columns under a rule; when it is too wide cells are wrapped, and the last ones go below their row.
struct TableLayout {
  let layout: TextLayout

  private static let gap = 2
  private static let narrowest = 6

  func lines(_ table: Table, width: Int) -> [Line] {
    let count = max(table.headings.count, table.rows.map { $0.count }.max() ?? 0)
    guard count > 0 else { return [] }
    let headings = (0..<count).map { $0 < table.headings.count ? table.headings[$0] : Text("") }
    let alignments = (0..<count).map { $0 < table.alignments.count ? table.alignments[$0] : .left }
    var rows = table.rows.map { row in (0..<count).map { $0 < row.count ? row[$0] : Text("") } }
    for column in 0..<count where alignments[column] == .right { alignNumbers(&rows, column) }

    let all = fitted([headings] + rows, width: width).map { $0.map(layout.spelled) }
    var frame = frame(all, width: width, hasWords: alignments[count - 1] == .left, least: table.leastWidth)
    // Numbers that find no room go on in a table of their own, with their headings and the first column again.
    if frame.beside < count, frame.beside > 1, alignments[frame.beside...].allSatisfy({ $0 == .right }) {
      let first = Array(0..<frame.beside)
      let rest = [0] + (frame.beside..<count)
      func part(_ columns: [Int]) -> Table {
        Table(
          headings: columns.map { headings[$0] }, alignments: columns.map { alignments[$0] },
          rows: table.rows.map { row in columns.map { $0 < row.count ? row[$0] : Text("") } })
      }
      return lines(part(first), width: width) + [Line()] + lines(part(rest), width: width)
    }
    // No column is wider than its longest line once its cells are wrapped.
    for column in 0..<frame.beside {
      let longest = all.flatMap { layout.lines($0[column], width: frame.widths[column]) }.map { $0.width }.max() ?? 0
      frame.widths[column] = column == 0 ? max(longest, min(table.leastWidth, frame.widths[0])) : longest
    }
    let body = all.dropFirst().flatMap { row($0, frame, alignments) }
    guard headings.contains(where: { !$0.isEmpty }) else { return body }
    let head = row(all[0], frame, alignments)
    let total = (head + body).map { $0.width }.max() ?? 0
    return head.map { $0.styled(.strong) } + [
      Line(String(repeating: layout.glyphs.rule, count: min(total, width)), .faint)
    ]
      + body
  }

  /// The same rows with drawings as long as there is room for beside all else, those of a column equally long at most.
  private func fitted(_ rows: [[Text]], width: Int) -> [[Text]] {
    let columns = rows.first?.indices ?? 0..<0
    var lengths = columns.map { column in rows.compactMap { $0[column].strip?.columns }.max() ?? 0 }
    guard lengths.contains(where: { $0 > 0 }) else { return rows }
    let others = columns.map { column in
      rows.filter { $0[column].strip == nil }.map { layout.spelled($0[column]).width }.max() ?? 0
    }
    func total() -> Int { zip(lengths, others).reduce(Self.gap * (columns.count - 1)) { $0 + max($1.0, $1.1) } }
    while total() > width,
      let longest = columns.filter({ lengths[$0] > max(others[$0], Strip.shortest) }).max(by: {
        lengths[$0] < lengths[$1]
      })
    {
      lengths[longest] -= 1
    }
    return rows.map { row in
      row.enumerated().map { column, text in
        guard var strip = text.strip else { return text }
        strip.columns = min(strip.columns, lengths[column])
        return Text([.strip(strip)])
      }
    }
  }

  /// Rows without headings in aligned columns, each with its lines: the first cell of a row is set to the left, and
  /// numbers on their decimal marks.
  func aligned(rows: [[Text]], width: Int) -> [[Line]] {
    let count = rows.map { $0.count }.max() ?? 0
    guard count > 0 else { return [] }
    var rows = rows.map { row in (0..<count).map { $0 < row.count ? row[$0] : Text("") } }
    for column in 1..<max(1, count) { alignNumbers(&rows, column, isMixed: true) }
    let cells = rows.map { $0.map(layout.spelled) }
    let frame = frame(cells, width: width, hasWords: true)
    let alignments = Array(repeating: Table.Alignment.left, count: count)
    return cells.map { row($0, frame, alignments) }
  }

  /// Which columns stand beside each other, and how wide they are.
  private struct Frame {
    /// The columns of characters of each column.
    var widths: [Int]
    /// The first columns, beside each other; the cells of the others stand below their row.
    var beside: Int
    /// All the columns that stand beside each other, with the gaps between them.
    var total: Int { widths[..<beside].reduce(0, +) + TableLayout.gap * (beside - 1) }
  }

  /// Columns as wide as their cells where there is room; else the widest give way as far as their words allow, words at
  /// the end of a row first, and what still finds no room goes below.
  private func frame(_ rows: [[TextLayout.SpelledText]], width: Int, hasWords: Bool, least leastWidth: Int = 0) -> Frame
  {
    let count = rows.first?.count ?? 0
    func widest(_ column: Int, _ width: Int) -> Int {
      rows.flatMap { layout.lines($0[column], width: width) }.map { $0.width }.max() ?? 0
    }
    var frame = Frame(widths: (0..<count).map { column in rows.map { $0[column].width }.max() ?? 0 }, beside: count)
    frame.widths[0] = max(frame.widths[0], leastWidth)
    guard frame.total > width else { return frame }
    let least = frame.widths.indices.map { column in
      let readable = hasWords && column == count - 1 ? Self.narrowestWords : Self.narrowest
      return max(min(readable, frame.widths[column]), widest(column, 1))
    }
    let whole = frame.widths
    for beside in stride(from: count, through: 1, by: -1) {
      frame = Frame(widths: whole, beside: beside)
      if beside == count, hasWords {
        let last = count - 1
        frame.widths[last] = max(least[last], whole[last] - max(0, frame.total - width))
      }
      while frame.total > width,
        let widest = (0..<beside).filter({ frame.widths[$0] > least[$0] }).max(by: {
          frame.widths[$0] < frame.widths[$1]
        })
      {
        frame.widths[widest] -= 1
      }
      if frame.total <= width { break }
    }
    for column in frame.beside..<max(frame.beside, count) { frame.widths[column] = max(8, width - Self.indent) }
    return frame
  }

  private static let narrowestWords = 16
  /// How far what goes below a row is set in.
  private static let indent = 4

  /// Sets a column of nothing but numbers and empty cells on its decimal marks; or, of a mixed column, the numbers alone.
  private func alignNumbers(_ rows: inout [[Text]], _ column: Int, isMixed: Bool = false) {
    let texts = rows.map { row -> String? in
      guard row[column].parts.count == 1, case .math(.number(let text))? = row[column].parts.first else { return nil }
      return layout.glyphs.number(layout.math.mark.applied(to: text))
    }
    let numbers = texts.compactMap { $0 }
    let empty = rows.count { $0[column].parts.allSatisfy { if case .plain("") = $0 { true } else { false } } }
    guard !numbers.isEmpty, isMixed || numbers.count + empty == rows.count else { return }
    let places = texts.indices.filter { texts[$0] != nil }
    for (place, text) in zip(places, DecimalAlignment.aligned(numbers)) {
      // Blanks that must stay stand in a formula, which is kept whole.
      rows[place][column] = Text(.words(String(text.map { $0 == " " ? "\u{A0}" : $0 })))
    }
  }

  private func row(_ cells: [TextLayout.SpelledText], _ frame: Frame, _ alignments: [Table.Alignment]) -> [Line] {
    let wrapped = zip(cells, frame.widths).map { layout.lines($0, width: $1) }
    let besides = wrapped[..<frame.beside]
    let height = besides.map { $0.count }.max() ?? 0
    let lines = (0..<height).map { place in
      var line = Line()
      for (column, lines) in besides.enumerated() {
        if column > 0 { line = line + .blanks(Self.gap) }
        line = line + (place < lines.count ? lines[place] : Line()).padded(to: frame.widths[column], alignments[column])
      }
      return line
    }
    let below = zip(cells, wrapped).dropFirst(frame.beside).filter { !$0.0.isEmpty }.flatMap { $0.1 }
    return lines + below.map { .blanks(Self.indent) + $0 }
  }
}
