import Testing

@testable import Formats
@testable import Typesetting

@Suite struct MatrixLayoutTests {
  private func block(_ rows: Int, _ columns: Int, _ values: [Double]) -> MatrixBlock {
    MatrixBlock(
      name: "W1", label: .identifier("W1"), rows: rows, columns: columns, values: values, style: NumberStyle())
  }

  private func lines(_ block: MatrixBlock, _ glyphs: GlyphSet = .unicode, width: Int = 80) -> [String] {
    MatrixLayout(math: MathLayout(glyphs: glyphs, mark: .point)).box(block, width: width).lines.map(\.text)
  }

  @Test func `a matrix has its name, shape and brackets`() {
    #expect(lines(block(2, 2, [0.1, 0.3, 0.2, 0.4])) == ["W1 (2×2) = ⎡0.1  0.3⎤", "           ⎣0.2  0.4⎦"])
    #expect(lines(block(1, 2, [0.25, -1])) == ["W1 (1×2) = [0.25  −1]"])
    #expect(lines(block(1, 1, [0.5])) == ["W1 = 0.5"])
    #expect(lines(block(0, 3, [])) == ["W1 (0×3) = [ ]"])
    #expect(
      lines(block(2, 1, [0.5, 1]), .ascii) == [
        "           +-   -+", "W1 (2x1) = | 0.5 |", "           | 1   |", "           +-   -+",
      ])
  }

  @Test func `decimal marks stand in one column`() {
    let shown = lines(block(3, 1, [10, -0.25, 0]))
    #expect(shown == ["           ⎡10   ⎤", "W1 (3×1) = ⎢−0.25⎥", "           ⎣ 0   ⎦"])
  }

  @Test func `a long matrix keeps its edges and its shape`() {
    let tall = lines(block(100, 1, (0..<100).map(Double.init)))
    #expect(tall.count == 7)
    #expect(tall[3].contains("(100×1)") && tall[3].contains("⋮"))
    #expect(tall.last?.contains("99") == true)
    let wide = lines(block(2, 500, (0..<1000).map(Double.init)), width: 40)
    #expect(wide.allSatisfy { $0.displayWidth <= 40 } && wide.last?.contains("…") == true)
  }

  @Test func `any matrix keeps to the width and its rows are equally wide`() {
    for seed in 1...40 {
      var random = RandomDocument(seed: UInt64(seed))
      var matrix = random.matrix()
      matrix.label = .identifier("δ")
      for (width, glyphs) in [(40, GlyphSet.unicode), (80, .unicode), (44, .ascii), (80, .ascii)] {
        let shown = lines(matrix, glyphs, width: width)
        #expect(Set(shown.map(\.displayWidth)).count == 1, "seed \(seed)")
        #expect(shown.allSatisfy { $0.displayWidth <= width }, "seed \(seed) \(shown)")
      }
    }
  }

  @Test func `a block with too few values shows what is missing`() {
    #expect(lines(block(1, 2, [1])) == ["W1 (1×2) = [1  NaN]"])
  }
}
