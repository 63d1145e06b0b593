import Typesetting

/// One plot in SVG, from its title down to its notes.
struct SVGDrawing {
  private let plot: Plot
  private let format: SVG
  let width: Double
  private(set) var height = SVGDrawing.edge
  private(set) var body = ""
  /// The area between the axes.
  private var frame = (x: 0.0, y: 0.0, width: 0.0, height: 0.0)

  /// Of all letters but the title's.
  static let size = 14.0
  private static let titleSize = 16.0
  private static let lineHeight = 19.0
  /// Letters are hardly ever wider for their size.
  private static let letter = 0.6
  private static let edge = 14.0
  private static let tick = 5.0
  /// Of an image.
  private static let side = 360.0

  init(_ plot: Plot, _ format: SVG) {
    self.plot = plot
    self.format = format
    width = format.chartWidth ?? (plot.isNarrow ? 480 : 640)
    heading()
    if plot.hasAxes { sayAbove() }
    let marks = plot.hasAxes ? plot.y.ticks.map { lines($0.label, width: width / 3) } : []
    place(widestMark: marks.joined().map { Self.width(of: $0) }.max() ?? 0)
    if !plot.isCovered { grid() }
    for item in plot.items { draw(item) }
    if plot.hasAxes { axes(marks) } else { border() }
    height = frame.y + frame.height
    if plot.hasAxes { numbersBelow() }
    legend()
    for note in plot.notes { say(note) }
    height += Self.edge
  }

  /// The classes whose regions are drawn, each of which needs a pattern.
  var regions: [Int] {
    plot.items.compactMap { if case .cells(_, .region(let number)) = $0 { number } else { nil } }
  }

  /// Finds the place of the axes: numbers stand to the left of one, and half beyond the end of the other.
  private mutating func place(widestMark: Double) {
    let top = height + Self.edge / 2
    guard plot.hasAxes else {
      let across = min(width - 2 * Self.edge, Self.side / max(1, plot.ratio))
      frame = ((width - across) / 2, top, across, across * plot.ratio)
      return
    }
    let left = Self.edge + widestMark + Self.tick + 4
    let last = plot.x.ticks.last.map { Self.width(of: line($0.label)) / 2 } ?? 0
    let across = max(120, width - left - max(Self.edge, last))
    frame = (left, top, across, max(60, across * plot.ratio))
  }

  // MARK: Text

  private func line(_ text: Text) -> String { format.layout.line(text).text }

  private func lines(_ text: Text, width: Double, size: Double = size) -> [String] {
    guard !text.isEmpty else { return [] }
    return format.layout.lines(text, width: max(8, Int(width / (size * Self.letter)))).map { $0.text }
  }

  private static func width(of text: String) -> Double { Double(text.displayWidth) * size * letter }

  private mutating func text(_ text: String, x: Double, y: Double, anchor: String = "start", more: String = "") {
    let side = anchor == "start" ? "" : " text-anchor=\"\(anchor)\""
    body += "<text x=\"\(SVG.length(x))\" y=\"\(SVG.length(y))\"\(side)\(more)>\(SVG.escaped(text))</text>\n"
  }

  private mutating func heading() {
    for line in lines(plot.title, width: width - 2 * Self.edge, size: Self.titleSize) {
      height += Self.lineHeight + 2
      text(
        line, x: width / 2, y: height - 5, anchor: "middle",
        more: " font-size=\"\(SVG.length(Self.titleSize))\" font-weight=\"bold\"")
    }
  }

  /// A sentence below all that was drawn.
  private mutating func say(_ words: String) {
    for line in lines(Text(words), width: width - 2 * Self.edge) {
      height += Self.lineHeight
      text(line, x: width / 2, y: height, anchor: "middle", more: " fill=\"#444444\"")
    }
  }

  /// What the vertical axis shows, above it.
  private mutating func sayAbove() {
    let label = plot.y.labelWithScale(format.options.language)
    for line in lines(label, width: width - 2 * Self.edge) {
      height += Self.lineHeight
      text(line, x: Self.edge, y: height - 2)
    }
  }

  // MARK: Axes

  private func across(_ value: Double) -> Double { frame.x + plot.x.part(of: value) * frame.width }
  private func down(_ value: Double) -> Double { frame.y + (1 - plot.y.part(of: value)) * frame.height }

  private mutating func path(_ places: [(x: Double, y: Double)], _ attributes: String) {
    let points = places.map { SVG.length($0.x) + "," + SVG.length($0.y) }.joined(separator: " ")
    body += "<polyline points=\"\(points)\" fill=\"none\"\(attributes)/>\n"
  }

  private mutating func grid() {
    let style = " stroke=\"#DDDDDD\" stroke-width=\"1\""
    for tick in plot.x.ticks {
      path([(across(tick.value), frame.y), (across(tick.value), frame.y + frame.height)], style)
    }
    for tick in plot.y.ticks where !plot.y.isOfNames {
      path([(frame.x, down(tick.value)), (frame.x + frame.width, down(tick.value))], style)
    }
  }

  private mutating func axes(_ marks: [[String]]) {
    let style = " stroke=\"#000000\" stroke-width=\"1\""
    let (bottom, right) = (frame.y + frame.height, frame.x + frame.width)
    path([(frame.x, frame.y), (frame.x, bottom), (right, bottom)], style)
    for tick in plot.x.ticks { path([(across(tick.value), bottom), (across(tick.value), bottom + Self.tick)], style) }
    for (tick, words) in zip(plot.y.ticks, marks) {
      let y = down(tick.value)
      path([(frame.x - Self.tick, y), (frame.x, y)], style)
      let top = y + Self.size * 0.36 - Double(words.count - 1) * Self.lineHeight / 2
      for (place, line) in words.enumerated() {
        text(line, x: frame.x - Self.tick - 4, y: top + Double(place) * Self.lineHeight, anchor: "end")
      }
    }
  }

