import Calculus
import Execution

/// Where runs of one lesson begin, each for somebody who goes on from there with numbers of their own.
package struct RunStart {
  private let plans: Plans
  private let options: RunOptions
  /// Nil for the lesson's own beginning.
  package var checkpoint: Run.Checkpoint?

  package init(_ plans: Plans, _ options: RunOptions) {
    self.plans = plans
    self.options = options
  }

  /// A run that nobody else uses.
  package func run() throws(ProgramError) -> Run {
    let run = try Run(plans, options: options)
    if let checkpoint { run.restore(checkpoint) }
    return run
  }
}
