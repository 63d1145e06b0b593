import Testing

@testable import Formats
@testable import Typesetting

@Suite struct ChartLayoutTests {
  private func lines(_ chart: Chart, _ name: FormatName = .ascii, width: Int = 50) -> [String] {
    name.format(FormatOptions(width: width)).render(Document([.chart(chart)])).split(separator: "\n").map(String.init)
  }

  private func curve(_ values: [Double]) -> Chart {
    .curve(title: "", [Chart.Series(x: values.indices.map(Double.init), y: values)])
  }

  @Test func `a falling curve begins at the top left and ends at the bottom right, with numbers at round places`() {
    let series = Chart.Series(x: [1, 2, 3, 4], y: [4, 3, 2, 1])
    let shown = lines(.curve(title: "E", [series], xLabel: "epoch"))
    #expect(shown.first == "E")
    #expect(shown[1].hasPrefix("4 +*"))
    #expect(shown[12].hasPrefix("1 +") && shown[12].hasSuffix("*") && shown[12].count == 50)
    #expect(shown[1...12].filter { $0.contains("+") }.map { $0.prefix(1) } == ["4", "3", "2", "1"])
    #expect(shown[13].filter { $0 == "+" }.count == 5)
    #expect(shown[14].split(separator: " ") == ["1", "2", "3", "4"])
    #expect(shown[15].trimmingBlanks == "epoch")
  }

  @Test func `a level curve, one value and values that are not finite can be drawn`() {
    let level = lines(curve([2, 2, 2]))
    #expect(level.filter { $0.contains("**") }.count == 1 && level[5].contains("**"))
    #expect(lines(curve([2])).filter { $0.contains("*") }.count == 1)
    #expect(lines(curve([.nan, .infinity])) == ["(no data)"])
    #expect(lines(curve([])) == ["(no data)"])
    let huge = lines(curve([-1e308, 1e308, .nan, 1e308]))
    #expect(huge.contains { $0.contains("*") })
  }

  @Test func `a curve over four powers of ten may have a logarithmic axis, and says so`() {
    func shown(_ values: [Double], mayBe: Bool = true) -> [String] {
      let series = Chart.Series(x: values.indices.map(Double.init), y: values)
      return lines(.curve(title: "", [series], mayBeLogarithmic: mayBe))
    }
    let powers = shown([1000, 1, 0.001])
    #expect(powers[0] == "(logarithmic scale)" && powers[1].hasPrefix("1000") && powers[12].hasPrefix("   0.001"))
    // On a straight line: each row has a part of it.
    #expect(powers[1...12].count { $0.contains("*") } == 12)
    for values in [[1000, 1, 0.2], [1000, 1, 0], [1000, 1, -0.001]] {
      #expect(!shown(values).contains("(logarithmic scale)"))
    }
    #expect(!shown([1000, 1, 0.001], mayBe: false).contains("(logarithmic scale)"))
  }

  @Test func `ten thousand values keep their highest peak`() {
    var values = [Double](repeating: 0, count: 10_000)
    values[5003] = 1
    #expect(lines(curve(values)).first?.contains("*") == true)
  }

  @Test func `a number is placed by its own x, and one that is missing leaves a gap`() {
    // Half of the way up at a tenth of the way, the other half on the rest.
    let bent = lines(.curve(title: "", [Chart.Series(x: [0, 10, 100], y: [0, 0.5, 1])]), width: 65)
    let middle = bent.first { $0.hasPrefix("0.5") } ?? ""
    let place = middle.firstIndex(of: "*").map { middle.distance(from: middle.startIndex, to: $0) } ?? 0
    #expect((10...16).contains(place), "\(middle)")
    let gap = lines(.curve(title: "", [Chart.Series(x: [0, 1, 2, 3, 4], y: [1, 1, .nan, 1, 1])]), width: 45)
    let level = gap.first { $0.contains("*") } ?? ""
    #expect(level.split(separator: " ").filter { $0.contains("*") }.map { $0.filter { $0 == "*" }.count } == [11, 11])
  }

