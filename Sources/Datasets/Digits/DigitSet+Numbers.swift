import Matrices

extension DigitSet {
  /// Whether the examples of a matrix are its rows or its columns.
  package enum Layout: Sendable { case rows, columns }

  /// The images of some examples as numbers in [0, 1], grey/255: m×784 in rows, 784×m in columns.
  ///
  /// Examples that do not exist are an error of the caller's and stop the program.
  package func images(_ examples: [Int], _ layout: Layout) -> Matrix {
    let width = Self.pixelsPerImage
    var matrix = Matrix(layout == .rows ? Shape(examples.count, width) : Shape(width, examples.count))
    matrix.values.withUnsafeMutableBufferPointer { fillImages(examples, layout, $0) }
    return matrix
  }

  /// The digits of some examples, a one in the place of the digit and zeros elsewhere: m×10 in rows, 10×m in columns.
  package func oneHot(_ examples: [Int], _ layout: Layout) -> Matrix {
    let width = Self.classes
    var matrix = Matrix(layout == .rows ? Shape(examples.count, width) : Shape(width, examples.count))
    matrix.values.withUnsafeMutableBufferPointer { fillOneHot(examples, layout, $0) }
    return matrix
  }

  /// `images(_:_:)` into memory of the caller's, examples.count × 784 numbers.
  package func fillImages(_ examples: [Int], _ layout: Layout, _ numbers: UnsafeMutableBufferPointer<Double>) {
    fill(examples, layout, numbers, Self.doubles)
  }

  /// `images(_:_:)` into memory of the caller's, examples.count × 784 numbers.
  package func fillImages(_ examples: [Int], _ layout: Layout, _ numbers: UnsafeMutableBufferPointer<Float>) {
    fill(examples, layout, numbers, Self.floats)
  }

  /// `oneHot(_:_:)` into memory of the caller's, examples.count × 10 numbers.
  package func fillOneHot(_ examples: [Int], _ layout: Layout, _ numbers: UnsafeMutableBufferPointer<Double>) {
    fillDigits(examples, layout, numbers)
  }

  /// `oneHot(_:_:)` into memory of the caller's, examples.count × 10 numbers.
  package func fillOneHot(_ examples: [Int], _ layout: Layout, _ numbers: UnsafeMutableBufferPointer<Float>) {
    fillDigits(examples, layout, numbers)
  }

  /// Grey values as numbers: k/255.
  private static let doubles = (0...255).map { Double($0) / 255 }
  private static let floats = (0...255).map { Float($0) / 255 }

  @inline(__always)
  private func fill<Number>(
    _ examples: [Int], _ layout: Layout, _ numbers: UnsafeMutableBufferPointer<Number>, _ greys: [Number]
  ) {
    let width = Self.pixelsPerImage
    precondition(numbers.count >= examples.count * width && examples.allSatisfy { (0..<count).contains($0) })
    withPixels { pixels in
      greys.withUnsafeBufferPointer { greys in
        switch layout {
        case .rows:
          for (row, example) in examples.enumerated() {
            for pixel in 0..<width { numbers[row * width + pixel] = greys[Int(pixels[example * width + pixel])] }
          }
        case .columns:
          // Row by row of the result, so that it is written in the order of memory.
          for pixel in 0..<width {
            for (column, example) in examples.enumerated() {
              numbers[pixel * examples.count + column] = greys[Int(pixels[example * width + pixel])]
            }
          }
        }
      }
    }
  }

  @inline(__always)
  private func fillDigits<Number: BinaryFloatingPoint>(
    _ examples: [Int], _ layout: Layout, _ numbers: UnsafeMutableBufferPointer<Number>
  ) {
    let width = Self.classes
    precondition(numbers.count >= examples.count * width && examples.allSatisfy { (0..<count).contains($0) })
    for place in 0..<examples.count * width { numbers[place] = 0 }
    withLabels { labels in
      for (place, example) in examples.enumerated() {
        let digit = Int(labels[example])
        numbers[layout == .rows ? place * width + digit : digit * examples.count + place] = 1
      }
    }
  }
}
