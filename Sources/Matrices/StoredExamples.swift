/// Examples as bytes: of each, 784 grey values from 0 to 255, and its class from 0 to 9.
package struct StoredExamples: @unchecked Sendable {
  /// How many there are.
  package let count: Int
  /// Grey values, 784 of each example that has been provided, valid as long as this is.
  package let pixels: UnsafePointer<UInt8>
  /// The class of each example, valid as long as this is.
  package let classes: UnsafePointer<UInt8>
  private let holder: any ExampleHolder

  /// Bytes that stay where they are as long as `holder` lives: count × 784 grey values and `count` classes below 10.
  package init(
    count: Int, pixels: UnsafePointer<UInt8>, classes: UnsafePointer<UInt8>, holder: any ExampleHolder
  ) {
    self.count = count
    self.pixels = pixels
    self.classes = classes
    self.holder = holder
  }

  /// Sees to it that all grey values are there, for those who read `pixels` themselves.
  package func provideAll() { provide(0..<count) }

  /// Sees to it that the grey values of some examples are there.
  package func provide(_ examples: Range<Int>) { holder.provide(examples) }

  /// A number that other examples, or the same ones in another order, hardly have: FNV-1a of their classes.
  package var checksum: UInt32 {
    UnsafeBufferPointer(start: classes, count: count).reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
  }

  /// The first so many of them, or all if there are fewer.
  package func first(_ most: Int) -> StoredExamples {
    StoredExamples(count: min(most, count), pixels: pixels, classes: classes, holder: holder)
  }

  /// Writes `size` examples, grey/255 or a 1 in the place of the class, as size × width numbers (in rows) or
  /// width × size (in columns).
  ///
  /// - Parameter order: the examples are `order[first]`, `order[first + 1]`, …, or `first`, `first + 1`, … without an
  ///   order; all of them must exist.
  package func fill(
    _ column: ExampleColumn, first: Int, order: UnsafePointer<Int32>?, size: Int, along axis: ExampleAxis,
    to target: UnsafeMutablePointer<Double>
  ) {
    switch column {
    case .pixels: fillPixels(first, order, size, axis.strides(axis.shape(size, width: column.width)), target)
    case .classes: fillClasses(first: first, order: order, size: size, along: axis, to: target)
    }
  }

  /// Writes the classes of `size` examples, a 1 among zeros of each; see `fill`.
  package func fillClasses<Scalar: BinaryFloatingPoint>(
    first: Int, order: UnsafePointer<Int32>?, size: Int, along axis: ExampleAxis,
    to target: UnsafeMutablePointer<Scalar>
  ) {
    let width = ExampleColumn.classes.width
    // What has only zero bits is 0, and bytes are quickly written.
    UnsafeMutableRawPointer(target).initializeMemory(
      as: UInt8.self, repeating: 0, count: size * width * MemoryLayout<Scalar>.stride)
    let one: Scalar = 1
    let strides = axis.strides(axis.shape(size, width: width))
    for index in 0..<size {
      target[index * strides.example + Int(classes[order.example(at: first + index)]) * strides.number] = one
    }
  }

  private func fillPixels(
    _ first: Int, _ order: UnsafePointer<Int32>?, _ size: Int, _ strides: (example: Int, number: Int),
    _ target: UnsafeMutablePointer<Double>
  ) {
    for index in first..<first + size {
      let example = order.example(at: index)
      holder.provide(example..<example + 1)
    }
    let width = ExampleColumn.pixels.width
    // Few pixels of one example after another: what is written next to one another is then still near.
    for block in stride(from: 0, to: width, by: Self.pixelsAtOnce) {
      let places = block..<min(width, block + Self.pixelsAtOnce)
      for index in 0..<size {
        let source = pixels + order.example(at: first + index) * width
        let numbers = target + index * strides.example
        Self.greys.withUnsafeBufferPointer { greys in
          for place in places { numbers[place * strides.number] = greys[Int(source[place])] }
        }
      }
    }
  }

  private static let pixelsAtOnce = 16

  /// k/255 for every byte.
  private static let greys = (0...255).map { Double($0) / 255 }
}
