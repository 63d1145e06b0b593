import Matrices
import Synchronization
import Testing

@testable import Datasets

@Suite struct DigitSourceTests {
  /// The pixels of a part as a lesson reads them.
  private func pixels(_ source: DigitSource) throws -> [Double] {
    let examples = try source.examples(of: .train)
    var pixels = [Double](repeating: -1, count: examples.count * ExampleColumn.pixels.width)
    pixels.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      examples.fill(.pixels, first: 0, order: nil, size: examples.count, along: .rows, to: base)
    }
    return pixels
  }

  @Test func `drawing that is stopped ends soon, keeps nothing, and draws the same digits later`() throws {
    let whole = try pixels(DigitSource(.madeUp(count: 700, seed: 3)))
    let source = DigitSource(.madeUp(count: 700, seed: 3))
    let asked = Atomic<Int>(0)
    #expect(try !source.draw(.train) { asked.add(1, ordering: .relaxed).newValue > 1 })
    // Once before each of three pieces, and once at the end.
    #expect(asked.load(ordering: .relaxed) == 4)
    #expect(try source.draw(.train) { false })
    #expect(try pixels(source) == whole)
  }
}
