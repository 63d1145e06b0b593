import Typesetting

/// Points, and classes seen from above.
extension ChartLayout {
  // MARK: Points

  func plane(_ points: [Chart.Point], x: ChartAxis, y: ChartAxis, width: Int) -> [Line] {
    let finite = points.filter { $0.x.isFinite && $0.y.isFinite }
    guard !finite.isEmpty else { return empty() }
    let frame = ChartFrame(
      x: x, y: y, columns: Self.columns, rows: Self.planeRows, inset: 1, layout: layout, width: width)
    var cells = [[Line]](repeating: [Line](repeating: Line(" "), count: frame.columns), count: frame.rows)
    let shared = place(finite, on: &cells, frame)
    return frame.lines(cells.map { $0.reduce(Line(), +) }, width: width) + remark(shared, frame, width: width)
  }

  /// That several points are drawn as one.
  private func remark(_ shared: [Int], _ frame: ChartFrame, width: Int) -> [Line] {
    guard let words = Self.coinciding(shared) else { return [] }
    let text = words[layout.options.language]
    let indent = text.displayWidth + frame.margin <= width ? frame.margin : 0
    return layout.lines(Text(text), width: width - indent).map { (.blanks(indent) + $0).styled(.faint) }
  }

  /// `3 points coincide`: how many lie in each place that has several; nil where there is none.
  static func coinciding(_ shared: [Int]) -> Localized? {
    guard let first = shared.first else { return nil }
    return shared.count == 1
      ? Localized(es: "\(first) puntos coinciden", en: "\(first) points coincide")
      : Localized(
        es: "en \(shared.count) lugares coinciden varios puntos",
        en: "several points coincide in \(shared.count) places")
  }

  /// Puts each point's mark over the cell it lies in, and a mark of its own where points of several classes lie.
  ///
  /// - Returns: how many points lie in each of the cells that have several.
  @discardableResult func place(
    _ points: [Chart.Point], on cells: inout [[Line]], _ frame: ChartFrame
  ) -> [Int] {
    var found: [Int: (count: Int, mark: String)] = [:]
    for point in points where frame.x.range.contains(point.x) && frame.y.range.contains(point.y) {
      let (row, column) = (frame.row(point.y), frame.column(point.x))
      guard cells.indices.contains(row), cells[row].indices.contains(column) else { continue }
      let key = row * frame.columns + column
      let others = found[key]
      let isMixed = others.map { $0.mark != point.mark } ?? false
      let mark = glyphs.prose(isMixed ? "●" : String(point.mark.prefix(1)))
      found[key] = ((others?.count ?? 0) + 1, isMixed ? "●" : point.mark)
      cells[row][column] = Line(mark.displayWidth == 1 ? mark : "*", .marked)
    }
    return found.sorted { $0.key < $1.key }.map { $0.value.count }.filter { $0 > 1 }
  }

  // MARK: Map

  /// Classes on a grid.
  struct Grid {
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

  func map(_ grid: Grid, points: [Chart.Point], x: ChartAxis, y: ChartAxis, width: Int) -> [Line] {
    guard grid.columns > 0, grid.rows > 0 else { return empty() }
    let frame = ChartFrame(
      x: x, y: y, columns: grid.columns, rows: min(grid.rows, 2 * Self.planeRows), layout: layout, width: width)
    let character = character(in: grid)
    var cells = (0..<frame.rows).map { row in
      (0..<frame.columns).map { column in
        Line(
          grid.cell(row * grid.rows / frame.rows, column * grid.columns / frame.columns).map(character) ?? " ")
      }
    }
    place(points, on: &cells, frame)
    let word = Localized(es: "clase", en: "class")[layout.options.language]
    let entries = grid.classes.prefix(10).map { (mark: character($0), name: Text("\(word) \(number(Double($0)))")) }
    return frame.lines(cells.map { $0.reduce(Line(), +) }, width: width)
      + legend(entries, margin: frame.margin, width: width)
  }

  /// The character of each class: that of its number, or of its place where there are classes below 0.
  private func character(in grid: Grid) -> (Int) -> String {
    let isSigned = (grid.classes.first ?? 0) < 0
    return { number in
      let place = isSigned ? grid.classes.firstIndex(of: number) ?? 0 : number
      return glyphs.classes.indices.contains(place) ? glyphs.classes[place] : String(abs(number % 10))
    }
  }
}
