import Testing

@testable import Formats
@testable import Typesetting

@Suite struct MatrixLayoutTests {
  private func block(_ rows: Int, _ columns: Int, _ values: [Double]) -> MatrixBlock {
    MatrixBlock(
      name: "W1", label: .identifier("W1"), sizes: [rows, columns], values: values, style: NumberStyle())
  }

  private func lines(_ block: MatrixBlock, _ glyphs: GlyphSet = .unicode, width: Int = 80) -> [String] {
    MatrixLayout(math: MathLayout(glyphs: glyphs, mark: .point), language: .english).box(block, width: width).lines.map(
      \.text)
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

  private func sliced(_ sizes: [Int]) -> MatrixBlock {
    MatrixBlock(
      name: "K", label: .identifier("K"), sizes: sizes, values: (0..<sizes.reduce(1, *)).map { Double($0) / 4 },
      style: NumberStyle())
  }

  @Test func `more than two axes are slices, each with its index`() {
    #expect(
      lines(sliced([2, 1, 2, 2]))
        == [
          "K (2×1×2×2)                     ", "  K[1,1,:,:] = ⎡0    0.25⎤", "               ⎣0.5  0.75⎦",
          "  K[2,1,:,:] = ⎡1    1.25⎤", "               ⎣1.5  1.75⎦",
        ].map { $0.trimmingBlanksAtEnd.padded(to: 26) })
    #expect(
      lines(sliced([3, 1, 2]), width: 17).map(\.trimmingBlanksAtEnd) == [
        "K (3×1×2)", "  K[1,:,:] =", "    [0  0.25]", "  K[2,:,:] =", "    [0.5  0.75]", "  K[3,:,:] =",
        "    [1  1.25]",
      ])
    #expect(lines(sliced([1, 1, 1, 1])) == ["K = 0"])
    #expect(lines(sliced([2, 0, 3, 3])) == ["K (2×0×3×3)"])
  }

  @Test func `of many slices the first and the last three are shown, and how many are not`() {
    let shown = lines(sliced([5, 4, 1, 1])).map(\.trimmingBlanksAtEnd)
    #expect(
      shown == [
        "K (5×4×1×1)", "  K[1,1,:,:] = [0]", "  K[1,2,:,:] = [0.25]", "  K[1,3,:,:] = [0.5]", "  … 14 more slices",
        "  K[5,2,:,:] = [4.25]", "  K[5,3,:,:] = [4.5]", "  K[5,4,:,:] = [4.75]",
      ])
    #expect(lines(sliced([4, 2, 1, 1])).count == 9)
  }
}

extension String {
  fileprivate var trimmingBlanksAtEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
