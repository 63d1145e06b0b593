import Kernels
import Matrices

/// Which examples an iteration takes; set between iterations only.
final class FastBatch: @unchecked Sendable {
  var first = 0
  var order: [Int32]?

  func withOrder(_ body: (UnsafeBufferPointer<Int32>?) -> Void) {
    guard let order else { return body(nil) }
    order.withUnsafeBufferPointer { body($0) }
  }
}

/// Stored examples of which most numbers are 0, as products take them: without their matrix.
struct SparseExamples: Sendable {
  let stored: StoredExamples
  let batch: FastBatch
  /// Where the first examples of all are.
  let start: Int
  /// How many there are at a time.
  let count: Int
  let axis: ExampleAxis

  /// Examples whose numbers are 0 seldom are multiplied as a matrix sooner.
  private static let mostNonZeros = 1.0 / 3

  /// Nil where too few of the numbers are 0.
  init?(_ stored: StoredExamples, _ batch: FastBatch, start: Int, count: Int, along axis: ExampleAxis) {
    guard stored.shareOfNonZeros < Self.mostNonZeros else { return nil }
    self.stored = stored
    self.batch = batch
    self.start = start
    self.count = count
    self.axis = axis
  }

  /// The examples of this iteration.
  func withCurrent(_ body: (Kernels.Examples) -> Void) {
    batch.withOrder { order in
      body(
        Kernels.Examples(stored, first: start + batch.first, order: order?.baseAddress, count: count, along: axis))
    }
  }

  /// Fetches the examples of the next iteration from memory in advance, or a part of them.
  func prefetch(_ part: Int, _ parts: Int) {
    batch.withOrder { order in
      guard let order else { return }
      stored.prefetch(
        first: start + batch.first + count, order: order, size: count, along: .rows, part: part, of: parts)
    }
  }

  /// Writes them down as a matrix.
  func fill<Scalar: KernelsScalar>(_ target: UnsafeMutablePointer<Scalar>, _ kernels: Kernels) {
    withCurrent { examples in
      stored.fill(
        .pixels, first: examples.first, order: examples.order, size: count, along: axis, to: target, kernels: kernels)
    }
  }
}
