import Typesetting

/// Charts drawn with characters, with their ranges at the axes.
struct ChartLayout {
  let layout: TextLayout

  var glyphs: GlyphSet { layout.glyphs }
  private static let columns = 60
  private static let curveRows = 12
  private static let planeRows = 20

  func lines(_ chart: Chart, width: Int) -> [Line] {
    switch chart {
    case .curve(let title, let values, let from, let to):
      return heading(title, width) + curve(values, from: from, to: to, width: width)
    case .points(let title, let points, let xLabel, let yLabel):
      return heading(title, width) + plane(points, xLabel: xLabel, yLabel: yLabel, width: width)
    case .image(let title, let columns, let rows, let values):
      return heading(title, width) + image(values, columns: columns, rows: rows, width: width)
    case .map(let title, let columns, let rows, let cells, let points, let x, let y):
      let grid = Grid(columns: columns, rows: rows, cells: cells)
      return heading(title, width) + map(grid, points: points, x: x, y: y, width: width)
    }
  }

  private func heading(_ title: Text, _ width: Int) -> [Line] {
    title.isEmpty ? [] : layout.lines(title, width: width).map { $0.styled(.strong) }
  }

  func empty() -> [Line] {
    [Line(glyphs.prose(Localized(es: "(sin datos)", en: "(no data)")[layout.options.language]), .faint)]
  }

  // MARK: Curve

