import CKernels
import Matrices

/// Work that is done again and again, with the function of its level and type of number looked up once: of a matrix with
/// few entries the looking up takes longer than the arithmetic.
extension Kernels {
  /// What does one of so many parts of the work.
  package typealias Prepared = @Sendable (_ part: Int, _ parts: Int) -> Void

  /// Computes a product.
  package func prepared<Scalar: KernelsScalar>(_ product: Product<Scalar>) -> Prepared {
    let (function, level, code) = (Scalar.functions.multiply, level.code, Kept(product.code))
    return { part, parts in function(level, code.pointer, part, parts) }
  }

  /// Folds each row or each column, as `fold` does, in one part.
  package func prepared<Scalar: KernelsScalar>(
    _ fold: Fold, of lines: Lines, rows: Int, columns: Int, _ source: UnsafePointer<Scalar>, stride: Int,
    to target: UnsafeMutablePointer<Scalar>
  ) -> Prepared {
    let (function, level, code) = (Scalar.functions.fold, level.code, fold.code)
    nonisolated(unsafe) let (from, to) = (UnsafeRawPointer(source), UnsafeMutableRawPointer(target))
    return { _, _ in function(level, code, lines == .rows, rows, columns, from, stride, to) }
  }
}

/// A C structure that stays where it is.
private final class Kept<Value>: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<Value>

  init(_ value: Value) {
    pointer = .allocate(capacity: 1)
    pointer.initialize(to: value)
  }

  deinit { pointer.deallocate() }
}
