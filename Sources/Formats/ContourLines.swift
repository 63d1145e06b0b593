import Typesetting

/// Lines of equal height over a grid of heights, between whose neighbours the height goes straight.
struct ContourLines {
  private let landscape: Chart.Landscape
  private let x, y: ChartAxis

  init(_ landscape: Chart.Landscape, x: ChartAxis, y: ChartAxis) {
    self.landscape = landscape
    self.x = x
    self.y = y
  }

  /// The lines at a height, each from one of its ends to the other, or around.
  func lines(at level: Double) -> [[Plot.Place]] {
    var next: [Int: [Int]] = [:]
    for row in 0..<max(0, landscape.rows - 1) {
      for column in 0..<max(0, landscape.columns - 1) {
        for (from, to) in segments(row, column, level) {
          next[from, default: []].append(to)
          next[to, default: []].append(from)
        }
      }
    }
    var lines: [[Plot.Place]] = []
    // Ends before places of lines that go around.
    let starts = next.keys.sorted { (next[$0]?.count ?? 0, $0) < (next[$1]?.count ?? 0, $1) }
    for start in starts {
      var edge = start
      var line = [edge]
      while let to = next[edge]?.popLast() {
        if let back = next[to]?.firstIndex(of: edge) { next[to]?.remove(at: back) }
        line.append(to)
        edge = to
      }
      if line.count > 1 { lines.append(line.compactMap { place(on: $0, level) }) }
    }
    return lines
  }

  /// Not a number where there is none.
  private func height(_ row: Int, _ column: Int) -> Double {
    let place = row * landscape.columns + column
    return landscape.heights.indices.contains(place) ? landscape.heights[place] : .nan
  }

  /// The edge to the right of a grid place, or the one below it, as one number.
  private func edge(_ row: Int, _ column: Int, isDown: Bool) -> Int {
    2 * (row * landscape.columns + column) + (isDown ? 1 : 0)
  }

  /// The pieces of a line between the edges of a cell, given by its top left.
  private func segments(_ row: Int, _ column: Int, _ level: Double) -> [(Int, Int)] {
    let corners = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)].map { height($0, $1) }
    guard corners.allSatisfy({ $0.isFinite }) else { return [] }
    let isAbove = corners.map { $0 >= level }
    let edges = [
      edge(row, column, isDown: false), edge(row, column + 1, isDown: true), edge(row + 1, column, isDown: false),
      edge(row, column, isDown: true),
    ]
    let crossed = (0..<4).filter { isAbove[$0] != isAbove[($0 + 1) % 4] }
    if crossed.count == 2 { return [(edges[crossed[0]], edges[crossed[1]])] }
    guard crossed.count == 4 else { return [] }
    // A saddle: its middle says which corners belong together.
    let middle = corners.reduce(0) { $0 + $1 / 4 }
    return (middle >= level) == isAbove[0]
      ? [(edges[0], edges[1]), (edges[2], edges[3])] : [(edges[3], edges[0]), (edges[1], edges[2])]
  }

  private func place(on edge: Int, _ level: Double) -> Plot.Place? {
    let (cell, isDown) = (edge / 2, edge % 2 == 1)
    let (row, column) = (cell / landscape.columns, cell % landscape.columns)
    let (first, second) = (height(row, column), isDown ? height(row + 1, column) : height(row, column + 1))
    let part = (level / 2 - first / 2) / (second / 2 - first / 2)
    guard part.isFinite else { return nil }
    let across = Double(column) + (isDown ? 0 : part)
    let down = Double(row) + (isDown ? part : 0)
    return Plot.Place(
      x: x.value(at: across / Double(landscape.columns - 1)), y: y.value(at: 1 - down / Double(landscape.rows - 1)))
  }
}
