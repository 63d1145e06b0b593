import Calculus
import LessonLanguage
import Trace
import Typesetting

/// A reader's walk through a run: where they stand, what is seen there, and where each key leads.
///
/// A walk runs nothing: whoever holds it brings what is seen at the iteration that a key leads to.
package struct Walk {
  /// What the reader's words mean.
  package let scope: Scope
  /// Where the reader stands; its iteration is that of `moment`.
  package private(set) var state: StepState
  /// The numbers of the current iteration.
  package private(set) var moment: Moment
  /// What is known by now of the run's extent.
  package private(set) var outlook: Outlook
  private var losses: [Double]

  /// A walk that begins with the first step of an iteration; throws `NothingToStep` if it has none.
  package init(_ scope: Scope, from visit: Visit) throws(NothingToStep) {
    self.scope = scope
    state = StepState(iteration: visit.moment.iteration)
    moment = visit.moment
    outlook = visit.outlook
    losses = visit.losses
    guard !steps.isEmpty else { throw NothingToStep(lesson: scope.program.name) }
  }

  /// What an iteration computes, one step after another.
  package var steps: [Definition] { Self.steps(of: moment.program) }

  /// What an iteration of a program computes, one step after another.
  package static func steps(of program: Program) -> [Definition] {
    let terms = Set(program.accumulations.map { $0.term.id })
    return program.definitions.filter { definition in
      // What only stopping looks at, and the unnamed term of a sum over the epoch, are no lines of the lesson.
      definition.phase != .control && !(definition.isDerived && terms.contains(definition.quantity.id))
    }
  }

  /// The step at which the reader stands.
  package var definition: Definition? {
    let steps = steps
    return steps.indices.contains(state.step) ? steps[state.step] : nil
  }

  /// Whether the step is a sum over an epoch that goes on after this iteration.
  package var isSumSoFar: Bool { definition?.isEpochTotal == true && !moment.isEpochEnd }

  /// The step, from 1, that computes a quantity, where the reader has not come to it yet; else nil.
  package func laterStep(of quantity: Quantity) -> Int? {
    guard let place = steps.firstIndex(where: { $0.quantity == quantity }), place > state.step else { return nil }
    return place + 1
  }

  /// How far one can step, as far as is known by now.
  package var bounds: StepBounds {
    StepBounds(
      steps: steps.count, end: outlook.ending?.iteration ?? outlook.planned, first: outlook.first)
  }

  /// The lesson's last iteration, as soon as it is known: from the beginning where nothing but their number ends it.
  package var knownEnd: Int? {
    outlook.ending?.iteration ?? (moment.program.stops.contains { $0.isCondition } ? nil : outlook.planned)
  }

  /// The losses from the first iteration to the present one; empty without an objective or beyond what is kept.
  package var lossesSoFar: ArraySlice<Double> {
    let count = state.iteration - outlook.first + 1
    return count <= losses.count ? losses.prefix(count) : []
  }

  /// Does what a key says and tells what is to be shown; throws what `visit` throws, and is then where it was.
  ///
  /// - Parameter visit: what is seen at an iteration, or at the end that the run is found to have before it.
  package mutating func press<Failure: Error>(
    _ key: StepKey, visiting visit: (Int) throws(Failure) -> Visit
  ) throws(Failure) -> StepEffect {
    while true {
      let (next, effect) = state.pressing(key, within: bounds)
      if next.iteration != moment.iteration {
        let seen = try visit(next.iteration)
        losses = seen.losses
        if seen.outlook != outlook {
          // On the way the lesson turned out to end: the key is understood again.
          outlook = seen.outlook
          continue
        }
        moment = seen.moment
      }
      state = next
      return effect
    }
  }
}

/// Why there are no steps: the lesson computes nothing.
package struct NothingToStep: Error, Hashable, Sendable {
  /// Its name.
  package let lesson: String

  /// The sentence for the reader.
  package var message: Localized {
    Localized(
      es: "La lección «\(lesson)» no calcula nada: no hay pasos que dar.",
      en: "The lesson “\(lesson)” computes nothing: there are no steps to take.")
  }
}
