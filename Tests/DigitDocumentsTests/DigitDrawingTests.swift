import Testing

@testable import DigitDocuments

@Suite struct DigitDrawingTests {
  /// 784 grey values with these set.
  private func pixels(_ marks: [(row: Int, column: Int, grey: UInt8)]) -> [UInt8] {
    var pixels = [UInt8](repeating: 0, count: 784)
    for mark in marks { pixels[mark.row * 28 + mark.column] = mark.grey }
    return pixels
  }

  private func lines(_ text: String) -> [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  @Test func `every pixel is where it belongs`() {
    for (row, column) in [(0, 0), (1, 0), (6, 27), (27, 13), (13, 5)] {
      let drawing = DigitDrawing(pixels([(row, column, 255)]))
      for (text, height, width) in [(drawing.halfBlocks, 2, 1), (drawing.shades, 1, 2), (drawing.smallShades, 2, 1)] {
        let lines = lines(text)
        #expect(lines.count == 28 / height)
        #expect(lines[row / height].count == (column + 1) * width)
        #expect(lines.enumerated().allSatisfy { $0.offset == row / height || $0.element.isEmpty })
      }
      #expect(lines(drawing.halfBlocks)[row / 2].last == (row % 2 == 0 ? "▀" : "▄"))
    }
    #expect(lines(DigitDrawing(pixels([(4, 0, 255), (5, 0, 255)])).halfBlocks)[2] == "█")
  }

  @Test func `the darker, the fuller, and only paper is blank`() {
    let ramp = " .:-=+*#%@"
    var last = 0
    for grey in 0...255 {
      let line = lines(DigitDrawing(pixels([(0, 0, UInt8(grey))])).shades)[0]
      guard let character = line.first else {
        #expect(grey == 0)
        continue
      }
      let place = ramp.distance(from: ramp.startIndex, to: ramp.firstIndex(of: character) ?? ramp.endIndex)
      #expect(place >= max(last, 1) && place < 10)
      last = place
    }
    #expect(last == 9)
  }

  @Test func `too few and too many values are filled and cut`() {
    #expect(lines(DigitDrawing([]).halfBlocks).allSatisfy { $0.isEmpty })
    #expect(lines(DigitDrawing([UInt8](repeating: 255, count: 2000)).shades).count == 28)
  }
}
