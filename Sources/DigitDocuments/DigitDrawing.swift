import Datasets

/// An image of 28×28 grey values drawn with characters.
package struct DigitDrawing {
  private let pixels: [UInt8]
  private static let side = DigitSet.side

  /// The drawing of 784 grey values, row by row; other counts are filled with paper or cut.
  package init(_ pixels: [UInt8]) {
    let missing = max(0, DigitSet.pixelsPerImage - pixels.count)
    self.pixels = Array(pixels.prefix(DigitSet.pixelsPerImage)) + [UInt8](repeating: 0, count: missing)
  }

  /// 14 lines of 28 half-blocks, two pixels to a character: dark ones are drawn.
  package var halfBlocks: String {
    lines(stride(from: 0, to: Self.side, by: 2)) { row, column in
      switch (isInk(row, column), isInk(row + 1, column)) {
      case (true, true): "█"
      case (true, false): "▀"
      case (false, true): "▄"
      case (false, false): " "
      }
    }
  }

  /// 28 lines of 56 characters of ASCII, two for each pixel: the darker the grey, the fuller the character.
  package var shades: String {
    lines(stride(from: 0, to: Self.side, by: 1)) { row, column in
      let shade = shade(grey(row, column))
      return String([shade, shade])
    }
  }

  /// 14 lines of 28 characters of ASCII, one for each pair of pixels one above the other.
  package var smallShades: String {
    lines(stride(from: 0, to: Self.side, by: 2)) { row, column in
      String(shade((grey(row, column) + grey(row + 1, column) + 1) / 2))
    }
  }

  private func grey(_ row: Int, _ column: Int) -> Int { Int(pixels[row * Self.side + column]) }

  private func shade(_ grey: Int) -> Character { Self.ramp[(grey * (Self.ramp.count - 1) + 254) / 255] }

  private static let ramp: [Character] = [" ", ".", ":", "-", "=", "+", "*", "#", "%", "@"]

  /// A grey above which a pixel is drawn.
  private static let threshold = 90

  private func isInk(_ row: Int, _ column: Int) -> Bool { grey(row, column) > Self.threshold }

  /// Lines without blanks at their ends.
  private func lines(_ rows: StrideTo<Int>, _ character: (Int, Int) -> String) -> String {
    rows.map { row in
      var line = (0..<Self.side).map { character(row, $0) }.joined()
      while line.last == " " { line.removeLast() }
      return line
    }
    .joined(separator: "\n")
  }
}
