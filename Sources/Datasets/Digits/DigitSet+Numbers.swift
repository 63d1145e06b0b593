import Matrices

extension DigitSet {
  /// The images of some examples as numbers in [0, 1], grey/255: m×784 in rows, 784×m in columns.
  ///
  /// Examples that do not exist are an error of the caller's and stop the program.
  package func images(_ examples: [Int], _ axis: ExampleAxis) -> Matrix {
    var matrix = Matrix(axis.shape(examples.count, width: Self.pixelsPerImage))
    matrix.values.withUnsafeMutableBufferPointer { fillImages(examples, axis, $0) }
    return matrix
  }

  /// The digits of some examples, a one in the place of the digit and zeros elsewhere: m×10 in rows, 10×m in columns.
  package func oneHot(_ examples: [Int], _ axis: ExampleAxis) -> Matrix {
    var matrix = Matrix(axis.shape(examples.count, width: Self.classes))
    matrix.values.withUnsafeMutableBufferPointer { fillOneHot(examples, axis, $0) }
    return matrix
  }

  /// `images(_:_:)` into memory of the caller's, examples.count × 784 numbers.
  package func fillImages(_ examples: [Int], _ axis: ExampleAxis, _ numbers: UnsafeMutableBufferPointer<Double>) {
    fill(examples, axis, numbers, Self.doubles)
  }

  /// `images(_:_:)` into memory of the caller's, examples.count × 784 numbers.
  package func fillImages(_ examples: [Int], _ axis: ExampleAxis, _ numbers: UnsafeMutableBufferPointer<Float>) {
    fill(examples, axis, numbers, Self.floats)
  }

  /// `oneHot(_:_:)` into memory of the caller's, examples.count × 10 numbers.
  package func fillOneHot(_ examples: [Int], _ axis: ExampleAxis, _ numbers: UnsafeMutableBufferPointer<Double>) {
    fillDigits(examples, axis, numbers)
  }

  /// `oneHot(_:_:)` into memory of the caller's, examples.count × 10 numbers.
  package func fillOneHot(_ examples: [Int], _ axis: ExampleAxis, _ numbers: UnsafeMutableBufferPointer<Float>) {
    fillDigits(examples, axis, numbers)
  }

  /// Grey values as numbers: k/255.
  private static let doubles = (0...255).map { Double($0) / 255 }
  private static let floats = (0...255).map { Float($0) / 255 }

  @inline(__always)
  private func fill<Number>(
    _ examples: [Int], _ axis: ExampleAxis, _ numbers: UnsafeMutableBufferPointer<Number>, _ greys: [Number]
  ) {
    let width = Self.pixelsPerImage
    precondition(numbers.count >= examples.count * width && examples.allSatisfy { (0..<count).contains($0) })
    withPixels { pixels in
      greys.withUnsafeBufferPointer { greys in
        switch axis {
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
    _ examples: [Int], _ axis: ExampleAxis, _ numbers: UnsafeMutableBufferPointer<Number>
  ) {
    let width = Self.classes
    precondition(numbers.count >= examples.count * width && examples.allSatisfy { (0..<count).contains($0) })
    for place in 0..<examples.count * width { numbers[place] = 0 }
    let strides = axis.strides(axis.shape(examples.count, width: width))
    withLabels { labels in
      for (place, example) in examples.enumerated() {
        let digit = Int(labels[example])
        numbers[place * strides.example + digit * strides.number] = 1
      }
    }
  }
}
