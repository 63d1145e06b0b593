import Calculus

/// A run in which one can go to any iteration, forwards and backwards, and find the same bits again.
///
/// Going back restores the nearest saved start and runs again from there. Of the iterations on the way, only what later ones
/// depend on is computed.
package final class Timeline {
  package let run: Run
  private var checkpoints: [Run.Checkpoint]
  /// Epochs between two checkpoints; doubled whenever there are too many of them.
  private var spacing = 1
  private let mostCheckpoints: Int
  /// Of a million iterations of a small lesson, one in some five hundred: those between two of them are soon run again.
  private static let mostCheckpoints = 4_096
  /// Numbers kept in all checkpoints together.
  private static let mostNumbers = 1 << 24
  /// Iterations between two checkpoints at least: of a small lesson a few are run again more cheaply than saved.
  private let fewestIterations: Int

  package init(_ run: Run) {
    self.run = run
    checkpoints = [run.checkpoint()]
    fewestIterations = checkpoints[0].numbers <= 1_000 ? 32 : 1
    mostCheckpoints = max(2, min(Self.mostCheckpoints, Self.mostNumbers / max(1, checkpoints[0].numbers)))
  }

  /// Runs or goes back to an iteration, from 1.
  ///
  /// - Returns: whether it got there; a reader's interruption leaves the run where it was then, and there is no way back
  ///   before the beginning of a run that was saved.
  @discardableResult
  package func go(to iteration: Int, isInterrupted: () -> Bool = { false }) throws(ProgramError) -> Bool {
    guard iteration > run.beginning else { return false }
    if iteration == run.iteration, !run.showsOldMetrics {
      try run.complete()
      return true
    }
    let measured = run.measured(before: iteration)
    if iteration <= run.iteration || run.iteration > measured ?? .max && run.showsOldMetrics,
      let start = checkpoints.last(where: { $0.iteration < iteration })
    {
      run.restore(start)
    }
    while run.iteration < iteration {
      try run.advance(towards: iteration)
      guard try goesOn(isInterrupted) else { return false }
    }
    return true
  }

  /// After an iteration; false where a reader has interrupted, who has all numbers of that one.
  private func goesOn(_ isInterrupted: () -> Bool) throws(ProgramError) -> Bool {
    if run.isEpochEnd { keepCheckpoint() }
    guard run.isPause && isInterrupted() else { return true }
    try run.complete()
    return false
  }

  /// Goes on to the last saved start before an iteration where that is further on than the run: what has been computed
  /// before is not computed again.
  package func skip(towards iteration: Int) {
    guard let start = checkpoints.last(where: { $0.iteration < iteration }), start.iteration > run.iteration else {
      return
    }
    run.restore(start)
  }

  /// Runs to the iteration after which the run stops.
  package func goToEnd(isInterrupted: () -> Bool = { false }) throws(ProgramError) -> Bool {
    while run.stoppedAt == nil {
      try run.pass()
      guard try goesOn(isInterrupted) else { return false }
    }
    guard let end = run.stoppedAt else { return false }
    return try go(to: end, isInterrupted: isInterrupted)
  }

  private func keepCheckpoint() {
    guard let last = checkpoints.last, run.iteration - last.iteration >= fewestIterations,
      run.epoch % spacing == 0
    else { return }
    checkpoints.append(run.checkpoint())
    if checkpoints.count > mostCheckpoints {
      spacing *= 2
      checkpoints = checkpoints.enumerated().filter { $0.offset % 2 == 0 }.map { $0.element }
    }
  }
}
