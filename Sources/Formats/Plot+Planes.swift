import Typesetting

/// What fills a plane: regions, heights, the pixels of an image.
extension Plot {
  /// The rectangles of a grid, those side by side with the same value as one.
  private func runs<Value: Hashable>(
    columns: Int, rows: Int, _ x: ChartAxis, _ y: ChartAxis, _ value: (_ row: Int, _ column: Int) -> Value?
  ) -> [Value: [Cell]] {
    // Half a cell lies before the beginning of an axis, and half of one beyond its end.
    func across(_ column: Int, _ side: Double) -> Double {
      x.value(at: (Double(column) + side) / Double(max(1, columns - 1)))
    }
    func up(_ row: Int, _ side: Double) -> Double { y.value(at: 1 - (Double(row) + side) / Double(max(1, rows - 1))) }
    var found: [Value: [Cell]] = [:]
    for row in 0..<rows {
      var start = 0
      while start < columns {
        let here = value(row, start)
        var end = start
        while end + 1 < columns, value(row, end + 1) == here { end += 1 }
        if let here {
          found[here, default: []].append(
            Cell(
              from: Place(x: across(start, -0.5), y: up(row, 0.5)), to: Place(x: across(end, 0.5), y: up(row, -0.5))))
        }
        start = end + 1
      }
    }
    return found
  }

  mutating func add(regions grid: ChartLayout.Grid, _ x: ChartAxis, _ y: ChartAxis, _ options: FormatOptions) {
    let cells = runs(columns: grid.columns, rows: grid.rows, x, y) { grid.cell($0, $1) }
    for (place, number) in grid.classes.enumerated() {
      items.append(.cells(cells[number] ?? [], .region(place)))
      let name = Localized(es: "clase ", en: "class ")[options.language] + self.number(Double(number), options)
      legend.append(Entry(fill: .region(place), name: Text(name)))
    }
  }

  mutating func add(
    contours landscape: Chart.Landscape, _ x: ChartAxis, _ y: ChartAxis, _ options: FormatOptions
  ) {
    let contours = ContourLines(landscape, x: x, y: y)
    var taken: [(x: Double, y: Double)] = []
    var labels: [Item] = []
    for level in landscape.levels {
      let lines = contours.lines(at: level)
      items += lines.map { .line($0, Stroke(number: 0, width: 1)) }
      // Its number on its longest line, where no other is.
      guard let longest = lines.max(by: { $0.count < $1.count }) else { continue }
      let parts = [0.5, 0.35, 0.65, 0.2, 0.8, 0.1, 0.9]
      for part in parts {
        let place = longest[min(longest.count - 1, Int(part * Double(longest.count)))]
        let (across, up) = (self.x.part(of: place.x), self.y.part(of: place.y))
        let isInside = (0.06...0.94).contains(across) && (0.04...0.96).contains(up)
        guard isInside, taken.allSatisfy({ abs($0.x - across) > 0.14 || abs($0.y - up) > 0.07 }) else { continue }
        taken.append((across, up))
        labels.append(.label(place, number(level, options), .over))
        break
      }
    }
    items += labels
    let heights = landscape.levels.map { number($0, options) }.joined(
      separator: options.decimalMark == .comma ? "; " : ", ")
    guard !heights.isEmpty else { return }
    notes.append(Localized(es: "Alturas de las líneas: ", en: "Heights of the lines: ")[options.language] + heights)
  }

  mutating func add(
    shades landscape: Chart.Landscape, _ x: ChartAxis, _ y: ChartAxis, _ options: FormatOptions
  ) {
    guard landscape.columns > 0, landscape.rows > 0 else { return sayNothing(options) }
    let (columns, rows) = (161, 121)
    let bands = ChartLayout.bands(landscape, columns: columns, rows: rows)
    let cells = runs(columns: columns, rows: rows, x, y) { bands[$0 * columns + $1] }
    let last = Double(max(1, landscape.levels.count))
    for band in 0...landscape.levels.count {
      let fill = Fill.grey(0.6 * Double(band) / last)
      items.append(.cells(cells[band] ?? [], fill))
      let ends = (band > 0 ? landscape.levels[band - 1] : nil, band < Int(last) ? landscape.levels[band] : nil)
      let words: Localized
      switch ends {
      case (nil, let high?): words = Localized(both: "< " + number(high, options))
      case (let low?, nil): words = Localized(both: "≥ " + number(low, options))
      case (let low?, let high?):
        words = Localized(
          es: "de \(number(low, options)) a \(number(high, options))",
          en: "from \(number(low, options)) to \(number(high, options))")
      case (nil, nil): continue
      }
      legend.append(Entry(fill: fill, name: Text(words[options.language])))
    }
  }

  mutating func add(image values: [Double], columns: Int, rows: Int, _ options: FormatOptions) {
    let finite = values.filter { $0.isFinite }
    guard columns > 0, rows > 0, let low = finite.min(), let high = finite.max() else { return sayNothing(options) }
    let steps = 32.0
    // From the middle of the first pixel to that of the last, of which there may be but one.
    let x = ChartAxis(0.5...max(1.5, Double(columns) - 0.5))
    let y = rows > 1 ? ChartAxis(0.5...Double(rows) - 0.5) : ChartAxis(-0.5...0.5)
    let cells = runs(columns: columns, rows: rows, x, y) { row, column in
      let place = row * columns + column
      guard values.indices.contains(place), values[place].isFinite else { return Int?.none }
      return Int(ChartLayout.part(values[place], low, high) * steps + 0.5)
    }
    for step in cells.keys.sorted() { items.append(.cells(cells[step] ?? [], .grey(Double(step) / steps))) }
    let ends = [low, high].map { number($0, options) }
    if low == high {
      legend.append(Entry(fill: .grey(0.5), name: Text(ends[0])))
    } else {
      legend += [Entry(fill: .grey(0), name: Text(ends[0])), Entry(fill: .grey(1), name: Text(ends[1]))]
    }
    if finite.count < values.count {
      let words = ChartLayout.notFinite(values.count - finite.count)
      notes.append(words[options.language])
    }
  }
}
