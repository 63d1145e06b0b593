import Typesetting

/// The lines of a series as they are drawn: parted where a number is not finite, and with no more places than can be told
/// apart, however many iterations a run had.
struct PlotLines {
  private let series: Chart.Series
  private let x, y: PlotAxis
  /// The places of the series, line by line.
  let parts: [[Int]]

  /// Strips side by side, in each of which a line has its first, lowest, highest and last place.
  private static let strips = 400
  /// Places that are marked at most.
  private static let mostMarked = 12
  /// Marks of a series with more places.
  private static let marks = 7

  init(_ series: Chart.Series, x: PlotAxis, y: PlotAxis) {
    self.series = series
    self.x = x
    self.y = y
    var parts: [[Int]] = [[]]
    for place in series.x.indices {
      if series.isDrawn(place) {
        parts[parts.count - 1].append(place)
      } else if parts.last?.isEmpty == false {
        parts.append([])
      }
    }
    self.parts = parts.filter { !$0.isEmpty }.map { Self.thinned($0, series, x, y) }
  }

  /// The places of each line.
  var places: [[Plot.Place]] { parts.map { $0.map { place($0) } } }

  private func place(_ index: Int) -> Plot.Place { Plot.Place(x: series.x[index], y: series.y[index]) }

  private static func thinned(_ part: [Int], _ series: Chart.Series, _ x: PlotAxis, _ y: PlotAxis) -> [Int] {
    guard part.count > 4 * strips else { return part }
    let goesOn = zip(part, part.dropFirst()).allSatisfy { series.x[$0] <= series.x[$1] }
    guard goesOn else {
      // A path: what is drawn where the last place was is left out.
      var kept: [Int] = []
      var last = (x: -1, y: -1)
      for place in part {
        let cell = (x: cell(x.part(of: series.x[place])), y: cell(y.part(of: series.y[place])))
        if cell != last || place == part.last { kept.append(place) }
        last = cell
      }
      return kept
    }
    var kept: [Int] = []
    var start = 0
    while start < part.count {
      let strip = cell(x.part(of: series.x[part[start]]))
      var end = start
      while end < part.count, cell(x.part(of: series.x[part[end]])) == strip { end += 1 }
      let inside = part[start..<end]
      let low = inside.min { series.y[$0] < series.y[$1] }
      let high = inside.max { series.y[$0] < series.y[$1] }
      kept += Set([inside.first, low, high, inside.last].compactMap { $0 }).sorted()
      start = end
    }
    return kept
  }

  private static func cell(_ part: Double) -> Int { Int(part * Double(strips)) }

  /// Where the marks of one of several series stand: at its places where these are few, otherwise at equal distances, not
  /// where another series has its own.
  func marked(_ number: Int, of count: Int) -> [Plot.Place] {
    let all = parts.joined()
    guard all.count > Self.mostMarked else { return all.map { place($0) } }
    var marked: [Int] = []
    for mark in 0..<Self.marks {
      let wanted = (Double(mark) + Double(number + 1) / Double(count + 1)) / Double(Self.marks)
      let nearest = all.min {
        abs(x.part(of: series.x[$0]) - wanted) < abs(x.part(of: series.x[$1]) - wanted)
      }
      if let nearest, nearest != marked.last { marked.append(nearest) }
    }
    return marked.map { place($0) }
  }

  /// The lines as far as they lie between the ends of both axes, which are no logarithmic ones.
  var clipped: [[Plot.Place]] {
    places.flatMap { line in
      var lines: [[Plot.Place]] = []
      for (start, end) in zip(line, line.dropFirst()) {
        guard let (from, to) = clipped(start, end) else { continue }
        if lines.last?.last == from { lines[lines.count - 1].append(to) } else { lines.append([from, to]) }
      }
      return lines
    }
  }

  /// Whether a place lies between the ends of both axes.
  func isInside(_ place: Plot.Place) -> Bool { x.range.contains(place.x) && y.range.contains(place.y) }

  /// The part of a straight way that lies between the ends of both axes (Y.-D. Liang and B. A. Barsky, 1984).
  private func clipped(_ start: Plot.Place, _ end: Plot.Place) -> (Plot.Place, Plot.Place)? {
    if isInside(start), isInside(end) { return (start, end) }
    var (first, last) = (0.0, 1.0)
    for (from, to, range) in [(start.x, end.x, x.range), (start.y, end.y, y.range)] {
      let way = to - from
      guard way != 0 else {
        guard range.contains(from) else { return nil }
        continue
      }
      let ends = [(range.lowerBound - from) / way, (range.upperBound - from) / way]
      first = max(first, min(ends[0], ends[1]))
      last = min(last, max(ends[0], ends[1]))
    }
    guard first <= last, first.isFinite, last.isFinite else { return nil }
    func place(_ part: Double) -> Plot.Place {
      Plot.Place(x: start.x + part * (end.x - start.x), y: start.y + part * (end.y - start.y))
    }
    return (first > 0 ? place(first) : start, last < 1 ? place(last) : end)
  }
}
