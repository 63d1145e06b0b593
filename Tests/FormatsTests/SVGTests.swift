import Foundation
import Goldens
import Testing

@testable import Formats
@testable import Typesetting

/// Charts as SVG, read by an XML parser.
@Suite struct SVGTests {
  static let charts = EverythingDocument.document.blocks.compactMap { block in
    if case .chart(let chart) = block { chart } else { nil }
  }

  private func read(_ chart: Chart, _ options: FormatOptions = FormatOptions()) throws -> DrawnXML {
    let text = SVG(options).render([chart])
    return try #require(DrawnXML(text), "\(text)")
  }

  /// The lines of a curve: those that are neither axes nor grid.
  private func lines(_ drawn: DrawnXML) -> [DrawnXML.Element] {
    drawn.named("polyline").filter { $0.attributes["stroke-linejoin"] != nil }
  }

  @Test func `the charts of the document with everything are drawn as recorded`() throws {
    let options = FormatOptions(decimalMark: .comma, language: .spanish)
    let texts = Self.charts.map { SVG(options).render([$0]) }
    try Golden.check(texts.joined(), "Formats/everything.svg.golden")
  }

  @Test(arguments: 1...120)
  func `whatever a chart holds, it is XML and nothing of it is cut`(seed: Int) throws {
    var random = RandomDocument(seed: UInt64(seed))
    let drawn = try read(random.chart(), FormatOptions(language: seed.isMultiple(of: 2) ? .spanish : .english))
    let root = try #require(drawn.named("svg").first)
    let size = (root.number("width"), root.number("height"))
    #expect(root.attributes["viewBox"] == "0 0 \(root.attributes["width"] ?? "") \(root.attributes["height"] ?? "")")
    var places: [(x: Double, y: Double)] = drawn.elements.flatMap(\.points)
    for circle in drawn.named("circle") where circle.attributes["cx"] != "4" {
      places.append((circle.number("cx"), circle.number("cy")))
    }
    for rectangle in drawn.named("rect") where rectangle.attributes["x"] != nil {
      places.append((rectangle.number("x"), rectangle.number("y")))
      places.append(
        (rectangle.number("x") + rectangle.number("width"), rectangle.number("y") + rectangle.number("height")))
    }
    for text in drawn.named("text") {
      let width = Double(text.text.displayWidth) * 14 * 0.55
      let x = text.number("x")
      switch text.attributes["text-anchor"] {
      case "end": places += [(x - width, text.number("y")), (x, text.number("y"))]
      case "middle": places += [(x - width / 2, text.number("y")), (x + width / 2, text.number("y"))]
      default: places += [(x, text.number("y")), (x + width, text.number("y"))]
      }
    }
    for place in places {
      #expect((0...size.0).contains(place.x) && (0...size.1).contains(place.y), "\(place) is not in \(size)")
    }
  }

  @Test func `a title is broken into lines, and no character of it is markup or unseen`() throws {
    let title = "a < b & \"c\" > d \u{202E}x " + String(repeating: "palabra ", count: 20)
    let drawn = try read(.bars(title: Text(title), [.init("w", 1)]))
    let heading = drawn.named("text").filter { $0.attributes["font-weight"] == "bold" }
    #expect(heading.count > 2 && heading[0].text.hasPrefix("a < b & \"c\" > d ⟨U+202E⟩x"))
    #expect(drawn.named("title").first?.text.hasPrefix("a < b & \"c\" > d ⟨U+202E⟩x") == true)
    #expect(drawn.named("desc").first?.text.contains("w: 1") == true)
  }

  @Test func `an interval is a line with two ends over its bar`() throws {
    func count(_ interval: ClosedRange<Double>?) throws -> Int {
      lines(try read(.bars(title: "b", [.init("w", 1, interval: interval)]))).count
    }
    let (sure, plain) = (try count(0.5...9), try count(nil))
    #expect(sure == plain + 3)
  }

  @Test func `lines differ in dashes and marks, so that their colours are not needed`() throws {
    let series = (0..<6).map { number in
      Chart.Series("f\(number)", x: [0, 1, 2], y: [Double(number), Double(number) + 1, 0.5])
    }
    let drawn = try read(.curve(title: "six", series, x: ChartAxis(0...2), y: ChartAxis(0...7)))
    let dashes = lines(drawn).prefix(6).map { $0.attributes["stroke-dasharray"] ?? "none" }
    #expect(Set(dashes).count == 6)
    let forms = Set((0..<8).map { "\(Mark($0).form) \(Mark($0).isOpen)" })
    #expect(forms.count == 8)
    #expect(drawn.named("text").map(\.text).filter { $0.hasPrefix("f") } == ["f0", "f1", "f2", "f3", "f4", "f5"])
  }

  @Test func `a hundred thousand iterations are a short file, and its highest number is there`() throws {
    var values = (0..<100_000).map { 0.5 + 0.1 * Double($0 % 7) / 7 }
    values[54_321] = 0.95
    let chart = Chart.curve(title: "", [Chart.Series(x: (1...100_000).map(Double.init), y: values)])
    let places = lines(try read(chart))[0].points
    #expect(places.count <= 1_700)
    let (low, high) = (places.map(\.y).min() ?? 0, places.map(\.y).max() ?? 0)
    // Upwards is less: one place is far above all others.
    #expect(places.filter { $0.y < low + (high - low) / 2 }.count == 1)
  }

  @Test func `a line has a gap where a number is not finite`() throws {
    let series = Chart.Series(x: [1, 2, 3, 4, 5, 6], y: [1, 2, .nan, 2, 1, .infinity])
    #expect(lines(try read(.curve(title: "", [series]))).map(\.points.count) == [2, 2])
  }

  @Test func `a path ends at the frame where it leaves it, and only ends that are seen are marked`() throws {
    let landscape = Chart.Landscape(
      columns: 2, rows: 2, heights: [0, 1, 0, 1], levels: [0.5], isContours: false,
      path: Chart.Series(x: [-3, 1, 1], y: [1, 1, 1.5]))
    let plot = Plot(
      .landscape(title: "", landscape, x: ChartAxis(0...2), y: ChartAxis(0...2)), FormatOptions())
    let lines = plot.items.compactMap { if case .line(let places, _) = $0 { places } else { nil } }
    #expect(lines == [[.init(x: 0, y: 1), .init(x: 1, y: 1), .init(x: 1, y: 1.5)]])
    #expect(plot.legend.compactMap(\.mark) == [.end])
  }

  @Test func `numbers at the axes have the reader's mark, and powers of ten nothing before them`() throws {
    let series = Chart.Series(x: [0, 0.5, 1], y: [1, 100, 100_000])
    let chart = Chart.curve(title: "", [series], mayBeLogarithmic: true)
    let texts = try read(chart, FormatOptions(decimalMark: .comma, language: .spanish)).named("text").map(\.text)
    #expect(texts.contains("0,2") && texts.contains("10⁵") && texts.contains("(escala logarítmica)"), "\(texts)")
  }

  @Test func `the highest number of a chart is drawn at its place of the axis`() throws {
    let drawn = try read(.curve(title: "", [Chart.Series(x: [0, 10], y: [0, 10])]))
    let line = lines(drawn)[0].points
    // The marks of the axes: their numbers say where 0 and 10 are.
    let zero = try #require(drawn.named("text").first { $0.text == "0" && $0.attributes["text-anchor"] == "end" })
    let ten = try #require(drawn.named("text").first { $0.text == "10" && $0.attributes["text-anchor"] == "end" })
    #expect(abs((line[0].y - line[1].y) - (zero.number("y") - ten.number("y"))) < 0.05)
  }
}
