import Testing

@testable import Formats
@testable import Typesetting

/// Lines of equal height.
@Suite struct ContourLinesTests {
  private let axis = ChartAxis(-2...2)

  private func landscape(_ height: (Double, Double) -> Double) -> Chart.Landscape {
    let places = (0...40).map { -2 + Double($0) / 10 }
    return Chart.Landscape(
      columns: 41, rows: 41, heights: places.reversed().flatMap { y in places.map { height($0, y) } }, levels: [],
      isContours: true)
  }

  @Test func `around a bowl goes one closed line at its height`() throws {
    let lines = ContourLines(landscape { $0 * $0 + $1 * $1 }, x: axis, y: axis).lines(at: 1)
    #expect(lines.count == 1 && lines.first?.first == lines.first?.last && lines[0].count > 50)
    for place in lines.joined() { #expect(abs(place.x * place.x + place.y * place.y - 1) < 0.006) }
  }

  @Test func `a slope has a line from one side to the other`() {
    let lines = ContourLines(landscape { x, _ in x }, x: axis, y: axis).lines(at: 0.25)
    #expect(lines.count == 1 && lines[0].count == 41)
    #expect(lines.joined().allSatisfy { abs($0.x - 0.25) < 1e-9 } && abs(lines[0][0].y - lines[0][40].y) == 4)
  }

  @Test func `two hills have two lines, and nothing goes through what is not finite`() {
    func hills(_ x: Double, _ y: Double) -> Double { max(1 - abs(x - 1) - abs(y), 1 - abs(x + 1) - abs(y)) }
    #expect(ContourLines(landscape(hills), x: axis, y: axis).lines(at: 0.45).count == 2)
    let half = landscape { $0 > 0 ? .nan : hills($0, $1) }
    #expect(ContourLines(half, x: axis, y: axis).lines(at: 0.45).count == 1)
    #expect(ContourLines(landscape { _, _ in 1 }, x: axis, y: axis).lines(at: 1) == [])
  }
}
