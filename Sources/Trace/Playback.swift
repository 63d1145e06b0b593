import Calculus
import Execution
import LessonLanguage

/// A run of which one iteration after another is looked at, forwards and backwards.
package final class Playback {
  private let scope: Scope
  private let timeline: Timeline
  private let stop: (_ run: Run, _ target: Int) -> Bool
  /// The loss of each iteration from the first one on, as far as it is kept.
  private var losses: [Double] = []
  private static let mostLosses = 100_000
  /// What was seen last.
  private var last: Moment?

  /// A run of the lesson from its beginning, or from the saved run it goes on from.
  ///
  /// - Parameter stop: asked now and then on the way to an iteration whether to end what is under way.
  package init(
    _ scope: Scope, options: RunOptions, stop: @escaping (_ run: Run, _ target: Int) -> Bool = { _, _ in false }
  ) throws(LessonError) {
    self.scope = scope
    timeline = try scope.locating { () throws(ProgramError) in Timeline(try Run(scope.program, options: options)) }
    self.stop = stop
  }

  private var run: Run { timeline.run }

  /// The first iteration there is: 1, or the one after a saved run.
  package var first: Int { run.beginning + 1 }

  /// What is seen at an iteration, from `first`; where the lesson turns out to end on the way, at that end. Nil where it
  /// was to stop on the way.
  package func visit(_ iteration: Int) throws(LessonError) -> Visit? {
    guard try scope.locating({ () throws(ProgramError) in try go(to: iteration) }) else { return nil }
    let moment = last.flatMap { $0.iteration == run.iteration ? $0 : nil } ?? run.moment()
    last = moment
    return Visit(
      moment: moment,
      outlook: Outlook(first: first, planned: run.plannedIterations, ending: run.ending), losses: losses)
  }

  /// Where the run stands before an iteration, for those who go on from there with other numbers; itself it stays where
  /// it is.
  package func start(before iteration: Int) throws(LessonError) -> RunStart {
    let here = run.iteration
    return try scope.locating { () throws(ProgramError) in
      var start = RunStart(try Plans(scope.program, carry: run.options.carry), run.options)
      guard iteration > first else { return start }
      try timeline.go(to: iteration - 1)
      start.checkpoint = run.checkpoint()
      try timeline.go(to: here)
      return start
    }
  }

  /// - Returns: whether it got there, or to the lesson's end.
  private func go(to iteration: Int) throws(ProgramError) -> Bool {
    let known = run.stoppedAt
    if iteration < run.iteration { try timeline.go(to: iteration) } else { timeline.skip(towards: iteration) }
    while run.iteration < iteration {
      try timeline.go(to: run.iteration + 1)
      if let objective = run.program.objective, run.iteration == first + losses.count,
        losses.count < Self.mostLosses
      {
        losses.append(run.number(of: objective) ?? .nan)
      }
      if run.isPause && stop(run, iteration) { return false }
      if run.stoppedAt != known { break }
    }
    return true
  }
}

/// What is seen of a run at one of its iterations.
package struct Visit {
  /// The iteration's numbers.
  package let moment: Moment
  package let outlook: Outlook
  /// The losses from the first iteration on, as far as they are known and kept: later ones than the moment's may be among
  /// them.
  package let losses: [Double]

  /// What is seen at the iteration of a moment.
  package init(moment: Moment, outlook: Outlook, losses: [Double]) {
    self.moment = moment
    self.outlook = outlook
    self.losses = losses
  }
}

/// What is known of a run's extent.
package struct Outlook: Hashable, Sendable {
  /// The first iteration there is.
  package let first: Int
  /// The iterations after which it stops if nothing stops it before.
  package let planned: Int
  /// How it ended; nil as long as it has not been found to end.
  package let ending: RunEnding?

  /// A run from `first` on that is planned to stop after an iteration, and whose end may be known.
  package init(first: Int, planned: Int, ending: RunEnding?) {
    self.first = first
    self.planned = planned
    self.ending = ending
  }
}
