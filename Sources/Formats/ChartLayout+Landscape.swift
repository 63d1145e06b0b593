import Typesetting

/// Heights seen from above: lines of equal height or shades, with a path and points over them.
extension ChartLayout {
  func landscape(_ landscape: Chart.Landscape, x: ChartAxis, y: ChartAxis, width: Int) -> [Line] {
    guard landscape.columns > 0, landscape.rows > 0 else { return empty() }
    let (columns, rows) = landscape.isContours ? (Self.columns, Self.planeRows) : (landscape.columns, landscape.rows)
    let frame = ChartFrame(
      x: x, y: y, columns: columns, rows: min(rows, 2 * Self.planeRows), layout: layout, width: width)
    var drawing = landscape.isContours ? contours(landscape, frame) : shades(landscape, frame)
    let ends = draw(landscape.path, on: &drawing, frame)
    var cells = drawing.map { $0.map { Line($0) } }
    place(landscape.points, on: &cells, frame)
    let cuts =
      landscape.isContours
      ? legend(
        landscape.levels.enumerated().map { (Self.letter($0), Text(number($1))) }, margin: frame.margin, width: width)
      : layout.lines(Text(shadesSaid(landscape)), width: width).map { $0.styled(.faint) }
    return frame.lines(cells.map { $0.reduce(Line(), +) }, width: width) + cuts
      + legend(ends, margin: frame.margin, width: width)
  }

  // MARK: Heights

  /// The lines of equal height: dots in braille with a letter for each height now and then, letters alone without it.
  private func contours(_ landscape: Chart.Landscape, _ frame: ChartFrame) -> [[String]] {
    var rasters = landscape.levels.map { _ in
      Raster(columns: frame.columns, rows: frame.rows, isBraille: glyphs.hasBraille)
    }
    let size = rasters.first.map { ($0.dotColumns, $0.dotRows) } ?? (frame.columns, frame.rows)
    let bands = Self.bands(landscape, columns: size.0, rows: size.1)
    for row in 0..<size.1 {
      for column in 0..<size.0 {
        guard let here = bands[row * size.0 + column] else { continue }
        for next in [(row, column + 1), (row + 1, column)] where next.0 < size.1 && next.1 < size.0 {
          guard let there = bands[next.0 * size.0 + next.1] else { continue }
          // Between bands 1 and 3 lie the lines of levels 1 and 2.
          for level in min(here, there)..<max(here, there) { rasters[level].set(column, row) }
        }
      }
    }
    return lettered(rasters, frame)
  }

  private func lettered(_ rasters: [Raster], _ frame: ChartFrame) -> [[String]] {
    var cells = (0..<frame.rows).map { row in
      (0..<frame.columns).map { column in
        let here = rasters.indices.filter { rasters[$0].dots(column, row) != 0 }
        guard let first = here.first else { return " " }
        guard glyphs.hasBraille else { return Self.letter(first) }
        return String(rasters[first].character(here.reduce(0) { $0 | rasters[$1].dots(column, row) }))
      }
    }
    guard glyphs.hasBraille else { return cells }
    for (level, raster) in rasters.enumerated() {
      let places = (0..<frame.rows * frame.columns).filter {
        raster.dots($0 % frame.columns, $0 / frame.columns) != 0
      }
      // One letter for about twenty characters of a line, not where another letter is.
      for place in stride(from: min(3 * level, max(0, places.count - 1)), to: places.count, by: 20) {
        let (row, column) = (places[place] / frame.columns, places[place] % frame.columns)
        let isFree = [-1, 0, 1].allSatisfy { !Self.isLetter(cells, row, column + $0) }
        if isFree { cells[row][column] = Self.letter(level) }
      }
    }
    return cells
  }

  private static func letter(_ level: Int) -> String {
    String(Unicode.Scalar(UInt8(ascii: "a") + UInt8(clamping: level % 26)))
  }

  private static func isLetter(_ cells: [[String]], _ row: Int, _ column: Int) -> Bool {
    guard cells.indices.contains(row), cells[row].indices.contains(column) else { return false }
    return cells[row][column] >= "a" && cells[row][column] <= "z"
  }