  @Test(arguments: [FormatName.text, .ascii])
  func `series are told apart by marks that a legend names`(name: FormatName) {
    let marks = name == .ascii ? ["*", "o", "+"] : ["●", "○", "■"]
    let x = (0..<60).map(Double.init)
    // The second runs where the first does.
    let series = [("a", 1.0), ("b", 1), ("c", -1)].map { label, sign in
      Chart.Series(Text(label), x: x, y: x.map { $0 * sign })
    }
    let shown = lines(.curve(title: "", series), name, width: 80)
    let drawing = shown.dropLast().joined()
    for mark in marks { #expect(drawing.contains(mark), "\(mark)") }
    #expect(shown.last?.trimmingBlanks == zip(marks, ["a", "b", "c"]).map { "\($0) \($1)" }.joined(separator: "  "))
    // A few places are all marked.
    let few = lines(.curve(title: "", [Chart.Series("a", x: [1, 2, 4, 8], y: [1, 2, 3, 4])]), .text, width: 80)
    #expect(few.dropLast().joined().filter { $0 == "●" }.count == 4)
  }

  @Test func `a path marks where it begins and ends`() {
    let shown = lines(.path(title: "", Chart.Series(x: [0, 5, 10], y: [0, 10, 10])))
    #expect(shown[0].hasSuffix("@") && shown[19].contains("| o") || shown[19].contains("+ o"), "\(shown)")
    #expect(shown.last?.trimmingBlanks == "o start  @ end")
    let ring = lines(.path(title: "", Chart.Series(x: [0, 1, 0], y: [0, 1, 0])), .text)
    #expect(ring.last?.trimmingBlanks == "● start and end")
    #expect(lines(.path(title: "", Chart.Series(x: [.nan], y: [1]))) == ["(no data)"])
  }

  @Test func `bars go from zero to both sides as far as their numbers say`() {
    let shown = lines(.bars(title: "", [.init("w1", 1), .init("w2", -0.5), .init("b", 0.5), .init("n", .nan)]))
    let lengths = shown.prefix(4).map { $0.filter { $0 == "=" }.count }
    #expect(lengths[3] == 0 && abs(lengths[0] - 2 * lengths[1]) <= 1 && lengths[1] == lengths[2] && lengths[2] > 5)
    #expect(shown[0].contains("|=") && shown[1].contains("=|") && shown[3].contains("|"))
    #expect(shown.prefix(4).map { $0.split(separator: " ").last } == ["1", "-0.5", "0.5", "NaN"])
    #expect(shown.last?.split(separator: " ") == ["-0.5", "0", "0.5", "1"])
    let sure = lines(.bars(title: "", [.init("a", 2, interval: 1.5...2.25), .init("b", 1)]))
    #expect(sure[0].hasSuffix(" 2 (1.5-2.25)") && sure[1].hasSuffix(" 1"))
    let zeros = lines(.bars(title: "", [.init("a", 0)]))
    #expect(zeros.first?.hasPrefix("a |") == true && !zeros.joined().contains("="))
  }

  @Test(arguments: [20, 21, 24, 33, 80], [FormatName.text, .ascii])
  func `a chart of any numbers keeps to any width`(width: Int, name: FormatName) {
    var random = RandomDocument(seed: UInt64(width))
    for round in 0..<150 {
      let y = (0..<7).map { _ in random.number() * [1, 1e-300, 1e290, 1][round % 4] }
      let series = [Chart.Series("a", x: y.map { $0 * 1e5 }, y: y), Chart.Series("b", x: y.reversed(), y: y)]
      let points = y.map { Chart.Point(x: $0, y: -$0, mark: "0") }
      let charts: [Chart] = [
        .curve(title: "t", series, xLabel: "x", yLabel: "y"), .path(title: "t", series[0], xLabel: "x"),
        .bars(title: "t", y.map { Chart.Bar("weight of it", $0) }), .points(title: "t", points, yLabel: "y"),
        .map(
          title: "t", columns: 41, rows: 17, cells: Array(repeating: 1, count: 697), points: points,
          x: ChartAxis(fitting: y, label: "x"), y: ChartAxis(fitting: y)),
      ]
      for chart in charts {
        for line in lines(chart, name, width: width) { #expect(line.displayWidth <= width, "\(line)") }
      }
    }
  }

  @Test func `marks stand where their points are`() {
    let points = [Chart.Point(x: 0, y: 1, mark: "a"), Chart.Point(x: 1, y: 0, mark: "b")]
    let shown = lines(.points(title: "", points))
    let a = shown.firstIndex { $0.contains("a") } ?? -1
    let b = shown.firstIndex { $0.contains("b") } ?? -1
    #expect(a >= 0 && a < b)
    #expect(shown[a].prefix { $0 != "a" }.count < shown[b].prefix { $0 != "b" }.count)
  }

  @Test func `a map has a character for each class and its points over it`() {
    let chart = Chart.map(
      title: "", columns: 4, rows: 2, cells: [0, 0, 1, 1, 0, 0, 1, 1], points: [.init(x: 1, y: 1, mark: "X")],
      x: ChartAxis(0...1), y: ChartAxis(0...1))
    #expect(lines(chart, .text).prefix(4) == ["1 ┤··░X", "0 ┤··░░", "  └┬──┬", "   0  1"])
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
    let same = lines(.points(title: "", here), .text)
    #expect(same.last?.contains("2 points coincide") == true && same.contains { $0.contains("1") })
    #expect(!same.contains { $0.contains("●") })
    let other = here + [Chart.Point(x: 1, y: 1, mark: "1")]
    let mixed = lines(.points(title: "", other), .text)
    #expect(mixed.last?.contains("several points coincide in 2 places") == true && mixed.contains { $0.contains("●") })
  }
}
