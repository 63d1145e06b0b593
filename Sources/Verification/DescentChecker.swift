import Calculus
import LessonLanguage
import Matrices
import Trace
import Typesetting

/// Holds the steps of a lesson against the gradient of what it descends, iteration by iteration.
struct DescentChecker {
  private let verifier: Verifier
  private let scope: Scope
  private let program: Program
  /// The states of the lesson and its optimizers.
  private let states: [Int: Quantity]
  /// What has been found of each update of a parameter, in the order of `program.updates`.
  private var findings: [Int: Finding] = [:]

  private struct Finding {
    var check: DescentCheck
    var rates: [(iteration: Int, rate: Double)] = []
  }

  init(_ verifier: Verifier, _ scope: Scope) {
    self.verifier = verifier
    self.scope = scope
    program = scope.program
    states = Dictionary(
      lastOf: program.inputs.filter { $0.phase == .state }.map { ($0.quantity.id, $0.quantity) })
  }

  /// What has been found, in the order of the lesson.
  var checks: [DescentCheck] { findings.sorted { $0.key < $1.key }.map { $0.value.check.adding($0.value.rates) } }

  /// The one rate that all steps written out have in each iteration, as it is in the first; nil where there is none.
  var commonRate: Double? {
    let rates = checks.filter { $0.subject == .step }.flatMap { $0.rates }
    guard let first = rates.first else { return nil }
    for (iteration, rate) in rates {
      guard let own = rates.first(where: { $0.iteration == iteration })?.rate else { continue }
      guard abs(rate - own) <= 1e-6 * abs(own) else { return nil }
    }
    return first.rate
  }

  /// Looks at the steps of one iteration.
  ///
  /// - Parameter atKinks: the parameters of which the lesson takes another subgradient than the automatic derivative, by
  ///   id: these say nothing against a step.
  mutating func note(_ moment: Moment, _ noise: RoundingNoise, atKinks: Set<Int>) throws(ProgramError) {
    for (index, update) in moment.program.updates.enumerated() where program.parameters.contains(update.old) {
      guard let objective = objective(of: update, in: moment.program), objective.shape.isScalar else { continue }
      guard program.hasLoss || objective != program.objective else {
        // Without a loss nobody says that its value should fall.
        let isGradient = program.claims.contains {
          $0.gradient?.numerator == objective && $0.gradient?.denominator == update.old
        }
        if isGradient && update.isWrittenOut {
          note(.unjudged(.noLoss), update, objective, moment.iteration, at: index)
        }
        continue
      }
      guard !atKinks.contains(update.old.id) else {
        note(.unjudged(.kink), update, objective, moment.iteration, at: index)
        continue
      }
      let asked = Program.Claim.Gradient(numerator: objective, offset: 0, denominator: update.old)
      let derivative = try verifier.mechanical(asked, moment, scope)
      let gradient = moment.evaluate(derivative)
      guard gradient.values.allSatisfy({ $0.isFinite }) else {
        note(.unjudged(.notFinite), update, objective, moment.iteration, at: index)
        continue
      }
      let slopeNoise = { noise.noise(of: derivative) }
      if update.isWrittenOut {
        try noteStep(update, objective, moment, gradient, derivative, slopeNoise, at: index)
      } else {
        // What the program derives itself is right by nature.
        for given in update.given where !given.isDerivative {
          let own = moment.evaluate(given)
          var step = WrittenStep(
            giving: own, gradient, noise: slopeNoise, ownNoise: { noise.noise(of: Resolved(given)) })
          compareElsewhere(&step, moment) { moment, noise in
            WrittenStep(
              giving: moment.evaluate(given), moment.evaluate(derivative), noise: { noise.noise(of: derivative) },
              ownNoise: { noise.noise(of: Resolved(given)) })
          }
          note(step, .given, update, objective, moment.iteration, at: index)
        }
        guard moment.iteration == 1 else { continue }
        let step = WrittenStep(
          from: moment.value(of: update.old), to: moment.value(of: update.new), gradient, noise: [0])
        if step.isClimbing, stateRead(by: update, in: moment.program).map({ isZero($0, moment) }) ?? true {
          note(step, .optimized, update, objective, moment.iteration, at: index)
        }
      }
    }
  }

  private mutating func noteStep(
    _ update: Program.Update, _ objective: Quantity, _ moment: Moment, _ gradient: Matrix, _ derivative: Resolved,
    _ noise: () -> [Double], at index: Int
  ) throws(ProgramError) {
    var step = WrittenStep(
      from: moment.value(of: update.old), to: moment.value(of: update.new), gradient, noise: noise())
    let iteration = moment.iteration
    // A parameter may learn in some iterations alone.
    if iteration > 1, step.moved == 0 { return }
    guard let state = stateRead(by: update, in: moment.program) else {
      compareElsewhere(&step, moment) { moment, noise in
        WrittenStep(
          from: moment.value(of: update.old), to: moment.value(of: update.new), moment.evaluate(derivative),
          noise: noise.noise(of: derivative))
      }
      return note(step, .step, update, objective, iteration, at: index)
    }
    switch step.direction {
    case .rests, .gradient(rate: 0.0.nextUp...): note(step, .step, update, objective, iteration, at: index)
    default:
      // From states of 0 nothing but the gradient can have put it uphill.
      if iteration == 1, step.isClimbing, isZero(state, moment) {
        note(step, .step, update, objective, iteration, at: index)
      } else {
        note(.unjudged(.state(state)), update, objective, iteration, at: index)
      }
    }
  }

