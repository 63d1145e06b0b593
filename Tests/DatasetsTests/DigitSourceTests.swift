import Foundation
import Matrices
import Synchronization
import Testing

@testable import Datasets

/// What tells threads apart.
private struct ThreadName: Equatable {
  private let thread: UInt

  static var current: ThreadName { ThreadName(thread: UInt(bitPattern: pthread_self().hashValue)) }
}

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
    let caller = ThreadName.current
    let isDrawn = try source.draw(.train) {
      #expect(ThreadName.current == caller)
      return asked.add(1, ordering: .relaxed).newValue > 1
    }
    #expect(!isDrawn)
    // Before each of three pieces that is drawn here, as at least the first is, and once at the end.
    #expect((2...4).contains(asked.load(ordering: .relaxed)))
    #expect(try source.draw(.train) { false })
    #expect(try pixels(source) == whole)
  }
}
