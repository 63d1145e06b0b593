import Typesetting

/// What is drawn of each kind of chart.
extension Plot {
  /// Height for width of a curve, and of a plane.
  private static let wide = 0.5
  private static let square = 0.8
  /// The share of an axis beyond the outermost places, so that marks there are whole.
  private static let margin = 0.04

  init(_ chart: Chart, _ options: FormatOptions) {
    switch chart {
    case .curve(let title, let series, let x, let y):
      self.init(title, x: PlotAxis(x), y: PlotAxis(y), ratio: Self.wide)
      add(curves: series, options)
    case .path(let title, let series, let x, let y):
      self.init(
        title, x: PlotAxis(x, margin: Self.margin), y: PlotAxis(y, margin: Self.margin), ratio: Self.square)
      add(path: series, Stroke(number: 0), options)
      sayNothing(options)
    case .points(let title, let points, let x, let y):
      self.init(
        title, x: PlotAxis(x, margin: Self.margin), y: PlotAxis(y, margin: Self.margin), ratio: Self.square)
      add(points: points, options)
      sayNothing(options)
      isNarrow = true
    case .bars(let title, let bars): self.init(title, bars: bars, options)
    case .map(let title, let columns, let rows, let cells, let points, let x, let y):
      self.init(
        title, x: PlotAxis(x, margin: 0.5 / Double(max(1, columns - 1))),
        y: PlotAxis(y, margin: 0.5 / Double(max(1, rows - 1))), ratio: Self.square)
      let grid = ChartLayout.Grid(columns: columns, rows: rows, cells: cells)
      add(regions: grid, x, y, options)
      add(points: points, over: grid.classes, options)
      isCovered = true
      isNarrow = true
    case .landscape(let title, let landscape, let x, let y):
      self.init(title, x: PlotAxis(x), y: PlotAxis(y), ratio: Self.square)
      if landscape.isContours {
        add(contours: landscape, x, y, options)
      } else {
        add(shades: landscape, x, y, options)
        isCovered = true
      }
      add(path: landscape.path, Stroke(number: 1, width: 2.5), options)
      add(points: landscape.points, options)
      isNarrow = true
    case .image(let title, let columns, let rows, let values):
      self.init(
        title, x: PlotAxis(ChartAxis(0...Double(max(1, columns)))), y: PlotAxis(ChartAxis(0...Double(max(1, rows)))),
        ratio: Double(max(1, rows)) / Double(max(1, columns)))
      hasAxes = false
      isCovered = true
      add(image: values, columns: columns, rows: rows, options)
      isNarrow = true
    }
  }

  mutating func sayNothing(_ options: FormatOptions) {
    if items.isEmpty { notes.append(Localized(es: "(sin datos)", en: "(no data)")[options.language]) }
  }

  func number(_ value: Double, _ options: FormatOptions) -> String {
    NumberStyle(significantDigits: 4).format(value, mark: options.decimalMark)
  }

  // MARK: Lines

  private mutating func add(curves series: [Chart.Series], _ options: FormatOptions) {
    let isNamed = series.count > 1 || series.contains { !$0.name.isEmpty }
    var marks: [Item] = []
    for (number, one) in series.enumerated() {
      let lines = PlotLines(one, x: x, y: y)
      let (stroke, mark) = (Stroke(number: number), Mark(number))
      let drawn = lines.places.filter { $0.count > 1 }
      items += drawn.map { .line($0, stroke) }
      guard isNamed else {
        // A place alone is no line.
        marks += lines.places.filter { $0.count == 1 }.map { .marks($0, mark) }
        continue
      }
      let marked = lines.marked(number, of: series.count)
      if !marked.isEmpty { marks.append(.marks(marked, mark)) }
      legend.append(Entry(stroke: drawn.isEmpty ? nil : stroke, mark: mark, name: one.name))
    }
    items += marks
    sayNothing(options)
  }

  private mutating func add(path series: Chart.Series, _ stroke: Stroke, _ options: FormatOptions) {
    let lines = PlotLines(series, x: x, y: y)
    guard let start = lines.places.first?.first, let end = lines.places.last?.last else { return }
    if !series.name.isEmpty { legend.append(Entry(stroke: stroke, name: series.name)) }
    items += lines.clipped.map { .line($0, stroke) }
    let words = ChartLayout(layout: TextLayout(options: options, glyphs: .unicode)).endings(isOne: start == end)
    let ends: [(Place, Mark)] = start == end ? [(end, .end)] : [(start, .start), (end, .end)]
    for ((place, mark), entry) in zip(ends, words) where lines.isInside(place) {
      items.append(.marks([place], mark))
      legend.append(Entry(mark: mark, name: entry.name))
    }
  }

