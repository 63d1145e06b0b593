import CKernels
import Matrices

extension Kernels {
  /// The rows or the columns of a matrix.
  package enum Lines: Hashable, Sendable {
    case rows, columns
  }

  /// The sum, the greatest or the least of each row (`rows` results) or each column (`columns` results).
  ///
  /// A sum adds in the order in which the entries are written; a sum of nothing is 0.
  package func fold<Scalar: KernelsScalar>(
    _ fold: Fold, of lines: Lines, rows: Int, columns: Int, _ source: UnsafePointer<Scalar>, stride: Int,
    to target: UnsafeMutablePointer<Scalar>
  ) {
    prepared(fold, of: lines, rows: rows, columns: columns, source, stride: stride, to: target)(0, 1)
  }

  /// exp(z − max) / Σ exp(z − max) along each row or each column; the target may be the source.
  package func softmax<Scalar: KernelsScalar>(
    along lines: Lines, rows: Int, columns: Int, _ source: UnsafePointer<Scalar>, stride: Int,
    to target: UnsafeMutablePointer<Scalar>, stride targetStride: Int
  ) {
    Scalar.functions.softmax(level.code, lines == .rows, rows, columns, source, stride, target, targetStride)
  }
}

extension Fold {
  var code: kernels_fold {
    switch self {
    case .sum: kernels_fold_sum
    case .maximum: kernels_fold_maximum
    case .minimum: kernels_fold_minimum
    }
  }
}