  private func curve(_ values: [Double], from: String, to: String, width: Int) -> [Line] {
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return empty() }
    let labels = axisLabels([high, low])
    let columns = max(4, min(Self.columns, width - labels.width - 2))
    var raster = Raster(columns: columns, rows: Self.curveRows, isBraille: glyphs.hasBraille)
    var last: (x: Int, y: Int)?
    for (place, value) in values.enumerated() {
      guard value.isFinite else {
        last = nil
        continue
      }
      let across = values.count > 1 ? Double(place) / Double(values.count - 1) : 0
      let up = Self.dot(Self.part(value, low, high), raster.dotRows)
      let point = (x: Self.dot(across, raster.dotColumns), y: raster.dotRows - 1 - up)
      raster.line(from: last ?? point, to: point)
      last = point
    }
    return framed(raster.lines.map { Line($0) }, labels: labels, columns: columns, from: from, to: to)
  }

  /// Where a value lies between two others, 0…1; the middle when these are the same. No step overflows.
  static func part(_ value: Double, _ low: Double, _ high: Double) -> Double {
    let extent = high / 2 - low / 2
    return extent > 0 ? min(1, max(0, (value / 2 - low / 2) / extent)) : 0.5
  }

  /// The dot at a part of the way, 0…1.
  private static func dot(_ part: Double, _ count: Int) -> Int { Int(part * Double(count - 1) + 0.5) }

  // MARK: Plane

  private func plane(_ points: [Chart.Point], xLabel: Text, yLabel: Text, width: Int) -> [Line] {
    let finite = points.filter { $0.x.isFinite && $0.y.isFinite }
    guard let x = Self.range(finite.map(\.x)), let y = Self.range(finite.map(\.y)) else { return empty() }
    let labels = axisLabels([y.upperBound, y.lowerBound])
    let columns = max(4, min(Self.columns, width - labels.width - 2))
    var cells = [[Line]](repeating: [Line](repeating: Line(" "), count: columns), count: Self.planeRows)
    let shared = place(finite, on: &cells, x: x, y: y)
    var lines = yLabel.isEmpty ? [] : layout.lines(yLabel, width: width)
    lines += framed(
      cells.map { $0.reduce(Line(), +) }, labels: labels, columns: columns, from: number(x.lowerBound),
      to: number(x.upperBound))
    if !xLabel.isEmpty {
      let label = layout.line(xLabel)
      let middle = labels.width + 2 + (columns - label.width) / 2
      lines.append(Line.blanks(min(middle, width - label.width)) + label)
    }
    return lines + remark(shared, margin: labels.width + 2)
  }

  /// That several points are drawn as one.
  private func remark(_ shared: [Int], margin: Int) -> [Line] {
    guard let first = shared.first else { return [] }
    let words =
      shared.count == 1
      ? Localized(es: "\(first) puntos coinciden", en: "\(first) points coincide")
      : Localized(
        es: "en \(shared.count) lugares coinciden varios puntos",
        en: "several points coincide in \(shared.count) places")
    return [Line.blanks(margin) + Line(glyphs.prose(words[layout.options.language]), .faint)]
  }

  /// From the least to the largest and a twentieth more on either side; nil when there is none.
  private static func range(_ values: [Double]) -> ClosedRange<Double>? {
    guard let low = values.min(), let high = values.max() else { return nil }
    let margin = high > low ? high / 20 - low / 20 : 1
    let wide = (low - margin)...(high + margin)
    return wide.lowerBound.isFinite && wide.upperBound.isFinite ? wide : low...high
  }

  /// Puts each point's mark over the cell it lies in, and a mark of its own where points of several classes lie.
  ///
  /// - Returns: how many points lie in each of the cells that have several.
  @discardableResult private func place(
    _ points: [Chart.Point], on cells: inout [[Line]], x: ClosedRange<Double>, y: ClosedRange<Double>
  ) -> [Int] {
    var found: [Int: (count: Int, mark: String)] = [:]
    for point in points where x.contains(point.x) && y.contains(point.y) {
      let row = cells.count - 1 - Self.dot(Self.part(point.y, y.lowerBound, y.upperBound), cells.count)
      guard cells.indices.contains(row) else { continue }
      let column = Self.dot(Self.part(point.x, x.lowerBound, x.upperBound), cells[row].count)
      guard cells[row].indices.contains(column) else { continue }
      let key = row * cells[row].count + column
      let others = found[key]
      let isMixed = others.map { $0.mark != point.mark } ?? false
      let mark = glyphs.prose(isMixed ? "●" : String(point.mark.prefix(1)))
      found[key] = ((others?.count ?? 0) + 1, isMixed ? "●" : point.mark)
      cells[row][column] = Line(mark.displayWidth == 1 ? mark : "*", .marked)
    }
    return found.sorted { $0.key < $1.key }.map(\.value.count).filter { $0 > 1 }
  }

  // MARK: Map

  /// Classes on a grid.
  private struct Grid {
    let columns, rows: Int
    let cells: [Int]
    /// The classes there are, in order.
    let classes: [Int]

    init(columns: Int, rows: Int, cells: [Int]) {
      self.columns = columns
      self.rows = rows
      self.cells = cells
      classes = Set(cells).sorted()
    }

    /// The class in a row and a column counted from 0; nil outside.
    func cell(_ row: Int, _ column: Int) -> Int? {
      let place = row * columns + column
      return cells.indices.contains(place) ? cells[place] : nil
    }
  }

  private func map(
    _ grid: Grid, points: [Chart.Point], x: ClosedRange<Double>, y: ClosedRange<Double>, width: Int
  ) -> [Line] {
    guard grid.columns > 0, grid.rows > 0 else { return empty() }
    let labels = axisLabels([y.upperBound, y.lowerBound])
    let columns = max(1, min(grid.columns, width - labels.width - 2))
    let rows = min(grid.rows, 2 * Self.planeRows)
    var cells = (0..<rows).map { row in
      (0..<columns).map { column in
        Line(grid.cell(row * grid.rows / rows, column * grid.columns / columns).map(character(in: grid)) ?? " ")
      }
    }
    place(points, on: &cells, x: x, y: y)
    var lines = framed(
      cells.map { $0.reduce(Line(), +) }, labels: labels, columns: columns, from: number(x.lowerBound),
      to: number(x.upperBound))
    let word = Localized(es: "clase", en: "class")[layout.options.language]
    let legend = grid.classes.prefix(10).map {
      "\(character(in: grid)($0))\u{A0}\(word)\u{A0}\(number(Double($0)))"
    }
    for line in Text(legend.joined(separator: "\u{A0} ")).wrapped(to: width - labels.width - 2, spelling: { _ in "" }) {
      lines.append(Line.blanks(labels.width + 2) + layout.spans(line))
    }
    return lines
  }

  /// The character of each class: that of its number, or of its place where there are classes below 0.
  private func character(in grid: Grid) -> (Int) -> String {
    let isSigned = (grid.classes.first ?? 0) < 0
    return { number in
      let place = isSigned ? grid.classes.firstIndex(of: number) ?? 0 : number
      return glyphs.classes.indices.contains(place) ? glyphs.classes[place] : String(abs(number % 10))
    }
  }

  // MARK: Axes

  func number(_ value: Double) -> String {
    glyphs.number(NumberStyle(significantDigits: 4).format(value, mark: layout.math.mark))
  }

  /// The labels of the top and the bottom of the vertical axis, equally wide.
  private func axisLabels(_ ends: [Double]) -> (top: String, bottom: String, width: Int) {
    let texts = NumberStyle(significantDigits: 4).format(together: ends, mark: layout.math.mark).map(glyphs.number)
    let aligned = DecimalAlignment.aligned(texts)
    let top = aligned.first ?? ""
    return (top, aligned.last ?? "", top.displayWidth)
  }

  /// The picture between its axes, with the ends of the horizontal one named.
  private func framed(
    _ rows: [Line], labels: (top: String, bottom: String, width: Int), columns: Int, from: String, to: String
  ) -> [Line] {
    let axis = glyphs.axis
    var lines = rows.enumerated().map { place, row in
      let label = place == 0 ? labels.top : place == rows.count - 1 ? labels.bottom : ""
      return Line(label.padded(to: labels.width) + " " + (label.isEmpty ? axis.vertical : axis.labelled)) + row
    }
    let margin = String(repeating: " ", count: labels.width + 1)
    lines.append(Line(margin + axis.corner + String(repeating: axis.horizontal, count: columns)))
    let left = glyphs.prose(from)
    let right = glyphs.prose(to)
    let room = max(columns - left.displayWidth, 1 + right.displayWidth)
    lines.append(Line(margin + " " + left + right.padded(to: room, .right)))
    return lines
  }
}
