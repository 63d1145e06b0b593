/// Where a reader stands in a run: an iteration, and one of its operations.
package struct StepState: Hashable, Sendable {
  /// The iteration, from 1.
  package var iteration: Int
  /// The operation within it, from 0.
  package var operation: Int

  /// A place in a run.
  package init(iteration: Int = 1, operation: Int = 0) {
    self.iteration = iteration
    self.operation = operation
  }
}

/// How far one can step.
package struct StepBounds: Hashable, Sendable {
  /// Operations in an iteration, at least 1.
  package var operations: Int
  /// The iteration after which the lesson ends; going on past it has to be asked for.
  package var end: Int
  /// The last iteration there can be.
  package var last: Int

  /// The most iterations anything here runs.
  package static let mostIterations = 1_000_000_000

  /// Bounds with an end between 1 and `last`.
  package init(operations: Int, end: Int, last: Int = mostIterations) {
    self.operations = max(1, operations)
    self.last = max(1, last)
    self.end = min(max(1, end), self.last)
  }

  /// Whether a place lies within them.
  package func contains(_ state: StepState) -> Bool {
    (1...last).contains(state.iteration) && (0..<operations).contains(state.operation)
  }
}
