import Typesetting

/// A horizontal axis below a drawing: its line with marks, their numbers, and what it shows.
struct HorizontalAxis {
  let axis: ChartAxis
  /// Of the drawing, and before it.
  let columns, margin: Int
  let layout: TextLayout
  let width: Int

  /// The lines, `corner` at the end of the margin; `column` says where a number is.
  func lines(corner: String, column: (Double) -> Int) -> [Line] {
    let glyphs = layout.glyphs
    let marked = numbers(column)
    var rule = [String](repeating: glyphs.axis.horizontal, count: columns)
    for place in marked?.columns ?? [] where rule.indices.contains(place) { rule[place] = glyphs.axis.mark }
    let start = Line.blanks(margin - corner.displayWidth)
    var lines = [start + Line(corner + rule.joined())]
    lines += marked.map { [$0.line] } ?? Self.said(axis, "→", layout: layout, width: width)
    guard !axis.label.isEmpty else { return lines }
    let label = layout.line(axis.label)
    guard label.width <= width else { return lines + layout.lines(axis.label, width: width) }
    let middle = max(0, margin + (columns - label.width) / 2)
    return lines + [Line.blanks(min(middle, width - label.width)) + label]
  }

  /// As many numbers as there is room for, each below its mark; nil when there is none for two.
  private func numbers(_ column: (Double) -> Int) -> (columns: [Int], line: Line)? {
    for most in (2...7).reversed() {
      let ticks = axis.ticks(most: most)
      let texts = ticks.labels(mark: layout.math.mark).map(layout.glyphs.number)
      let columns = ticks.values.map(column)
      var line = Line()
      let fits = zip(columns, texts).allSatisfy { column, text in
        let size = text.displayWidth
        let start = max(0, min(margin + column - (size - 1) / 2, width - size))
        guard line.width == 0 || start >= line.width + 2 else { return false }
        line = line.padded(to: start) + Line(text)
        return line.width <= width
      }
      if fits, ticks.values.count > 1 { return (columns, line) }
    }
    return nil
  }

  /// An axis whose numbers find no room beside it: `→ from 0 to 12`.
  static func said(_ axis: ChartAxis, _ arrow: String, layout: TextLayout, width: Int) -> [Line] {
    let ends = NumberStyle().format(together: [axis.range.lowerBound, axis.range.upperBound], mark: layout.math.mark)
      .map(layout.glyphs.number)
    let words = Localized(es: "\(arrow) de \(ends[0]) a \(ends[1])", en: "\(arrow) from \(ends[0]) to \(ends[1])")
    return layout.lines(Text(words[layout.options.language]), width: width).map { $0.styled(.faint) }
  }
}
