import Testing

@testable import Formats
@testable import Typesetting

@Suite struct ChartLayoutTests {
  private func lines(_ chart: Chart, _ name: FormatName = .ascii) -> [String] {
    name.format(FormatOptions(width: 50)).render(Document([.chart(chart)])).split(separator: "\n").map(String.init)
  }

  @Test func `a falling curve begins at the top left and ends at the bottom right`() {
    let shown = lines(.curve(title: "E", values: [4, 3, 2, 1], from: "1", to: "4"))
    #expect(shown.first == "E")
    #expect(shown[1].hasPrefix("4 +*"))
    #expect(shown[12].hasPrefix("1 +") && shown[12].hasSuffix("*") && shown[12].count == 50)
    #expect(shown.last?.hasSuffix("4") == true)
  }

  @Test func `a level curve, one value and values that are not finite can be drawn`() {
    #expect(lines(.curve(title: "", values: [2, 2, 2], from: "", to: "")).filter { $0.contains("**") }.count == 1)
    #expect(lines(.curve(title: "", values: [2], from: "", to: "")).filter { $0.contains("*") }.count == 1)
    #expect(lines(.curve(title: "", values: [.nan, .infinity], from: "", to: "")) == ["(no data)"])
    let huge = lines(.curve(title: "", values: [-1e308, 1e308, .nan, 1e308], from: "", to: ""))
    #expect(huge.contains { $0.contains("*") })
  }

  @Test func `ten thousand values keep their highest peak`() {
    var values = [Double](repeating: 0, count: 10_000)
    values[5003] = 1
    #expect(lines(.curve(title: "", values: values, from: "1", to: "10000")).first?.contains("*") == true)
  }

  @Test func `marks stand where their points are`() {
    let points = [Chart.Point(x: 0, y: 1, mark: "a"), Chart.Point(x: 1, y: 0, mark: "b")]
    let shown = lines(.points(title: "", points, xLabel: "", yLabel: ""))
    let a = shown.firstIndex { $0.contains("a") } ?? -1
    let b = shown.firstIndex { $0.contains("b") } ?? -1
    #expect(a >= 0 && a < b)
    #expect(shown[a].prefix { $0 != "a" }.count < shown[b].prefix { $0 != "b" }.count)
  }

  @Test func `a map has a character for each class and its points over it`() {
    let chart = Chart.map(
      title: "", columns: 4, rows: 2, cells: [0, 0, 1, 1, 0, 0, 1, 1], points: [.init(x: 1, y: 1, mark: "X")], x: 0...1,
      y: 0...1)
    #expect(lines(chart, .text).prefix(2) == ["1 ┤··░X", "0 ┤··░░"])
    #expect(lines(chart, .text).last == "   · class 0  ░ class 1")
  }

  @Test(arguments: [Int.max, 40, 8, 1, -3]) func `an image fits in any width there is`(width: Int) {
    let chart = Chart.image(title: "", columns: 8, rows: 4, values: (0..<32).map(Double.init))
    let drawn = FormatName.ascii.format(FormatOptions(width: width)).render(Document([.chart(chart)]))
    #expect(drawn.contains { !$0.isWhitespace })
    // No text is narrower than 20.
    if width >= 8 { #expect(drawn.split(separator: "\n").first.map { $0.count <= max(20, width) } == true) }
  }

  @Test func `a small image shows each of its numbers, and what is not finite`() {
    func image(_ columns: Int, _ values: [Double]) -> [String] {
      lines(.image(title: "", columns: columns, rows: values.count / columns, values: values), .text)
    }
    #expect(image(2, [0, 1, 1, 0]) == ["  ██", "██", "from 0 (blank) to 1 (█)"])
    let odd = image(2, [0, .nan, 1, -.infinity])
    #expect(odd.prefix(2) == ["  ??", "██??"])
    #expect(odd.dropFirst(2).joined(separator: " ").hasSuffix("; 2 numbers are not finite (?)"))
    #expect(image(2, [.nan, .infinity]) == ["(no finite number)"])
    // Of many rows two are a line, as the height of a character asks for.
    #expect(image(20, (0..<400).map { Double($0 % 2) }).count == 11)
  }

  @Test func `points drawn as one are said, and marked when they differ in class`() {
    let here = [("1", 0.0), ("1", 0), ("0", 1)].map { Chart.Point(x: $0.1, y: $0.1, mark: $0.0) }
    let same = lines(.points(title: "", here, xLabel: "", yLabel: ""), .text)
    #expect(same.last?.contains("2 points coincide") == true && same.contains { $0.contains("1") })
    #expect(!same.contains { $0.contains("●") })
    let other = here + [Chart.Point(x: 1, y: 1, mark: "1")]
    let mixed = lines(.points(title: "", other, xLabel: "", yLabel: ""), .text)
    #expect(mixed.last?.contains("several points coincide in 2 places") == true && mixed.contains { $0.contains("●") })
  }
}
