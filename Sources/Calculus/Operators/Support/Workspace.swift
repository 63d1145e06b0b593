import Matrices

/// Memory that lives as long as the steps that capture it.
package final class Workspace {
  private var reserved: [UnsafeMutablePointer<Double>] = []

  package init() {}

  /// A place of zeros for a matrix.
  package func reserve(_ shape: Shape) -> Buffer {
    let pointer = UnsafeMutablePointer<Double>.allocate(capacity: max(1, shape.count))
    pointer.initialize(repeating: 0, count: max(1, shape.count))
    reserved.append(pointer)
    return Buffer(pointer, shape)
  }

  deinit {
    for pointer in reserved { pointer.deallocate() }
  }
}
