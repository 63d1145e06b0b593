import Calculus
import Execution

/// What there is to be seen of a run: how numbers change from one iteration to the next, or the numbers themselves, where
/// nothing is learned.
package enum RunExtent: Hashable, Sendable {
  case iterations
  /// One iteration of a lesson that changes nothing; whether the reader has asked for it, large quantities included.
  case once(isOpened: Bool)

  init(_ program: Program, _ options: RunOptions, isOpened: Bool) {
    let isOnce = program.updates.isEmpty && IterationLimit.of(program, options) == 1
    self = isOnce ? .once(isOpened: isOpened) : .iterations
  }
}
