import Matrices
import Typesetting

/// A digit that a reader has drawn: the only example of a lesson that learns from images of digits.
package final class DrawnDigit: ExampleSource, ExampleHolder, @unchecked Sendable {
  /// 784 grey values and, behind them, the class. Nothing writes there after `init`.
  private let bytes: UnsafeMutablePointer<UInt8>

  /// - Parameters:
  ///   - image: 784 grey values, row by row, 0 where there is no ink; what is missing is 0.
  ///   - label: the digit that it is meant to be.
  package init(_ image: [UInt8], label: UInt8) {
    let width = ExampleColumn.pixels.width
    bytes = .allocate(capacity: width + 1)
    bytes.initialize(repeating: 0, count: width + 1)
    for (place, grey) in image.prefix(width).enumerated() { bytes[place] = grey }
    bytes[width] = min(label, UInt8(ExampleColumn.classes.width - 1))
  }

  deinit { bytes.deallocate() }

  /// Whether anything is drawn.
  package var hasInk: Bool { pixels.contains { $0 > 0 } }

  /// The grey values.
  package var pixels: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: bytes, count: ExampleColumn.pixels.width)
  }

  package func count(of part: ExamplePart) throws(ExampleSourceError) -> Int { 1 }

  package func areMadeUp() throws(ExampleSourceError) -> Bool { false }

  package func examples(of part: ExamplePart) throws(ExampleSourceError) -> StoredExamples {
    StoredExamples(count: 1, pixels: bytes, classes: bytes + ExampleColumn.pixels.width, holder: self)
  }
}
