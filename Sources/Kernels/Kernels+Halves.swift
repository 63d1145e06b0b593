import CKernels

extension Kernels {
  /// A deep product of few entries in two halves of its depth: what each of two threads reads is then its own. Each entry
  /// is the sum of two sums, whatever the number of threads.
  ///
  ///     kernels.multiply(halves, part: part, of: parts)      // all parts, and then:
  ///     kernels.multiply(halves.sum, part: part, of: parts)
  package final class Halves<Scalar: KernelsScalar>: @unchecked Sendable {
    /// Makes the product of both halves: adds them, then bias, activation and mask.
    package let sum: Product<Scalar>
    /// Goes to C.
    fileprivate let first: Product<Scalar>
    fileprivate let second: Product<Scalar>
    private let numbers: UnsafeMutablePointer<Scalar>

    /// Nil for a product that is not deep, has many entries or begins with what C holds.
    package init?(_ product: Product<Scalar>) {
      guard let half = Self.split(product) else { return nil }
      let count = product.rows * product.columns
      numbers = .allocate(capacity: count)
      numbers.initialize(repeating: 0, count: count)
      let size = MemoryLayout<Scalar>.stride
      var (first, second, sum) = (product, product, product)
      first.code.depth = half
      (first.code.bias_kind, first.code.activation) = (kernels_bias_none, kernels_activation_none)
      (first.code.sum, first.code.mask) = (nil, nil)
      second.code = first.code
      second.code.depth = product.depth - half
      let (aStep, bStep) = (
        product.code.a_is_transposed ? product.code.a_stride : 1,
        product.code.b_is_transposed ? 1 : product.code.b_stride
      )
      second.code.a = product.code.a.map { $0 + half * aStep * size }
      second.code.b = product.code.b.map { $0 + half * bStep * size }
      (second.code.c, second.code.c_stride) = (UnsafeMutableRawPointer(numbers), product.columns)
      (sum.code.depth, sum.code.accumulates) = (0, true)
      (sum.code.addend, sum.code.addend_stride) = (UnsafeRawPointer(numbers), product.columns)
      (self.first, self.second, self.sum) = (first, second, sum)
    }

    deinit { numbers.deallocate() }

    /// Where the second half begins; nil for a product that is not made in halves.
    package static func split(_ product: Product<Scalar>) -> Int? {
      guard product.depth >= 512, product.rows * product.columns <= 16_384, !product.code.accumulates else {
        return nil
      }
      // As the images' pixels are shared out when they are copied.
      return kernels_share(product.depth, Int(kernels_pixel_block), 1, 2)
    }
  }

  /// Computes both halves, or one of several parts of them.
  package func multiply<Scalar: KernelsScalar>(_ halves: Halves<Scalar>, part: Int = 0, of parts: Int = 1) {
    if parts % 2 == 0 {
      multiply(part < parts / 2 ? halves.first : halves.second, part: part % (parts / 2), of: parts / 2)
    } else {
      multiply(halves.first, part: part, of: parts)
      multiply(halves.second, part: part, of: parts)
    }
  }
}