  /// Holds a step of one entry against what it is with other parameters.
  private func compareElsewhere(
    _ step: inout WrittenStep, _ moment: Moment, _ again: (Moment, RoundingNoise) -> WrittenStep
  ) {
    guard step.moved == 1, case .gradient(rate: 0.0.nextUp...) = step.direction else { return }
    for attempt in OtherValues.keepingSigns {
      let other = OtherValues(moment, moving: .parameters, attempt: attempt)
      guard let place = other.place else { return }
      if step.compare(with: again(other.moment, RoundingNoise(other.moment)), at: place) { return }
    }
  }

  private func isZero(_ state: Quantity, _ moment: Moment) -> Bool {
    states.values.allSatisfy { moment.value(of: $0).values.allSatisfy { $0 == 0 } }
      && moment.value(of: state).values.allSatisfy { $0 == 0 }
  }

  // MARK: - What steps are held against

  /// What a step should make smaller: the loss, or what the gradients that it reads are said to be derivatives of.
  private func objective(of update: Program.Update, in program: Program) -> Quantity? {
    for quantity in read(by: update, in: program) {
      if case .derivative(let numerator, _) = quantity.role, quantity.symbol == update.old.symbol,
        let own = program.definitions.last(where: { $0.quantity.name == numerator })?.quantity
      {
        return own
      }
      let claim = program.claims.first { $0.quantity == quantity && $0.gradient?.denominator == update.old }
      if let gradient = claim?.gradient, gradient.numerator.shape.isScalar { return gradient.numerator }
    }
    return program.objective
  }

  /// The state that a step reads, if any.
  private func stateRead(by update: Program.Update, in program: Program) -> Quantity? {
    for quantity in read(by: update, in: program) { if let state = states[quantity.id] { return state } }
    return nil
  }

  /// What a step is computed from, as far as it belongs to the backward pass and the update; the nearest first.
  private func read(by update: Program.Update, in program: Program) -> [Quantity] {
    let lines = Dictionary(
      lastOf: program.definitions.filter { $0.phase >= .backward }.map { ($0.quantity.id, $0.formula) })
    var found: [Quantity] = []
    var seen: Set<Int> = []
    var waiting = [update.new]
    while !waiting.isEmpty {
      let next = waiting.removeFirst()
      guard seen.insert(next.id).inserted else { continue }
      found.append(next)
      if let formula = lines[next.id] { waiting += formula.references }
    }
    return found
  }

  // MARK: - What is kept

  private mutating func note(
    _ step: WrittenStep, _ subject: DescentCheck.Subject, _ update: Program.Update, _ objective: Quantity,
    _ iteration: Int, at index: Int
  ) {
    keep(
      DescentCheck(
        parameter: update.old, objective: objective, gradient: Self.gradient(objective, update.old), subject: subject,
        iteration: iteration, rates: [], count: step.count, moved: step.moved, left: step.left,
        direction: step.direction, error: step.error, slope: step.slope), at: index)
  }

  private mutating func note(
    _ direction: DescentCheck.Direction, _ update: Program.Update, _ objective: Quantity, _ iteration: Int,
    at index: Int
  ) {
    keep(
      DescentCheck(
        parameter: update.old, objective: objective, gradient: Self.gradient(objective, update.old),
        subject: update.isWrittenOut ? .step : .given, iteration: iteration, rates: [], count: update.old.shape.count,
        moved: 0, left: 0, direction: direction, error: 0, slope: 0), at: index)
  }

  /// Keeps what is furthest from a step against the gradient, and the rates of all.
  private mutating func keep(_ check: DescentCheck, at index: Int) {
    var finding = findings[index] ?? Finding(check: check)
    if check.concern > finding.check.concern { finding.check = check }
    if let rate = check.rate { finding.rates.append((check.iteration, rate)) }
    findings[index] = finding
  }

  private static func gradient(_ objective: Quantity, _ parameter: Quantity) -> MathText {
    Notation().partial(numerator: Notation().name(objective), denominator: Notation().name(parameter))
  }
}

extension DescentCheck {
  /// How much there is to tell of it.
  fileprivate var concern: Int {
    switch direction {
    case .unjudged(.kink): 0
    case .rests: 1
    case .gradient: isRight ? 2 : 6
    case .unjudged: 3
    case .entries, .varying: 4
    case .falling: 5
    case .other: 6
    }
  }

  fileprivate func adding(_ rates: [(iteration: Int, rate: Double)]) -> DescentCheck {
    DescentCheck(
      parameter: parameter, objective: objective, gradient: gradient, subject: subject, iteration: iteration,
      rates: rates, count: count, moved: moved, left: left, direction: direction, error: error, slope: slope)
  }
}

extension Formula {
  /// Whether it is nothing but a derivative that was made mechanically.
  fileprivate var isDerivative: Bool {
    if case .reference(let quantity) = self { quantity.isDerivative } else { false }
  }
}