  /// How many levels lie below or at each place of a finer or coarser grid; nil where the height is not finite.
  static func bands(_ landscape: Chart.Landscape, columns: Int, rows: Int) -> [Int?] {
    (0..<rows * columns).map { place in
      let across = position(place % columns, of: columns, on: landscape.columns)
      let down = position(place / columns, of: rows, on: landscape.rows)
      let top = mixed(
        landscape.height(down.first, across.first), landscape.height(down.first, across.first + 1), across.part)
      let bottom = mixed(
        landscape.height(down.first + 1, across.first), landscape.height(down.first + 1, across.first + 1), across.part)
      let height = mixed(top, bottom, down.part)
      return height.isFinite ? landscape.levels.count { $0 <= height } : nil
    }
  }

  /// The place of a grid between whose two neighbours a place of another one lies, and how far from the first.
  private static func position(_ place: Int, of count: Int, on others: Int) -> (first: Int, part: Double) {
    guard count > 1, others > 1 else { return (0, 0) }
    let exact = Double(place) * Double(others - 1) / Double(count - 1)
    let first = min(Int(exact), others - 2)
    return (first, exact - Double(first))
  }

  private static func mixed(_ first: Double, _ second: Double, _ part: Double) -> Double {
    part == 0 ? first : part == 1 ? second : first * (1 - part) + second * part
  }

  /// A character for each cell, darker where it is higher.
  private func shades(_ landscape: Chart.Landscape, _ frame: ChartFrame) -> [[String]] {
    let bands = Self.bands(landscape, columns: frame.columns, rows: frame.rows)
    return (0..<frame.rows).map { row in
      (0..<frame.columns).map { column in
        bands[row * frame.columns + column].map { shade($0, landscape) } ?? "?"
      }
    }
  }

  private func shade(_ band: Int, _ landscape: Chart.Landscape) -> String {
    let last = glyphs.heights.count - 1
    let place = landscape.levels.isEmpty ? 0 : band * last / landscape.levels.count
    return glyphs.heights.indices.contains(place) ? glyphs.heights[place] : ""
  }

  /// `blank < 0.2 ≤ ░ < 0.4 ≤ ▒ …`
  private func shadesSaid(_ landscape: Chart.Landscape) -> String {
    var text = Localized(es: "en blanco", en: "blank")[layout.options.language]
    for (place, level) in landscape.levels.enumerated() {
      text += " < \(number(level)) ≤ \(shade(place + 1, landscape))"
    }
    guard landscape.heights.contains(where: { !$0.isFinite }) else { return text }
    return text + Localized(es: "; ? no es finito", en: "; ? is not finite")[layout.options.language]
  }

  // MARK: Path

  /// Draws a path over the cells; what its marks stand for comes back.
  private func draw(
    _ series: Chart.Series, on cells: inout [[String]], _ frame: ChartFrame
  ) -> [(mark: String, name: Text)] {
    let places = series.x.indices.filter {
      series.isDrawn($0) && frame.x.range.contains(series.x[$0]) && frame.y.range.contains(series.y[$0])
    }.map { (column: frame.column(series.x[$0]), row: frame.row(series.y[$0])) }
    guard let start = places.first, let end = places.last else { return [] }
    var line = Raster(columns: frame.columns, rows: frame.rows, isBraille: false)
    for (place, next) in zip(places, places.dropFirst()) {
      line.line(from: (place.column, place.row), to: (next.column, next.row))
    }
    for row in cells.indices {
      for column in cells[row].indices where line.dots(column, row) != 0 { cells[row][column] = glyphs.way.line }
    }
    func put(_ mark: String, _ place: (column: Int, row: Int)) {
      guard cells.indices.contains(place.row), cells[place.row].indices.contains(place.column) else { return }
      cells[place.row][place.column] = mark
    }
    for place in places { put(glyphs.way.place, place) }
    put(glyphs.ends.start, start)
    put(glyphs.ends.end, end)
    return endings(isOne: start == end)
  }
}

extension Chart.Landscape {
  /// The height in a row and a column, the last ones again beyond them; not a number where there is none.
  fileprivate func height(_ row: Int, _ column: Int) -> Double {
    let place = min(row, rows - 1) * columns + min(column, columns - 1)
    return heights.indices.contains(place) ? heights[place] : .nan
  }
}
