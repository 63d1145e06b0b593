import Calculus
import Execution

/// How a run ended: after which iteration, in which epoch, and why.
package struct RunEnding: Hashable, Sendable {
  package let iteration: Int
  package let epoch: Int
  package let outcome: Outcome
  /// What inverses and systems of equations have first left not finite on the way.
  package let unsolved: Unsolved?

  /// The end of a run at an iteration of an epoch, both from 1.
  package init(iteration: Int, epoch: Int, outcome: Outcome, unsolved: Unsolved? = nil) {
    self.iteration = iteration
    self.epoch = epoch
    self.outcome = outcome
    self.unsolved = unsolved
  }
}

extension Run {
  /// How the run ended; nil while it goes on.
  package var ending: RunEnding? {
    guard let outcome else { return nil }
    let last = stoppedAt ?? iteration
    let perEpoch = main.batching?.batchesPerEpoch ?? 1
    return RunEnding(
      iteration: last, epoch: (last + perEpoch - 1) / perEpoch, outcome: outcome,
      unsolved: firstUnsolved)
  }
}
