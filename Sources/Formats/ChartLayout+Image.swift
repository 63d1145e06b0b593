import Typesetting

extension ChartLayout {
  /// Numbers as shades, with what the lightest and the darkest stand for.
  ///
  /// A character is about twice as high as wide: two stand for a number of an image with few rows; of others one stands for
  /// the mean of two rows, and of more where the image is wider than the text. What is not finite is a `?`.
  func image(_ values: [Double], columns: Int, rows: Int, width: Int) -> [Line] {
    let finite = values.filter { $0.isFinite }
    guard columns > 0, rows > 0, !values.isEmpty else { return empty() }
    guard let low = finite.min(), let high = finite.max() else {
      let nothing = Localized(es: "(ningún número finito)", en: "(no finite number)")
      return layout.lines(Text(nothing[layout.options.language]), width: width).map { $0.styled(.faint) }
    }
    let isSmall = rows <= Self.smallRows && 2 * columns <= width
    let down = isSmall ? 1 : 2
    let side = isSmall ? 1 : max((columns - 1) / max(1, width) + 1, (rows - 1) / (2 * Self.imageRows) + 1)
    var lines: [Line] = []
    for row in stride(from: 0, to: rows, by: down * side) {
      var text = ""
      for column in stride(from: 0, to: columns, by: side) {
        var sum = 0.0
        var count = 0.0
        for y in row..<min(row + down * side, rows) {
          for x in column..<min(column + side, columns) where values.indices.contains(y * columns + x) {
            let value = values[y * columns + x]
            guard value.isFinite else { continue }
            sum += Self.part(value, low, high)
            count += 1
          }
        }
        let mark = count > 0 ? shade(sum / count) : "?"
        text += isSmall ? mark + mark : mark
      }
      while text.last == " " { text.removeLast() }
      lines.append(Line(text))
    }
    let ends = [low, high].map { number($0) }
    let ink = glyphs.shades.last ?? ""
    var legend = Localized(
      es: "de \(ends[0]) (en blanco) a \(ends[1]) (\(ink))", en: "from \(ends[0]) (blank) to \(ends[1]) (\(ink))")
    if finite.count < values.count {
      legend = legend + Localized(both: "; ") + Self.notFinite(values.count - finite.count) + Localized(both: " (?)")
    }
    return lines + layout.lines(Text(legend[layout.options.language]), width: width).map { $0.styled(.faint) }
  }

  /// Rows of an image of which none is averaged with the next.
  private static let smallRows = 16
  /// Lines of an image at most.
  private static let imageRows = 32

  /// `3 numbers are not finite`.
  static func notFinite(_ count: Int) -> Localized {
    Localized(
      es: count == 1 ? "1 número no es finito" : "\(count) números no son finitos",
      en: count == 1 ? "1 number is not finite" : "\(count) numbers are not finite")
  }

  /// Where a number lies between two others, 0…1; the middle when these are the same. No step overflows.
  static func part(_ value: Double, _ low: Double, _ high: Double) -> Double {
    let extent = high / 2 - low / 2
    return extent > 0 ? min(1, max(0, (value / 2 - low / 2) / extent)) : 0.5
  }

  private func shade(_ part: Double) -> String {
    let last = glyphs.shades.count - 1
    let place = Int(part * Double(last) + 0.5)
    return glyphs.shades.indices.contains(place) ? glyphs.shades[place] : ""
  }
}
