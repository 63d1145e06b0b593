/// A place in memory for a matrix that a plan has reserved.
///
/// Whoever made the memory keeps it alive for as long as any step uses it.
package struct Buffer: @unchecked Sendable {
  package let pointer: UnsafeMutablePointer<Double>
  package let shape: Shape

  package init(_ pointer: UnsafeMutablePointer<Double>, _ shape: Shape) {
    self.pointer = pointer
    self.shape = shape
  }

  /// The number of entries.
  package var count: Int { shape.count }
}

/// One operation on buffers, ready to run: it reads its inputs and overwrites its output.
package typealias Step = () -> Void
