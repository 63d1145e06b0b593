/// A place for a matrix in a block: how many numbers after the block's first one it begins, and the matrix's shape.
package struct Slot: Hashable, Sendable {
  /// Where it begins, counted from the block's first number.
  package let offset: Int
  /// The sizes of the matrix.
  package let shape: Shape

  /// A place for a matrix of this shape.
  package init(_ offset: Int, _ shape: Shape) {
    self.offset = offset
    self.shape = shape
  }

  /// The number of entries.
  package var count: Int { shape.count }
}

/// One operation over slots, ready to run on any block that has them, given where the block begins: it reads its inputs
/// and overwrites its output.
///
/// It keeps offsets, sizes and attributes only, so that several threads can run it at once, each on a block of its own.
package typealias Computation = @Sendable (_ block: UnsafeMutablePointer<Double>) -> Void

/// The same for one line of the output.
package typealias LineComputation = @Sendable (_ block: UnsafeMutablePointer<Double>, _ line: Int) -> Void
