import Calculus
import Matrices

/// A copy of the numbers of one iteration, which stays as it is when the run moves on.
///
/// Stored examples, of which there may be very many, are not copied but looked up when somebody asks for them.
package struct IterationNumbers: Sendable {
  /// Where the numbers of each quantity are.
  final class Layout: Sendable {
    let places: [Int: (offset: Int, shape: Shape)]
    let order: [Int]
    let count: Int

    init(_ buffers: [Int: Buffer]) {
      order = buffers.keys.sorted()
      var places: [Int: (offset: Int, shape: Shape)] = [:]
      var count = 0
      for id in order {
        guard let shape = buffers[id]?.shape else { continue }
        places[id] = (count, shape)
        count += shape.count
      }
      self.places = places
      self.count = count
    }
  }

  private let values: [Double]
  private let layout: Layout
  private let stored: StoredInputs

  init(_ buffers: [Int: Buffer], _ layout: Layout, stored: StoredInputs) {
    values = [Double](unsafeUninitializedCapacity: layout.count) { target, count in
      var place = target.baseAddress
      for id in layout.order {
        guard let buffer = buffers[id], let to = place else { continue }
        to.initialize(from: buffer.pointer, count: buffer.count)
        place = to + buffer.count
      }
      count = layout.count
    }
    self.layout = layout
    self.stored = stored
  }

  /// The value of a quantity; nil for one that the iteration does not compute.
  package func value(of quantity: Quantity) -> Matrix? {
    guard let (offset, shape) = layout.places[quantity.id] else { return stored.matrix(of: quantity) }
    return Matrix(shape, Array(values[offset..<(offset + shape.count)]))
  }
}
