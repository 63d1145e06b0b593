import Calculus

/// The work that one call may do before it says that there is more.
///
/// There is no clock here, so it is told by the entries that are computed: some tens of milliseconds, and never much more
/// than one iteration.
final class WorkSlice {
  /// Entries computed in a call, about as many.
  private static let mostEntries: Int64 = 2_000_000
  private let iterations: Int
  private var done = 0
  /// The iteration at which it was last asked.
  private(set) var reached = 0

  /// - Parameter program: of which each iteration computes so many entries.
  init(_ program: Program) {
    let entries = program.definitions.reduce(1) { $0 + Int64($1.quantity.shape.count) }
    iterations = Int(max(1, Self.mostEntries / entries))
  }

  /// Begins a call.
  func begin() { done = 0 }

  /// Whether the call has done enough; asked now and then in the course of a run.
  func isSpent(at iteration: Int) -> Bool {
    done += max(1, iteration - reached)
    reached = iteration
    return done >= iterations
  }
}
