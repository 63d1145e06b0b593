import Typesetting

/// Charts as Scalable Vector Graphics (SVG 1.1): for slides, pages and print, in any size.
///
/// Text is text, in whatever sans-serif letters the reader's program has; lines, marks and regions are told apart without
/// colour; the title and a description in words are there for screen readers.
package struct SVG: Sendable {
  let options: FormatOptions
  let layout: TextLayout

  /// A format with these choices; the width and colour of a terminal are not used.
  package init(_ options: FormatOptions = FormatOptions()) {
    var options = options
    options.color = false
    self.options = options
    layout = TextLayout(options: options, glyphs: .unicode)
  }

  /// A file with the charts side by side.
  package func render(_ charts: [Chart]) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element(charts, " xmlns=\"http://www.w3.org/2000/svg\"") + "\n"
  }

  /// The charts side by side as a part of a page.
  ///
  /// - Parameters:
  ///   - number: which picture of the page it is, so that no two have the same definitions.
  ///   - width: that of each chart; its letters stay as large as they are.
  package func inline(_ charts: [Chart], number: Int, width: Double) -> String {
    var format = self
    format.chartWidth = width
    format.name = "region\(number)-"
    return format.element(charts, "")
  }

  /// How wide a chart is; nil for as wide as is usual.
  private(set) var chartWidth: Double?
  /// What the names of definitions begin with.
  private var name = "region"

  private func element(_ charts: [Chart], _ namespace: String) -> String {
    let drawings = charts.map { SVGDrawing(Plot($0, options), self) }
    let gap = 24.0
    let width = drawings.reduce(gap * Double(max(0, drawings.count - 1))) { $0 + $1.width }
    let height = drawings.map { $0.height }.max() ?? 0
    var x = 0.0
    var text = """
      <svg\(namespace) viewBox="0 0 \(Self.length(width)) \(Self.length(height))" \
      width="\(Self.length(width))" height="\(Self.length(height))" role="img" xml:lang="\(options.language.rawValue)" \
      font-family="sans-serif" font-size="\(Self.length(SVGDrawing.size))">

      """
    text += "<title>\(Self.escaped(charts.first.map { title(of: $0) } ?? ""))</title>\n"
    let words = charts.flatMap { PlainText(options).lines($0) }.joined(separator: "\n")
    text += "<desc>\(Self.escaped(words.bounded(whole: Self.longestDescription)))</desc>\n"
    let regions = Set(drawings.flatMap { $0.regions }).sorted()
    text += regions.isEmpty ? "" : "<defs>\n\(regions.map(definition).joined())</defs>\n"
    for drawing in drawings {
      text += "<g transform=\"translate(\(Self.length(x)) 0)\">\n\(drawing.body)</g>\n"
      x += drawing.width + gap
    }
    return text + "</svg>"
  }

  /// The name of the pattern of a region.
  func pattern(named region: Int) -> String { "\(name)\(region)" }

  /// Characters of the description at most: a listener cannot skip what it goes on to.
  private static let longestDescription = 1_000

  private func title(of chart: Chart) -> String { layout.line(Plot(chart, options).title).text }

  /// Text and values of attributes; what XML does not allow, and nobody sees, is written out.
  static func escaped(_ text: String) -> String {
    text.visible.map { character in
      switch character {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      default: String(character)
      }
    }.joined()
  }

  /// A length in hundredths at most.
  static func length(_ value: Double) -> String {
    guard let exact = DecimalDigits(value) else { return "0" }
    let kept = exact.rounded(toDecimals: 2).withoutTrailingZeros
    return kept.fixed(decimals: kept.decimals)
  }

  /// The fill of a region as a definition.
  private func definition(_ region: Int) -> String {
    let drawn: String
    switch Fill.region(region).pattern {
    case nil: drawn = ""
    case .rising: drawn = "<path d=\"M-2 2L2 -2M0 8L8 0M6 10L10 6\"/>"
    case .falling: drawn = "<path d=\"M-2 6L2 10M0 0L8 8M6 -2L10 2\"/>"
    case .horizontal: drawn = "<path d=\"M0 4L8 4\"/>"
    case .vertical: drawn = "<path d=\"M4 0L4 8\"/>"
    case .grid: drawn = "<path d=\"M4 0L4 8M0 4L8 4\"/>"
    case .crossed: drawn = "<path d=\"M0 8L8 0M0 0L8 8\"/>"
    case .dots: drawn = "<circle cx=\"4\" cy=\"4\" r=\"0.7\"/>"
    }
    let colour = PlotColour.series(region).hexadecimal
    return """
      <pattern id="\(pattern(named: region))" width="8" height="8" patternUnits="userSpaceOnUse">\
      <rect width="8" height="8" fill="#\(PlotColour.light(region).hexadecimal)"/>\
      <g fill="none" stroke="#\(colour)" stroke-width="0.7" stroke-opacity="0.7">\(drawn)</g></pattern>

      """
  }
}
