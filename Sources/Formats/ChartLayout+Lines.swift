import Typesetting

/// Curves and paths: places joined by lines.
extension ChartLayout {
  /// Numbers against each other. Several series are told apart by their marks, as one is that has a name.
  func curve(_ series: [Chart.Series], x: ChartAxis, y: ChartAxis, width: Int) -> [Line] {
    guard series.contains(where: { !$0.placesDrawn.x.isEmpty }) else { return empty() }
    let frame = ChartFrame(x: x, y: y, columns: Self.columns, rows: Self.curveRows, layout: layout, width: width)
    let rasters = series.map { raster($0, frame) }
    let isNamed = series.count > 1 || series.contains { !$0.name.isEmpty }
    var cells = cells(rasters, isNamed: isNamed, frame)
    if isNamed && glyphs.hasBraille { mark(series, rasters, on: &cells, frame) }
    let lines = frame.lines(cells.map { Line($0.joined()) }, width: width)
    guard isNamed else { return lines }
    return lines
      + legend(series.enumerated().map { (glyphs.mark(ofSeries: $0), $1.name) }, margin: frame.margin, width: width)
  }

  /// Places joined in their order, the first and the last marked.
  func path(_ series: Chart.Series, x: ChartAxis, y: ChartAxis, width: Int) -> [Line] {
    let drawn = series.placesDrawn
    guard let startX = drawn.x.first, let startY = drawn.y.first, let endX = drawn.x.last, let endY = drawn.y.last
    else { return empty() }
    let frame = ChartFrame(
      x: x, y: y, columns: Self.columns, rows: Self.planeRows, inset: 1, layout: layout, width: width)
    var cells = cells([raster(series, frame)], isNamed: false, frame)
    let start = (row: frame.row(startY), column: frame.column(startX))
    let end = (row: frame.row(endY), column: frame.column(endX))
    put(glyphs.ends.start, start, on: &cells)
    put(glyphs.ends.end, end, on: &cells)
    let name = series.name.isEmpty ? [] : layout.lines(series.name, width: width)
    return name + frame.lines(cells.map { Line($0.joined()) }, width: width)
      + legend(endings(isOne: start == end), margin: frame.margin, width: width)
  }

  /// What the marks at the ends of a path stand for.
  func endings(isOne: Bool) -> [(mark: String, name: Text)] {
    let language = layout.options.language
    let both = Localized(es: "inicio y final", en: "start and end")
    let (start, end) = (Localized(es: "inicio", en: "start"), Localized(es: "final", en: "end"))
    if isOne { return [(glyphs.ends.end, Text(both[language]))] }
    return [(glyphs.ends.start, Text(start[language])), (glyphs.ends.end, Text(end[language]))]
  }

  /// The dots of a series; places that are not finite part it.
  private func raster(_ series: Chart.Series, _ frame: ChartFrame) -> Raster {
    var raster = Raster(columns: frame.columns, rows: frame.rows, isBraille: glyphs.hasBraille)
    var last: (x: Int, y: Int)?
    for place in series.x.indices {
      guard series.isDrawn(place) else {
        last = nil
        continue
      }
      let point = frame.dot(series.x[place], series.y[place], in: raster)
      raster.line(from: last ?? point, to: point)
      last = point
    }
    return raster
  }

  /// The characters of the drawing: dots of all series in braille; without it each has its own character, and one that
  /// several share has theirs in turn.
  private func cells(_ rasters: [Raster], isNamed: Bool, _ frame: ChartFrame) -> [[String]] {
    (0..<frame.rows).map { row in
      (0..<frame.columns).map { column in
        let here = rasters.indices.filter { rasters[$0].dots(column, row) != 0 }
        guard !here.isEmpty else { return " " }
        if glyphs.hasBraille || !isNamed {
          let dots = here.reduce(0) { $0 | rasters[$1].dots(column, row) }
          return String(rasters[here[0]].character(dots))
        }
        return glyphs.mark(ofSeries: here[column % here.count])
      }
    }
  }

  /// Columns between two marks of a series, where it has more places than could be marked.
  private static let markDistance = 12

  /// Puts each series' mark on its line: at its places where these are few, otherwise at equal distances, where no other
  /// series has its own.
  private func mark(
    _ series: [Chart.Series], _ rasters: [Raster], on cells: inout [[String]], _ frame: ChartFrame
  ) {
    var taken = Set<Int>()
    for (number, (series, raster)) in zip(series, rasters).enumerated() {
      let drawn = series.placesDrawn
      var candidates: [(row: Int, column: Int)] = []
      if drawn.x.count * 6 <= frame.columns {
        candidates = zip(drawn.x, drawn.y).map { (frame.row($1), frame.column($0)) }
      } else {
        let first = number * Self.markDistance / max(1, rasters.count)
        for column in stride(from: first, to: frame.columns, by: Self.markDistance) {
          let rows = (0..<frame.rows).filter { raster.dots(column, $0) != 0 }
          if !rows.isEmpty { candidates.append((rows[rows.count / 2], column)) }
        }
      }
      let free = candidates.filter { !taken.contains($0.row * frame.columns + $0.column) }
      for place in free.isEmpty ? Array(places(of: raster, besides: taken, frame).prefix(1)) : free {
        put(glyphs.mark(ofSeries: number), place, on: &cells)
        taken.insert(place.row * frame.columns + place.column)
      }
    }
  }

  /// The characters that a series runs through and no other has marked.
  private func places(of raster: Raster, besides taken: Set<Int>, _ frame: ChartFrame) -> [(row: Int, column: Int)] {
    (0..<frame.rows * frame.columns).filter { place in
      !taken.contains(place) && raster.dots(place % frame.columns, place / frame.columns) != 0
    }.map { ($0 / frame.columns, $0 % frame.columns) }
  }

  private func put(_ mark: String, _ place: (row: Int, column: Int), on cells: inout [[String]]) {
    guard cells.indices.contains(place.row), cells[place.row].indices.contains(place.column) else { return }
    cells[place.row][place.column] = mark
  }
}

extension ChartFrame {
  /// The dot of a place, from the top left.
  fileprivate func dot(_ across: Double, _ up: Double, in raster: Raster) -> (x: Int, y: Int) {
    // The dots of a character are as many columns of it; the middle ones stand for its whole.
    let part = (x: x.part(of: across), y: y.part(of: up))
    let inner = raster.dotColumns - 2 * inset * raster.across
    return (
      inset * raster.across + Self.place(part.x, inner), raster.dotRows - 1 - Self.place(part.y, raster.dotRows)
    )
  }
}

extension GlyphSet {
  /// The mark of a series, counted from 0; letters where there are more than marks.
  func mark(ofSeries number: Int) -> String {
    if seriesMarks.indices.contains(number) { return seriesMarks[number] }
    let letter = UInt8(ascii: "a") + UInt8((number - seriesMarks.count) % 26)
    return String(Unicode.Scalar(letter))
  }
}
