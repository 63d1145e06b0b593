import Calculus
import Matrices
import Typesetting

/// The beginning of a block, the same in the plans for all sizes of batch: what a run is given, then what it keeps from
/// one iteration to the next.
struct PlanHead: Sendable {
  /// Settings, data, and the parameters that nothing updates: set before the first iteration.
  let given: Range<Int>
  /// What `counted` was when the iteration began; with `used` it is all that the iteration depends on besides what is
  /// given, its batch and its draws.
  let begun: Range<Int>
  /// The values of parameters and state that the iteration uses.
  let used: Range<Int>
  /// Counters, sums over the epoch and metrics on other sets; with `updated` it is all that the next iteration depends on.
  let counted: Range<Int>
  /// What the iteration makes of parameters and state, which lies as `used` does.
  let updated: Range<Int>
  /// For each sum or mean over the epoch, where the sum so far and how many it adds up are.
  let sums: [(sum: Int, count: Int)]
  /// A number that is not 0 in the first iteration of an epoch.
  let epochStart: Int
  private let known: [Int: Slot]

  /// How many numbers it has.
  var count: Int { updated.upperBound }

  /// - Parameter program: that of full batches.
  init(_ program: Program) {
    let inputs = Self.inputs(program)
    let changing = Dictionary(lastOf: program.updates.map { ($0.old.id, $0) })
    let updates = inputs.compactMap { changing[$0.quantity.id] }
    let counters = inputs.filter { $0.isEvaluation || $0.initializer == .counter }
    var layout = SlotLayout()
    var known: [Int: Slot] = [:]
    func reserve(_ quantities: [Quantity]) -> Range<Int> {
      let start = layout.beginLine()
      for quantity in quantities { known[quantity.id] = layout.reserve(quantity.shape) }
      return start..<layout.beginLine()
    }
    given = reserve(inputs.filter { changing[$0.quantity.id] == nil && !counters.contains($0) }.map { $0.quantity })
    // The same layout twice; the quantities are at the second place.
    func reserveCounted() -> Range<Int> {
      let start = layout.reserve(Shape(1, 1 + 2 * program.accumulations.count)).offset
      return start..<reserve(counters.map { $0.quantity }).upperBound
    }
    begun = reserveCounted()
    used = reserve(updates.map { $0.old })
    counted = reserveCounted()
    let start = counted.lowerBound
    epochStart = start
    sums = program.accumulations.indices.map { (start + 1 + 2 * $0, start + 2 + 2 * $0) }
    updated = reserve(updates.map { $0.new })
    self.known = known
  }

  /// Where the quantities of a program are, by id.
  func slots(of program: Program) -> [Int: Slot] {
    var found: [Int: Slot] = [:]
    for quantity in Self.inputs(program).map({ $0.quantity }) + program.updates.map({ $0.new }) {
      if let slot = known[quantity.id] { found[quantity.id] = slot }
    }
    return found
  }

  /// What does not depend on the iteration's batch.
  private static func inputs(_ program: Program) -> [Program.Input] {
    let stored = program.storedInputs
    return program.inputs.filter {
      stored[$0.quantity.id] == nil && $0.phase != .forward && !$0.initializer.isBatch
    }
  }
}
