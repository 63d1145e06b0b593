import Testing

@testable import Typesetting

@Suite struct DecimalAlignmentTests {
  @Test func `decimal marks stand in one column`() {
    #expect(DecimalAlignment.aligned(["10", "0.5", "−0.25"]) == ["10   ", " 0.5 ", "−0.25"].map { $0.padded(to: 5) })
    #expect(DecimalAlignment.aligned(["1,5", "−20"]) == ["  1,5", "−20  "])
  }

  @Test func `a word stands at the right and a lone sign with the units`() {
    #expect(DecimalAlignment.aligned(["NaN", "10.25", "⋮", "−∞"]) == ["  NaN", "10.25", " ⋮   ", "−∞   "])
    #expect(DecimalAlignment.aligned([]) == [])
  }

  @Test func `all cells of a column are equally wide`() {
    var random = SeededRandom(seed: 2)
    for _ in 0..<300 {
      let values = (0..<5).map { _ in
        Double.random(in: -2...2, using: &random) * [1e-9, 0.01, 1, 1000, 1e12, .nan][Int(random.next() % 6)]
      }
      let cells = DecimalAlignment.aligned(NumberStyle().format(together: values))
      #expect(Set(cells.map(\.displayWidth)).count == 1, "\(cells)")
      let marks = cells.filter { $0.contains(".") }.map { cell in cell.prefix { $0 != "." }.count }
      #expect(Set(marks).count <= 1, "\(cells)")
    }
  }
}
