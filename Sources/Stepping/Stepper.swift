import Calculus
import Execution
import LessonLanguage
import Trace
import Typesetting

/// A run that follows the reader's steps: the model's place, and the values of its iteration.
package final class Stepper {
  /// What the reader's words mean.
  package let scope: Scope
  private let timeline: Timeline
  private let isStopped: () -> Bool
  /// Where the reader stands; its iteration is the one whose values are there.
  package private(set) var state = StepState()
  /// The values of the present iteration.
  package private(set) var moment: Moment
  /// The loss of each iteration from the first one on, as far as it is kept.
  private var losses: [Double] = []
  private static let mostLosses = 100_000

  /// Runs the first iteration: of the lesson, or after the saved run it goes on from.
  ///
  /// - Parameter isStopped: asked now and then on the way; what is under way then ends.
  /// - Throws: a `LessonError`, a `StepperError`.
  package init(_ scope: Scope, options: RunOptions, isStopped: @escaping () -> Bool = { false }) throws {
    self.scope = scope
    timeline = try scope.locating { Timeline(try Runner(scope.program, options: options)) }
    self.isStopped = isStopped
    moment = timeline.runner.moment()
    guard !operations.isEmpty else {
      throw StepperError.noOperations(lesson: scope.program.name)
    }
    state.iteration = runner.beginning + 1
    try travel(to: state.iteration)
  }

  package var runner: Runner { timeline.runner }

  /// What an iteration computes, one operation after another.
  package var operations: [Definition] {
    let program = runner.program
    let gathered = Set(program.accumulations.map(\.term.id))
    return program.definitions.filter { definition in
      // What only stopping looks at, and the unnamed term of a sum over the epoch, are no lines of the lesson.
      definition.phase != .control && !(definition.isDerived && gathered.contains(definition.quantity.id))
    }
  }

  /// The operation at which the reader stands.
  package var operation: Definition? {
    let operations = operations
    return operations.indices.contains(state.operation) ? operations[state.operation] : nil
  }

  /// How far one can step, as far as is known by now.
  package var bounds: StepBounds {
    StepBounds(
      operations: operations.count, end: runner.stoppedAt ?? runner.plannedIterations, first: runner.beginning + 1)
  }

  /// The losses from the first iteration to the present one; empty without an objective or beyond what is kept.
  package var lossesSoFar: ArraySlice<Double> {
    let count = state.iteration - runner.beginning
    return count <= losses.count ? losses.prefix(count) : []
  }

  /// Does what a key says and tells what is to be shown; throws `LessonError` or `StepperError.stopped`.
  package func press(_ key: StepKey) throws -> StepEffect {
    while true {
      let (next, effect) = state.pressing(key, within: bounds)
      // On the way the lesson may turn out to end earlier: then the key is understood again.
      guard try travel(to: next.iteration) else { continue }
      state = next
      return effect
    }
  }

  /// Runs to an iteration.
  ///
  /// - Returns: false when the lesson's end was found on the way, which may change the bounds.
  @discardableResult
  private func travel(to iteration: Int) throws -> Bool {
    try scope.locating { try move(to: iteration) }
  }

  private func move(to iteration: Int) throws -> Bool {
    let here = runner.iteration
    let known = runner.stoppedAt
    defer { if runner.iteration != here { moment = runner.moment() } }
    if iteration < here { try timeline.go(to: iteration) }
    while runner.iteration < iteration {
      try timeline.go(to: runner.iteration + 1)
      if let objective = runner.program.objective, runner.iteration == runner.beginning + losses.count + 1,
        losses.count < Self.mostLosses
      {
        losses.append(runner.withValue(of: objective) { $0.first ?? .nan } ?? .nan)
      }
      if runner.isPause && isStopped() { throw StepperError.stopped }
      if runner.stoppedAt != known { return false }
    }
    return true
  }
}

/// Why there is no next step.
package enum StepperError: Error, Hashable, Sendable {
  /// The lesson of this name computes nothing.
  case noOperations(lesson: String)
  /// The reader stopped it on the way.
  case stopped

  /// The sentence for the reader.
  package var message: Localized {
    switch self {
    case .noOperations(let lesson):
      Localized(
        es: "La lección «\(lesson)» no calcula nada: no hay pasos que dar.",
        en: "The lesson “\(lesson)” computes nothing: there are no steps to take.")
    case .stopped: Localized(es: "Interrumpido.", en: "Interrupted.")
    }
  }
}
