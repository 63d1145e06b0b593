import Calculus
import Matrices

/// The numbers of one iteration, which stay as they are when the run moves on.
///
/// What a run is given is copied once for all its iterations. Stored examples, of which there may be very many, are not
/// copied but looked up when somebody asks for them.
package struct IterationNumbers {
  /// Where the numbers come from that are not given.
  enum Source {
    /// A copy of all that comes after what is given.
    case copied([Double])
    /// The iteration is run again when somebody asks.
    case replayed(Replay)
  }

  /// How the numbers are kept.
  private enum Kept {
    /// Where a plan has them: those given, and the others.
    case slots(Plan, given: [Double], Source)
    /// By quantity.
    case matrices([Int: Matrix])
  }

  private let numbers: Kept
  private let stored: StoredInputs

  init(_ plan: Plan, given: [Double], _ source: Source, stored: StoredInputs) {
    numbers = .slots(plan, given: given, source)
    self.stored = stored
  }

  /// Numbers by the ids of their quantities, and the examples of those that are not there.
  package init(_ values: [Int: Matrix], stored: StoredInputs) {
    numbers = .matrices(values)
    self.stored = stored
  }

  /// How many numbers it keeps that other iterations do not share.
  package var kept: Int {
    switch numbers {
    case .slots(_, _, .copied(let numbers)): numbers.count
    case .slots(_, _, .replayed(let replay)): replay.kept
    case .matrices(let values): values.values.reduce(0) { $0 + $1.values.count }
    }
  }

  /// The value of a quantity; nil for one that the iteration does not compute.
  package func value(of quantity: Quantity) -> Matrix? {
    switch numbers {
    case .slots(let plan, let given, let source):
      guard let slot = plan.slots[quantity.id] else { return stored.matrix(of: quantity) }
      if slot.offset < given.count { return Matrix(slot.shape, Array(given[slot.offset..<(slot.offset + slot.count)])) }
      switch source {
      case .copied(let numbers):
        let start = slot.offset - given.count
        return Matrix(slot.shape, Array(numbers[start..<(start + slot.count)]))
      case .replayed(let replay):
        return Matrix(slot.shape, replay.numbers(slot))
      }
    case .matrices(let values): return values[quantity.id] ?? stored.matrix(of: quantity)
    }
  }
}
