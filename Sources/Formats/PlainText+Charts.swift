import Typesetting

/// Charts as sentences with their numbers.
extension PlainText {
  func lines(_ chart: Chart) -> [String] {
    switch chart {
    case .curve(let title, let series, let x, let y):
      guard series.count > 1 else { return [opening(title) + sentence(series.first, x, y)] }
      return series.map { opening(title) + opening($0.name) + sentence(Chart.Series(x: $0.x, y: $0.y), x, y) }
    case .path(let title, let series, let x, let y): return [opening(title) + path(series, x, y)]
    case .points(let title, let points, let x, let y):
      let count = say(Noun.point(points.count))
      let axes = [x, y].map { line($0.label) }.filter { !$0.isEmpty }.joined(separator: ", ")
      return [opening(title) + count + (axes.isEmpty ? "" : " (\(axes))")] + points.map(sentence)
    case .landscape(let title, let landscape, let x, let y):
      return [opening(title) + heights(landscape, x, y)]
        + (landscape.path.x.isEmpty ? [] : [opening(title) + path(landscape.path, x, y)])
        + landscape.points.map(sentence)
    case .bars(let title, let bars):
      let count = say(Noun.number(bars.count))
      return [opening(title) + count]
        + bars.map { bar in
          opening(bar.name) + number(bar.value)
            + (bar.interval.map { " (\(number($0.lowerBound))–\(number($0.upperBound)))" } ?? "")
        }
    case .image(let title, let columns, let rows, let values):
      let finite = values.filter { $0.isFinite }
      guard let low = finite.min(), let high = finite.max() else { return [opening(title) + noData] }
      let range = (least: number(low), largest: number(high))
      return [
        opening(title)
          + say(
            Localized(
              es: "imagen de \(rows)×\(columns) números, de \(range.least) a \(range.largest)",
              en: "image of \(rows)×\(columns) numbers, from \(range.least) to \(range.largest)"))
      ]
    case .map(let title, let columns, let rows, let cells, let points, let x, let y):
      let shares = Set(cells).sorted().map { number in
        let share = Double(cells.filter { $0 == number }.count) / Double(cells.count)
        let percent = self.number(Double(Int(share * 100 + 0.5)))
        let name = self.number(Double(number))
        return say(Localized(es: "clase \(name) en el \(percent) %", en: "class \(name) in \(percent)%"))
      }
      let axes = [x, y].filter { !$0.label.isEmpty }.map(range).joined(separator: ", ")
      let cellsSaid = say(Localized(es: "\(rows)×\(columns) celdas: ", en: "\(rows)×\(columns) cells: "))
      return [opening(title) + cellsSaid + shares.joined(separator: ", ") + (axes.isEmpty ? "" : "; " + axes)]
        + points.map(sentence)
    }
  }

  /// `heights 0.25 to 4 over x from −1 to 1, y from 0 to 2; lowest at (0, 1), highest at (−1, 2)`
  private func heights(_ landscape: Chart.Landscape, _ x: ChartAxis, _ y: ChartAxis) -> String {
    let finite = landscape.heights.indices.filter { landscape.heights[$0].isFinite }
    guard let low = finite.min(by: { landscape.heights[$0] < landscape.heights[$1] }),
      let high = finite.max(by: { landscape.heights[$0] < landscape.heights[$1] })
    else { return noData }
    func at(_ place: Int) -> String {
      let across = Double(place % landscape.columns) / Double(max(1, landscape.columns - 1))
      let up = 1 - Double(place / landscape.columns) / Double(max(1, landscape.rows - 1))
      return self.place(x.value(at: across), y.value(at: up))
    }
    let axes = [x, y].filter { !$0.label.isEmpty }.map(range).joined(separator: ", ")
    let (least, most) = (number(landscape.heights[low]), number(landscape.heights[high]))
    return say(
      Localized(
        es: "alturas de \(least) a \(most) sobre \(axes); la menor en \(at(low)), la mayor en \(at(high))",
        en: "heights from \(least) to \(most) over \(axes); lowest at \(at(low)), highest at \(at(high))"))
  }

  private var noData: String { say(Localized(es: "sin datos", en: "no data")) }

  private func opening(_ title: Text) -> String { title.isEmpty ? "" : line(title) + ": " }

  private func sentence(_ point: Chart.Point) -> String {
    let mark = glyphs.prose(point.mark)
    let place = place(point.x, point.y)
    return say(Localized(es: "punto \(mark) en \(place)", en: "point \(mark) at \(place)"))
  }

  private func place(_ x: Double, _ y: Double) -> String {
    let separator = options.decimalMark == .comma ? "; " : ", "
    return "(\(number(x))\(separator)\(number(y)))"
  }

  /// `X[:,1] from −0.5 to 1.5`
  private func range(_ axis: ChartAxis) -> String {
    let ends = (number(axis.range.lowerBound), number(axis.range.upperBound))
    return line(axis.label) + say(Localized(es: " de \(ends.0) a \(ends.1)", en: " from \(ends.0) to \(ends.1)"))
  }

  /// `3 values from iteration 1 to 3; first 0.5, minimum 0.125, maximum 0.5, last 0.25`
  private func sentence(_ series: Chart.Series?, _ x: ChartAxis, _ y: ChartAxis) -> String {
    guard let series, let first = series.y.first, let last = series.y.last, let from = series.x.first,
      let to = series.x.last
    else { return noData }
    let finite = series.y.filter { !$0.isNaN }
    let low = number(finite.min() ?? .nan)
    let high = number(finite.max() ?? .nan)
    let start = (x.label.isEmpty ? "" : line(x.label) + " ") + number(from)
    let end = number(to)
    let name = [series.name, y.label].map(line).filter { !$0.isEmpty }.map { $0 + ": " }.joined()
    guard series.y.count > 1 else {
      return name + say(Localized(es: "en \(start): \(number(first))", en: "at \(start): \(number(first))"))
    }
    return name
      + say(
        Localized(
          es: "\(series.y.count) valores de \(start) a \(end); el primero \(number(first)), el mínimo \(low), "
            + "el máximo \(high), el último \(number(last))",
          en: "\(series.y.count) values from \(start) to \(end); first \(number(first)), minimum \(low), "
            + "maximum \(high), last \(number(last))"))
  }

  /// `path of 9 points (w₁, w₂); start (0, 1), end (2, 3); w₁ from 0 to 2, w₂ from 1 to 3`
  private func path(_ series: Chart.Series, _ x: ChartAxis, _ y: ChartAxis) -> String {
    let drawn = series.placesDrawn
    guard let startX = drawn.x.first, let startY = drawn.y.first, let endX = drawn.x.last, let endY = drawn.y.last
    else { return noData }
    let count = Noun.point(drawn.x.count)
    let (start, end) = (place(startX, startY), place(endX, endY))
    let ranges = [(x, drawn.x, "x"), (y, drawn.y, "y")].map { axis, values, letter in
      let label = axis.label.isEmpty ? letter : line(axis.label)
      let (low, high) = (number(values.min() ?? .nan), number(values.max() ?? .nan))
      return label + say(Localized(es: " de \(low) a \(high)", en: " from \(low) to \(high)"))
    }.joined(separator: ", ")
    return opening(series.name)
      + say(
        Localized(
          es: "camino de \(count.es); inicio \(start), final \(end); \(ranges)",
          en: "path of \(count.en); start \(start), end \(end); \(ranges)"))
  }
}
