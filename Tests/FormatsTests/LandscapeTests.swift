import Testing

@testable import Formats
@testable import Typesetting

/// Heights seen from above.
@Suite struct LandscapeTests {
  /// A bowl with its lowest point, 0, in the middle, and 2 in the corners.
  private func bowl(_ isContours: Bool, levels: [Double], path: Chart.Series = Chart.Series(x: [], y: [])) -> Chart {
    let side = (-10...10).map { Double($0) / 10 }
    return .landscape(
      title: "bowl",
      Chart.Landscape(
        columns: 21, rows: 21, heights: side.flatMap { y in side.map { $0 * $0 + y * y } }, levels: levels,
        isContours: isContours, path: path),
      x: ChartAxis(-1...1, label: "u"), y: ChartAxis(-1...1, label: "v"))
  }

  private func lines(_ chart: Chart, _ name: FormatName) -> [String] {
    name.format(FormatOptions(width: 80)).render(Document([.chart(chart)])).split(separator: "\n").map(String.init)
  }

  /// The drawing alone, below its title and the name of its vertical axis, right of that axis.
  private func drawing(_ chart: Chart, _ name: FormatName, rows: Int) -> [[Character]] {
    lines(chart, name).dropFirst(2).prefix(rows).map { line in
      let drawn = Array(line.drop { !"|│┤+".contains($0) }.dropFirst())
      return drawn + [Character](repeating: " ", count: max(0, 61 - drawn.count))
    }
  }

  @Test func `a level of a bowl is a ring of its letter, as wide as it is high`() throws {
    let rows = drawing(bowl(true, levels: [0.25]), .ascii, rows: 20)
    let places = rows.enumerated().flatMap { row, line in
      line.enumerated().filter { $0.element == "a" }.map { (row: row, column: $0.offset) }
    }
    let (columns, down) = (places.map(\.column), places.map(\.row))
    // Half of 60 columns and of 20 rows, a character more or less.
    let width = try #require(columns.max()) - (try #require(columns.min()))
    let height = try #require(down.max()) - (try #require(down.min()))
    #expect((28...31).contains(width) && (9...11).contains(height), "\(width) \(height)")
    #expect(!places.contains { $0.row == 10 && (20...40).contains($0.column) })
    #expect(lines(bowl(true, levels: [0.25]), .ascii).contains { $0.trimmingBlanks == "a 0.25" })
  }

  @Test func `in braille each level has its letter on its line and in the legend`() {
    let shown = lines(bowl(true, levels: [0.25, 1]), .text)
    #expect(shown.contains { $0.trimmingBlanks == "a 0.25  b 1" })
    let drawn = drawing(bowl(true, levels: [0.25, 1]), .text, rows: 20).joined()
    #expect(drawn.contains("a") && drawn.contains("b") && drawn.contains { $0 > "\u{2800}" && $0 < "\u{28FF}" })
  }

  @Test(arguments: [(FormatName.text, "█", "▒"), (.ascii, "#", "=")])
  func `shades are darker where it is higher`(name: FormatName, most: Character, middle: Character) {
    let rows = drawing(bowl(false, levels: [0.25, 1]), name, rows: 21)
    #expect(rows.count == 21 && rows[10][10] == " " && rows[10][3] == middle && rows[0][0] == most)
    #expect(rows[20][20] == most)
    let words = lines(bowl(false, levels: [0.25, 1]), name).joined(separator: "\n")
    #expect(words.contains(name == .ascii ? "blank < 0.25 <= = < 1 <= #" : "blank < 0.25 ≤ ▒ < 1 ≤ █"), "\(words)")
  }

  @Test func `a path has its places, what joins them, and its ends`() {
    let path = Chart.Series(x: [-1, 0, 0, .nan, 5], y: [1, 1, 0, 0, 0])
    let rows = drawing(bowl(false, levels: [], path: path), .ascii, rows: 21)
    #expect(rows[0][0] == "o" && rows[0][10] == "*" && rows[0][5] == "." && rows[5][10] == "." && rows[10][10] == "@")
    let one = lines(bowl(false, levels: [], path: Chart.Series(x: [0], y: [0])), .ascii)
    #expect(one.contains { $0.trimmingBlanks == "@ start and end" })
  }

  @Test func `what is not finite is a question mark, and said`() {
    let chart = Chart.landscape(
      title: "", Chart.Landscape(columns: 2, rows: 1, heights: [.nan, 1], levels: [], isContours: false),
      x: ChartAxis(0...1), y: ChartAxis(0...1))
    #expect(lines(chart, .ascii).contains { $0.contains("; ? is not finite") })
    #expect(drawing(chart, .ascii, rows: 1).joined().contains("?") == false)
    let none = Chart.Landscape(columns: 0, rows: 0, heights: [], levels: [], isContours: true)
    #expect(lines(.landscape(title: "", none, x: ChartAxis(0...1), y: ChartAxis(0...1)), .ascii) == ["(no data)"])
  }

  @Test func `a reader of lines hears heights, axes and path`() {
    let path = Chart.Series(x: [-1, 0], y: [1, 0])
    #expect(
      lines(bowl(true, levels: [0.25], path: path), .plain) == [
        "bowl: heights from 0 to 2 over u from −1 to 1, v from −1 to 1; lowest at (0, 0), highest at (−1, 1)",
        "bowl: path of 2 points; start (−1, 1), end (0, 0); u from −1 to 0, v from 0 to 1",
      ])
  }
}