  /// The beginning of a rectangle, to which its style comes.
  private func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> String {
    "<rect x=\"\(SVG.length(x))\" y=\"\(SVG.length(y))\""
      + " width=\"\(SVG.length(width))\" height=\"\(SVG.length(height))\""
  }

  private mutating func border() {
    body += rectangle(frame.x, frame.y, frame.width, frame.height) + " fill=\"none\" stroke=\"#999999\"/>\n"
  }

  private mutating func numbersBelow() {
    height += Self.tick + Self.lineHeight
    for tick in plot.x.ticks { text(line(tick.label), x: across(tick.value), y: height - 3, anchor: "middle") }
    for line in lines(plot.x.labelWithScale(format.options.language), width: frame.width) {
      height += Self.lineHeight
      text(line, x: frame.x + frame.width / 2, y: height, anchor: "middle")
    }
    height += 4
  }

  // MARK: Items

  private mutating func draw(_ item: Plot.Item) {
    switch item {
    case .line(let places, let stroke): path(places.map { (across($0.x), down($0.y)) }, style(stroke))
    case .marks(let places, let mark): for place in places { draw(mark, across(place.x), down(place.y)) }
    case .cells(let cells, let fill):
      let parts = cells.map { cell in
        let (left, right) = (across(cell.from.x), across(cell.to.x))
        let (bottom, top) = (down(cell.from.y), down(cell.to.y))
        return "M\(SVG.length(left)) \(SVG.length(bottom))H\(SVG.length(right))V\(SVG.length(top))H\(SVG.length(left))Z"
      }
      guard !parts.isEmpty else { return }
      body += "<path d=\"\(parts.joined())\" shape-rendering=\"crispEdges\"\(style(fill))/>\n"
    case .label(let place, let words, let side):
      let (x, y) = (across(place.x), down(place.y))
      switch side {
      case .over:
        let size = (Self.width(of: words) + 4, Self.lineHeight - 3)
        body += rectangle(x - size.0 / 2, y - size.1 / 2, size.0, size.1) + " fill=\"#FFFFFF\"/>\n"
        text(words, x: x, y: y + Self.size * 0.36, anchor: "middle")
      case .left: text(words, x: x - 4, y: y + Self.size * 0.36, anchor: "end")
      case .right: text(words, x: x + 4, y: y + Self.size * 0.36)
      }
    }
  }

  private func style(_ stroke: Stroke) -> String {
    let dashes = stroke.dashes.map { "\($0)" }.joined(separator: " ")
    return " stroke=\"#\(stroke.colour.hexadecimal)\" stroke-width=\"\(SVG.length(stroke.width))\""
      + " stroke-linejoin=\"round\"" + (dashes.isEmpty ? "" : " stroke-dasharray=\"\(dashes)\"")
  }

  private func style(_ fill: Fill) -> String {
    if case .region(let number) = fill { return " fill=\"url(#\(format.pattern(named: number)))\"" }
    return " fill=\"#\(fill.colour.hexadecimal)\""
  }

  private mutating func draw(_ mark: Mark, _ x: Double, _ y: Double) {
    let size = mark.size
    let inside = mark.isOpen ? PlotColour.white : mark.colour
    let style = " fill=\"#\(inside.hexadecimal)\" stroke=\"#\(mark.colour.hexadecimal)\" stroke-width=\"1.5\""
    func polygon(_ corners: [(Double, Double)]) -> String {
      let points = corners.map { SVG.length(x + $0.0 * size) + "," + SVG.length(y + $0.1 * size) }
      return "<polygon points=\"\(points.joined(separator: " "))\"\(style)/>\n"
    }
    switch mark.form {
    case .disc: body += "<circle cx=\"\(SVG.length(x))\" cy=\"\(SVG.length(y))\" r=\"\(SVG.length(size))\"\(style)/>\n"
    case .square: body += polygon([(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)])
    case .triangle: body += polygon([(0, -1.2), (1.1, 0.8), (-1.1, 0.8)])
    case .diamond: body += polygon([(0, -1.3), (1.1, 0), (0, 1.3), (-1.1, 0)])
    }
  }

  // MARK: Legend

  /// What lines, marks and regions stand for, as many beside one another as there is room for.
  private mutating func legend() {
    let sample = 30.0
    let room = width - 2 * Self.edge
    var x = Self.edge
    var used = 0
    for entry in plot.legend {
      let words = lines(entry.name, width: room - sample - 10)
      let needed = sample + 8 + (words.map { Self.width(of: $0) }.max() ?? 0) + 14
      if used == 0 || x + needed > width {
        height += Self.lineHeight + 1
        x = used == 0 && plot.legend.count == 1 ? max(Self.edge, frame.x) : Self.edge
      }
      used += 1
      let middle = height - Self.size * 0.36
      if let fill = entry.fill {
        body += rectangle(x, middle - 7, sample, 14) + "\(style(fill)) stroke=\"#999999\"/>\n"
      }
      if let stroke = entry.stroke { path([(x, middle), (x + sample, middle)], style(stroke)) }
      if let mark = entry.mark { draw(mark, x + sample / 2, middle) }
      for (place, line) in words.enumerated() {
        if place > 0 { height += Self.lineHeight }
        text(line, x: x + sample + 8, y: height)
      }
      x = words.count > 1 ? width : x + needed
    }
    if !plot.legend.isEmpty { height += 4 }
  }
}
