import Matrices
import Testing

@testable import Kernels

/// Stored images of which most numbers are 0, and some have none or nothing else.
private final class FewGreys: ExampleHolder, @unchecked Sendable {
  let pixels: UnsafeMutablePointer<UInt8>
  private let classes: UnsafeMutablePointer<UInt8>
  private let count: Int

  /// - Parameter share: how many of a hundred grey values are not 0, about.
  init(_ count: Int, share: UInt64 = 19) {
    self.count = count
    let width = ExampleColumn.pixels.width
    pixels = .allocate(capacity: count * width)
    classes = .allocate(capacity: count)
    classes.initialize(repeating: 3, count: count)
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    for index in 0..<count * width {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      let isLit = index / width == 1 || index / width != 2 && state >> 40 % 100 < share
      pixels[index] = isLit ? UInt8(truncatingIfNeeded: state >> 13) : 0
    }
  }

  deinit {
    pixels.deallocate()
    classes.deallocate()
  }

  var stored: StoredExamples { StoredExamples(count: count, pixels: pixels, classes: classes, holder: self) }
}

@Suite struct KernelsSparseTests {
  private static let width = ExampleColumn.pixels.width

  /// A product with stored examples, dense and sparse, with all that may be done to the sums.
  private final class Both<Scalar: KernelsScalar> {
    let dense: Kernels.Product<Scalar>
    let sparse: Kernels.Product<Scalar>
    let laidOut: Kernels.LaidOut<Scalar>
    let other: Numbers<Scalar>
    private let matrix: Numbers<Scalar>
    private let (one, two): (Numbers<Scalar>, Numbers<Scalar>)
    private let (oneSum, twoSum): (Numbers<Scalar>, Numbers<Scalar>)
    private let bias: Numbers<Scalar>

    /// - Parameters:
    ///   - isGradient: whether the examples are transposed, and summed over.
    ///   - isBare: whether nothing more is done with the sums.
    init(
      _ examples: Kernels.Examples, units: Int, isGradient: Bool, otherTransposed: Bool, isBare: Bool,
      _ kernels: Kernels
    ) {
      let (width, count, inColumns) = (KernelsSparseTests.width, examples.count, examples.axis == .columns)
      matrix = Numbers(width * count, repeating: 0)
      examples.stored.fill(
        .pixels, first: examples.first, order: examples.order, size: count, along: examples.axis, to: matrix.pointer,
        kernels: kernels)
      let (depth, lines) = isGradient ? (count, width) : (width, count)
      other = Numbers(depth * units, seed: 5)
      let bias = Numbers<Scalar>(max(units, width, count), seed: 7)
      self.bias = bias
      let (rows, columns) = inColumns ? (units, lines) : (lines, units)
      let stride = columns + 3
      (one, two) = (Numbers(rows * stride, repeating: 7), Numbers(rows * stride, repeating: 7))
      (oneSum, twoSum) = (Numbers(rows * stride, repeating: 7), Numbers(rows * stride, repeating: 7))
      // As the factor stands in the product, or transposed.
      let usual = inColumns ? depth : units
      let turned = inColumns ? units : depth
      let factor = Kernels.Operand<Scalar>(
        other.pointer, stride: otherTransposed ? turned : usual, isTransposed: otherTransposed)
      let images = Kernels.Operand<Scalar>(
        matrix.pointer, stride: inColumns ? count : width, isTransposed: isGradient)
      func product(_ target: Numbers<Scalar>, _ sums: Numbers<Scalar>) -> Kernels.Product<Scalar> {
        let bare = Kernels.Product(
          rows: rows, columns: columns, depth: depth, inColumns ? factor : images, inColumns ? images : factor,
          to: target.pointer, stride: stride)
        if isBare { return bare }
        return bare.adding(inColumns ? .forRows(bias.pointer) : .forColumns(bias.pointer))
          .activated(.relu, keeping: sums.pointer, stride: stride)
      }
      (dense, sparse) = (product(one, oneSum), product(two, twoSum))
      var source = factor
      if inColumns { source.isTransposed.toggle() }
      laidOut = Kernels.LaidOut(rows: depth, columns: units, source, for: kernels)
    }

