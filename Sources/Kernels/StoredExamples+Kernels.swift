import CKernels
import Matrices

extension StoredExamples {
  /// Writes `size` examples, grey/255 or a 1 in the place of the class, as size × width numbers (in rows) or
  /// width × size (in columns).
  ///
  /// - Parameters:
  ///   - first, order: the examples are `order[first]`, `order[first + 1]`, …, or `first`, `first + 1`, … without an
  ///     order; all of them must exist.
  ///   - part, parts: only this part of the work, for several threads.
  package func fill<Scalar: KernelsScalar>(
    _ column: ExampleColumn, first: Int, order: UnsafePointer<Int32>?, size: Int, along axis: ExampleAxis,
    to target: UnsafeMutablePointer<Scalar>, kernels: Kernels, part: Int = 0, of parts: Int = 1
  ) {
    switch column {
    case .pixels:
      Scalar.functions.gather(
        kernels.level.code, pixels, column.width, order, first, size, axis == .rows, target, part, parts)
    case .classes:
      if part == 0 { fillClasses(first: first, order: order, size: size, along: axis, to: target) }
    }
  }

  /// Fetches the grey values of `size` examples from memory in advance, or those that the same part of `fill` copies; an
  /// order must have so many.
  package func prefetch(
    first: Int, order: UnsafeBufferPointer<Int32>, size: Int, along axis: ExampleAxis, part: Int, of parts: Int
  ) {
    func share(_ count: Int, in unit: Int) -> Range<Int> {
      kernels_share(count, unit, part, parts)..<kernels_share(count, unit, part + 1, parts)
    }
    // In rows a part has examples of its own, in columns pixels.
    let width = ExampleColumn.pixels.width
    let examples = axis == .rows ? share(size, in: 1) : 0..<size
    let bytes = axis == .rows ? 0..<width : share(width, in: Int(kernels_pixel_block))
    for index in examples where first + index < order.count {
      kernels_prefetch(pixels + Int(order[first + index]) * width + bytes.lowerBound, bytes.count)
    }
  }
}
