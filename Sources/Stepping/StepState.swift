/// Where a reader stands in a run: an iteration, and one of its steps.
package struct StepState: Hashable, Sendable {
  /// The iteration, from 1.
  package var iteration: Int
  /// The step within it, from 0.
  package var step: Int

  /// A place in a run.
  package init(iteration: Int = 1, step: Int = 0) {
    self.iteration = iteration
    self.step = step
  }
}

/// How far one can step.
package struct StepBounds: Hashable, Sendable {
  /// Operations in an iteration, at least 1.
  package var steps: Int
  /// The iteration after which the lesson ends; going on past it has to be asked for.
  package var end: Int
  /// The last iteration there can be.
  package var last: Int
  /// The first iteration there is: 1, or the one after a saved run.
  package var first: Int

  /// The most iterations anything here runs.
  package static let mostIterations = 1_000_000_000

  /// Bounds with an end between `first` and `last`.
  package init(steps: Int, end: Int, last: Int = mostIterations, first: Int = 1) {
    self.steps = max(1, steps)
    self.first = max(1, first)
    self.last = max(self.first, last)
    self.end = min(max(self.first, end), self.last)
  }

  /// Whether a place lies within them.
  package func contains(_ state: StepState) -> Bool {
    (first...last).contains(state.iteration) && (0..<steps).contains(state.step)
  }
}