    /// Where the two differ, bit for bit, or something else was written.
    var differences: Int {
      zip(one.bits + oneSum.bits, two.bits + twoSum.bits).count { $0 != $1 }
    }

    var isIntact: Bool { two.isBorderWhole && twoSum.isBorderWhole }
  }

  private func check<Scalar: KernelsScalar>(
    _ scalar: Scalar.Type, _ kernels: Kernels, count: Int, units: Int, _ axis: ExampleAxis, isGradient: Bool,
    otherTransposed: Bool = false, isBare: Bool = false, parts: Int, ordered: Bool = true
  ) {
    let images = FewGreys(max(8, count + 3))
    let order = (0..<Int32(images.stored.count)).reversed().map { $0 }
    order.withUnsafeBufferPointer { order in
      let examples = Kernels.Examples(
        images.stored, first: 2, order: ordered ? order.baseAddress : nil, count: count, along: axis)
      let both = Both<Scalar>(
        examples, units: units, isGradient: isGradient, otherTransposed: otherTransposed, isBare: isBare, kernels)
      if let halves = Kernels.Halves(both.dense) {
        kernels.multiply(halves)
        kernels.multiply(halves.sum)
      } else {
        kernels.multiply(both.dense)
      }
      for part in 0..<parts { #expect(kernels.layOut(both.laidOut, part: part, of: parts)) }
      for part in 0..<parts {
        if isGradient {
          kernels.multiply(
            transposeOf: examples, both.laidOut, as: both.sparse, inColumns: axis == .columns, part: part, of: parts)
        } else {
          kernels.multiply(
            examples, both.laidOut, as: both.sparse, inColumns: axis == .columns, part: part, of: parts)
        }
      }
      #expect(both.differences == 0, "\(kernels.level) \(scalar) \(count) \(units) \(axis) \(isGradient) \(parts)")
      #expect(both.isIntact)
    }
  }

  @Test(arguments: [1, 5, 16, 64, 70, 300], [1, 10, 16, 100, 150])
  func `a product with few numbers that are not 0 has the bits of the dense one`(count: Int, units: Int) {
    for kernels in Kernels.all {
      for axis in ExampleAxis.allCases {
        check(Float.self, kernels, count: count, units: units, axis, isGradient: false, parts: 1)
        check(Float.self, kernels, count: count, units: units, axis, isGradient: true, parts: 3)
        check(Float.self, kernels, count: count, units: units, axis, isGradient: true, isBare: true, parts: 2)
      }
    }
  }

  @Test func `so it has in double precision, of transposed factors, in parts, and in the order of storage`() {
    for kernels in Kernels.all {
      for axis in ExampleAxis.allCases {
        for isGradient in [false, true] {
          check(
            Double.self, kernels, count: 33, units: 21, axis, isGradient: isGradient, otherTransposed: true, parts: 2)
          check(Double.self, kernels, count: 64, units: 32, axis, isGradient: isGradient, parts: 5, ordered: false)
        }
      }
    }
  }

  @Test func `a part with a number that is not finite says so`() {
    let (rows, columns) = (100, 37)
    for kernels in Kernels.all {
      for isTransposed in [false, true] {
        for odd in [Float.infinity, -.infinity, .nan] {
          let numbers = Numbers<Float>(rows * columns, seed: 3)
          let laidOut = Kernels.LaidOut(
            rows: rows, columns: columns,
            Kernels.Operand(numbers.pointer, stride: isTransposed ? rows : columns, isTransposed: isTransposed),
            for: kernels)
          numbers.pointer[isTransposed ? 30 * rows + 90 : 90 * columns + 30] = odd
          #expect((0..<2).map { kernels.layOut(laidOut, part: $0, of: 2) } == [true, false])
        }
      }
    }
  }

  @Test func `the share of numbers that are not 0 is measured`() {
    let few = FewGreys(300).stored.shareOfNonZeros
    #expect(few > 0.15 && few < 0.25)
    #expect(FewGreys(300, share: 90).stored.shareOfNonZeros > 0.8)
  }
}
