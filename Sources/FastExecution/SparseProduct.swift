import Kernels
import Matrices

/// A product with sparse examples, in two steps: the other operand is laid out, then only what is not 0 is multiplied.
/// Where the other operand is not finite, 0 times it is NaN: then the product is made as if the examples were dense.
final class SparseProduct<Scalar: KernelsScalar>: @unchecked Sendable {
  /// Where the first step notes what it found, by its parts.
  let finite: UnsafeMutablePointer<Bool>
  private var preparedParts = 0
  private let examples: SparseExamples
  private let isTransposed: Bool
  private let inColumns: Bool
  private let other: Kernels.LaidOut<Scalar>
  private let product: Kernels.Product<Scalar>
  private let matrix: UnsafeMutablePointer<Scalar>
  private let kernels: Kernels

  private static var mostParts: Int { 1024 }

  /// - Parameters:
  ///   - isTransposed: whether the product takes the transpose of the examples, to sum over them.
  ///   - inColumns: whether the target has a column for each example or number of it, or a row.
  ///   - product: the product as it is with dense operands.
  ///   - matrix: memory for the examples as a matrix.
  init(
    _ examples: SparseExamples, isTransposed: Bool, inColumns: Bool, _ other: Kernels.LaidOut<Scalar>,
    as product: Kernels.Product<Scalar>, matrix: UnsafeMutablePointer<Scalar>, kernels: Kernels
  ) {
    self.examples = examples
    self.isTransposed = isTransposed
    self.inColumns = inColumns
    self.other = other
    self.product = product
    self.matrix = matrix
    self.kernels = kernels
    finite = .allocate(capacity: Self.mostParts)
    finite.initialize(repeating: false, count: Self.mostParts)
  }

  deinit { finite.deallocate() }

  /// The first step, or a part of it.
  func prepare(_ part: Int, _ parts: Int) {
    guard part < Self.mostParts else { return }
    finite[part] = kernels.layOut(other, part: part, of: parts)
    if part == 0 { preparedParts = parts }
  }

  /// The second step, or a part of it, once the first is complete.
  func multiply(_ part: Int, _ parts: Int) {
    guard preparedParts <= Self.mostParts, UnsafeBufferPointer(start: finite, count: preparedParts).allSatisfy({ $0 })
    else {
      if part == 0 { multiplyDense() }
      return
    }
    examples.withCurrent { current in
      if isTransposed {
        kernels.multiply(transposeOf: current, other, as: product, inColumns: inColumns, part: part, of: parts)
      } else {
        kernels.multiply(current, other, as: product, inColumns: inColumns, part: part, of: parts)
      }
    }
    if !isTransposed { examples.prefetch(part, parts) }
  }

  private func multiplyDense() {
    examples.fill(matrix, kernels)
    guard let halves = Kernels.Halves(product) else { return kernels.multiply(product) }
    kernels.multiply(halves)
    kernels.multiply(halves.sum)
  }
}
