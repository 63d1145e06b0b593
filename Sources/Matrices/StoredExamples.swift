import CKernels

/// Examples as bytes: of each, 784 grey values from 0 to 255, and its class from 0 to 9.
package struct StoredExamples: @unchecked Sendable {
  /// How many there are.
  package let count: Int
  private let pixels: UnsafePointer<UInt8>
  private let classes: UnsafePointer<UInt8>
  /// What keeps the bytes where they are.
  private let owner: any Sendable

  /// Bytes that stay where they are as long as `owner` lives: count × 784 grey values and `count` classes below 10.
  package init(count: Int, pixels: UnsafePointer<UInt8>, classes: UnsafePointer<UInt8>, owner: any Sendable) {
    self.count = count
    self.pixels = pixels
    self.classes = classes
    self.owner = owner
  }

  /// A number that other examples, or the same ones in another order, hardly have: FNV-1a of their classes.
  package var checksum: UInt32 {
    UnsafeBufferPointer(start: classes, count: count).reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
  }

  /// The first so many of them, or all if there are fewer.
  package func first(_ most: Int) -> StoredExamples {
    StoredExamples(count: min(most, count), pixels: pixels, classes: classes, owner: owner)
  }

  /// Writes `size` examples, grey/255 or a 1 in the place of the class, as size × width numbers (in rows) or
  /// width × size (in columns).
  ///
  /// - Parameters:
  ///   - first, order: the examples are `order[first]`, `order[first + 1]`, …, or `first`, `first + 1`, … without an
  ///     order; all of them must exist.
  ///   - part, parts: only this part of the work, for several threads.
  package func fill<Scalar: KernelsScalar>(
    _ column: ExampleColumn, first: Int, order: UnsafePointer<Int32>?, size: Int, along axis: ExampleAxis,
    to target: UnsafeMutablePointer<Scalar>, kernels: Kernels = .best, part: Int = 0, of parts: Int = 1
  ) {
    switch column {
    case .pixels:
      Scalar.functions.gather(
        kernels.level.code, pixels, column.width, order, first, size, axis == .rows, target, part, parts)
    case .classes:
      guard part == 0 else { return }
      // What has only zero bits is 0, and bytes are quickly written.
      UnsafeMutableRawPointer(target).initializeMemory(
        as: UInt8.self, repeating: 0, count: size * column.width * MemoryLayout<Scalar>.stride)
      let one: Scalar = 1
      let strides = axis.strides(axis.shape(size, width: column.width))
      for index in 0..<size {
        let example = order.map { Int($0[first + index]) } ?? first + index
        let place = Int(classes[example])
        target[index * strides.example + place * strides.number] = one
      }
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
