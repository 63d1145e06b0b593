import Calculus
import Execution

/// Notices when a run that goes on learning returns to parameters that it had at the end of an earlier epoch: from
/// then on it repeats itself for ever.
package struct CycleDetector: Sendable {
  /// A cycle: the parameters at the end of epoch `start` come back every `period` epochs.
  package struct Cycle: Sendable, Hashable {
    package let start: Int
    package let period: Int
  }

  /// The first cycle found.
  package private(set) var cycle: Cycle?
  private let updates: [Program.Update]
  private let isPossible: Bool
  private var ends: [(epoch: Int, values: [Double])] = []
  /// The values that the last iteration left.
  private var last: [Double] = []
  private var moved = false
  private static let mostEpochs = 64

  package init(_ program: Program) {
    updates = program.updates
    // Only examples in a fixed order can repeat, and only small lessons are worth the comparison.
    let count = program.updates.reduce(0) { $0 + $1.old.shape.count }
    isPossible = program.batching.map { !$0.isShuffled } ?? false && count <= 1_000
  }

  /// Notes the run's current iteration.
  package mutating func note(_ run: Run) {
    guard isPossible, cycle == nil else { return }
    var values: [Double] = []
    for update in updates {
      guard let numbers = run.numbers(of: update.new) else { return }
      for place in 0..<numbers.count { values.append(numbers[place]) }
    }
    if !last.isEmpty && values != last { moved = true }
    last = values
    guard run.isEpochEnd else { return }
    defer { moved = false }
    // An epoch in which nothing changed has converged; that is no cycle.
    guard moved else { return }
    if let earlier = ends.last(where: { Self.agree($0.values, values) }) {
      cycle = Cycle(start: earlier.epoch, period: run.epoch - earlier.epoch)
    }
    ends.append((run.epoch, values))
    if ends.count > Self.mostEpochs { ends.removeFirst() }
  }

  private static func agree(_ left: [Double], _ right: [Double]) -> Bool {
    zip(left, right).allSatisfy { abs($0 - $1) <= 1e-9 * max(1, abs($0), abs($1)) }
  }
}