  // MARK: Points

  /// Points with a mark for each class.
  ///
  /// - Parameter regions: the classes of the regions that lie below; a class has the same number in both.
  private mutating func add(points: [Chart.Point], over regions: [Int] = [], _ options: FormatOptions) {
    let drawn = points.filter { x.range.contains($0.x) && y.range.contains($0.y) }
    let names = Set(drawn.map { $0.mark }).sorted { Self.rank($0) < Self.rank($1) }
    for (place, name) in names.enumerated() {
      let known = Int(name == "−" ? "-1" : name == "+" ? "1" : name).flatMap { regions.firstIndex(of: $0) }
      let mark = Mark(known ?? place)
      let here = drawn.filter { $0.mark == name }
      items.append(.marks(here.map { Place(x: $0.x, y: $0.y) }, mark))
      guard name != "●" || !regions.isEmpty else { continue }
      let words =
        name == "●"
        ? Localized(es: "ejemplos", en: "examples")
        : Localized(es: "ejemplos de la clase \(name)", en: "examples of class \(name)")
      legend.append(Entry(mark: mark, name: Text(words[options.language])))
    }
    // Nearer than half of a mark.
    var found: [Place: Int] = [:]
    for point in drawn {
      let cell = Place(x: (x.part(of: point.x) * 200).rounded(), y: (y.part(of: point.y) * 200).rounded())
      found[cell, default: 0] += 1
    }
    let shared = found.values.filter { $0 > 1 }.sorted()
    if let words = ChartLayout.coinciding(shared) { notes.append(words[options.language]) }
  }

  /// `−` before `+`, digits and letters as they count.
  private static func rank(_ mark: String) -> String { mark == "−" ? "" : mark }

  // MARK: Bars

  private init(_ title: Text, bars: [Chart.Bar], _ options: FormatOptions) {
    let values = bars.map { $0.value }
    let reached = values + bars.flatMap { bar in bar.interval.map { [$0.lowerBound, $0.upperBound] } ?? [] }
    let isFlat = reached.allSatisfy { !$0.isFinite || $0 == 0 }
    let axis = isFlat ? ChartAxis(0...1) : ChartAxis(fitting: reached + [0])
    let numbers = NumberStyle(significantDigits: 4).format(together: values, mark: options.decimalMark)
    // A number finds room at the end of its bar.
    let room = 0.036 * Double(numbers.map { $0.count }.max() ?? 0)
    let hasNegative = reached.contains { $0 < 0 }
    self.init(
      title, x: PlotAxis(axis, margin: room, before: hasNegative ? room : 0),
      y: PlotAxis(names: bars.map { $0.name }), ratio: min(1.6, 0.08 + 0.07 * Double(bars.count)))
    for (place, value) in values.enumerated() {
      let middle = Double(bars.count - place)
      let isDrawn = value.isFinite
      if isDrawn {
        items.append(.cells([Cell(from: Place(x: 0, y: middle - 0.32), to: Place(x: value, y: middle + 0.32))], .bar))
      }
      let interval = bars[place].interval
      if let interval { add(interval, at: middle) }
      let end = interval.map { value < 0 ? min(value, $0.lowerBound) : max(value, $0.upperBound) } ?? value
      items.append(.label(Place(x: isDrawn ? end : 0, y: middle), numbers[place], value < 0 ? .left : .right))
    }
    let zero = [y.range.lowerBound, y.range.upperBound].map { Place(x: 0, y: $0) }
    if !bars.isEmpty { items.append(.line(zero, .zero)) }
    sayNothing(options)
  }

  /// A line from end to end with a short one across at either, over a bar.
  private mutating func add(_ interval: ClosedRange<Double>, at middle: Double) {
    let (low, high) = (interval.lowerBound, interval.upperBound)
    items.append(.line([Place(x: low, y: middle), Place(x: high, y: middle)], .interval))
    for end in [low, high] {
      items.append(.line([Place(x: end, y: middle - 0.16), Place(x: end, y: middle + 0.16)], .interval))
    }
  }
}
