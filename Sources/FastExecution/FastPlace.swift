import Kernels
import Matrices

/// A matrix of the fast way.
struct FastPlace<Scalar: KernelsScalar>: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<Scalar>
  let shape: Shape
  /// Whether its transpose is in memory, row by row.
  let isTransposed: Bool

  init(_ pointer: UnsafeMutablePointer<Scalar>, _ shape: Shape, isTransposed: Bool = false) {
    self.pointer = pointer
    self.shape = shape
    self.isTransposed = isTransposed
  }

  var count: Int { shape.count }

  /// How many numbers each row in memory has.
  var stride: Int { shape.rank == 2 ? isTransposed ? shape.rows : shape.columns : shape.count }

  /// The numbers in double precision.
  var matrix: Matrix {
    var matrix = Matrix(shape)
    matrix.values.withUnsafeMutableBufferPointer { buffer in
      if let base = buffer.baseAddress { widen(to: base) }
    }
    return matrix
  }

  func set(_ matrix: Matrix) {
    guard matrix.values.count == count else { return }
    matrix.values.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { narrow(from: base) }
    }
  }

  /// Writes the numbers down in double precision, row by row of the matrix.
  func widen(to target: UnsafeMutablePointer<Double>) {
    guard isTransposed else { return Scalar.widen(pointer, to: target, count: count) }
    withUnsafeTemporaryAllocation(of: Scalar.self, capacity: count) { turned in
      guard let start = turned.baseAddress else { return }
      copy(to: start)
      Scalar.widen(start, to: target, count: count)
    }
  }

  /// Takes numbers that stand row by row.
  func narrow(from source: UnsafePointer<Double>) {
    guard isTransposed else { return Scalar.narrow(source, to: pointer, count: count) }
    withUnsafeTemporaryAllocation(of: Scalar.self, capacity: count) { turned in
      guard let start = turned.baseAddress else { return }
      Scalar.narrow(source, to: start, count: count)
      Scalar.transpose(start, rows: shape.rows, columns: shape.columns, to: pointer)
    }
  }

  /// Copies the numbers, row by row of the matrix.
  func copy(to target: UnsafeMutablePointer<Scalar>) {
    guard isTransposed else { return target.update(from: pointer, count: count) }
    Scalar.transpose(pointer, rows: shape.columns, columns: shape.rows, to: target)
  }

  /// The first entry that is not finite, by its place in the matrix.
  var firstNotFinite: Int? {
    guard let first = (0..<count).first(where: { !pointer[$0].isFinite }) else { return nil }
    guard isTransposed else { return first }
    return (0..<count).first { !pointer[$0 % shape.columns * shape.rows + $0 / shape.columns].isFinite }
  }
}

/// A copy of a matrix of the fast way, row by row, in memory that is taken once: fresh memory costs ten times as much as
/// the copying.
final class FastCopy<Scalar: KernelsScalar> {
  let numbers: UnsafeBufferPointer<Scalar>
  private let start: UnsafeMutablePointer<Scalar>

  init(_ place: FastPlace<Scalar>) {
    start = .allocate(capacity: place.count)
    start.initialize(repeating: 0, count: place.count)
    numbers = UnsafeBufferPointer(start: start, count: place.count)
    place.copy(to: start)
  }

  deinit { start.deallocate() }

  var count: Int { numbers.count }

  /// Copies a matrix of the same size.
  func take(_ place: FastPlace<Scalar>) { if place.count == count { place.copy(to: start) } }
}
