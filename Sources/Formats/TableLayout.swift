import Typesetting

/// A table in aligned columns under a rule; cells are wrapped when it is too wide.
struct TableLayout {
  let layout: TextLayout

  private static let gap = 2
  private static let narrowest = 6

  func lines(_ table: Table, width: Int) -> [Line] {
    let count = max(table.headings.count, table.rows.map(\.count).max() ?? 0)
    guard count > 0 else { return [] }
    let headings = (0..<count).map { $0 < table.headings.count ? table.headings[$0] : Text("") }
    let alignments = (0..<count).map { $0 < table.alignments.count ? table.alignments[$0] : .left }
    var rows = table.rows.map { row in (0..<count).map { $0 < row.count ? row[$0] : Text("") } }
    for column in 0..<count where alignments[column] == .right { alignNumbers(&rows, column) }
    let cells = ([headings] + rows).map { $0.map(layout.spelled) }
    let whole = cells.map { $0.map(layout.line) }

    var widths = (0..<count).map { column in
      whole.map { $0[column].width }.max() ?? 0
    }
    let room = width - Self.gap * (count - 1)
    while widths.reduce(0, +) > room, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
      widths[widest] > Self.narrowest
    {
      widths[widest] -= 1
    }
    // No column is wider than its longest line once its cells are wrapped.
    var wrapped: [[[Line]]] = []
    for column in 0..<count {
      wrapped.append(zip(cells, whole).map { layout.lines($0[column], whole: $1[column], width: widths[column]) })
      widths[column] = wrapped[column].joined().map(\.width).max() ?? 0
    }
    let set = cells.indices.map { place in row(wrapped.map { $0[place] }, widths, alignments) }
    let total = widths.reduce(0, +) + Self.gap * (count - 1)
    var result: [Line] = []
    if headings.contains(where: { !$0.isEmpty }) {
      result += set[0].map { $0.styled(.strong) }
      result.append(Line(String(repeating: layout.glyphs.rule, count: min(total, width)), .faint))
    }
    result += set.dropFirst().joined()
    return result
  }

  /// Rows without headings in aligned columns, each with its lines: the first cell of a row is set to the left, and
  /// numbers on their decimal marks.
  func aligned(rows: [[Text]], width: Int) -> [[Line]] {
    let count = rows.map(\.count).max() ?? 0
    guard count > 0 else { return [] }
    var rows = rows.map { row in (0..<count).map { $0 < row.count ? row[$0] : Text("") } }
    for column in 1..<max(1, count) { alignNumbers(&rows, column, isMixed: true) }
    let cells = rows.map { $0.map(layout.spelled) }
    let whole = cells.map { $0.map(layout.line) }
    var widths = (0..<count).map { column in whole.map { $0[column].width }.max() ?? 0 }
    let room = width - Self.gap * (count - 1)
    // The words at the end give way first.
    let excess = widths.reduce(0, +) - room
    let last = count - 1
    if excess > 0 { widths[last] = max(min(widths[last], Self.narrowestWords), widths[last] - excess) }
    while widths.reduce(0, +) > room, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
      widths[widest] > Self.narrowest
    {
      widths[widest] -= 1
    }
    let alignments = Array(repeating: Table.Alignment.left, count: count)
    return zip(cells, whole).map { cells, whole in
      row((0..<count).map { layout.lines(cells[$0], whole: whole[$0], width: widths[$0]) }, widths, alignments)
    }
  }

  private static let narrowestWords = 16

  /// Sets a column of nothing but numbers on its decimal marks; or, of a mixed column, the numbers alone.
  private func alignNumbers(_ rows: inout [[Text]], _ column: Int, isMixed: Bool = false) {
    let texts = rows.map { row -> String? in
      guard row[column].parts.count == 1, case .math(.number(let text))? = row[column].parts.first else { return nil }
      return layout.glyphs.number(layout.math.mark.applied(to: text))
    }
    let numbers = texts.compactMap(\.self)
    guard isMixed ? !numbers.isEmpty : numbers.count == rows.count else { return }
    let places = texts.indices.filter { texts[$0] != nil }
    for (place, text) in zip(places, DecimalAlignment.aligned(numbers)) {
      // Blanks that must stay stand in a formula, which is kept whole.
      rows[place][column] = Text(.words(String(text.map { $0 == " " ? "\u{A0}" : $0 })))
    }
  }

  /// A row whose cells are cut into lines already.
  private func row(_ wrapped: [[Line]], _ widths: [Int], _ alignments: [Table.Alignment]) -> [Line] {
    let height = wrapped.map(\.count).max() ?? 0
    return (0..<height).map { place in
      var line = Line()
      for (column, lines) in wrapped.enumerated() {
        if column > 0 { line = line + .blanks(Self.gap) }
        line = line + (place < lines.count ? lines[place] : Line()).padded(to: widths[column], alignments[column])
      }
      return line
    }
  }
}
