import Calculus
import Execution
import LessonLanguage
import Matrices
import Trace
import Typesetting

extension Verifier {
  /// Every promised gradient against the mechanical derivative and central differences, in the first iteration; every
  /// step written with `←` against the gradient.
  func checkGradients(_ lesson: PreparedLesson, into report: inout Report) throws(LessonError) {
    var options = RunOptions()
    options.seed = runOptions.seed
    let runner = try Runner(lesson, options: options)
    try runner.advance()
    let values = Values(runner)
    let program = runner.program
    for claim in program.claims {
      let own = values.value(of: claim.quantity)
      let promised = values.evaluate(claim.formula)
      let mechanicalErrors = Self.differences(own, promised)
      var wrong = Set(mechanicalErrors.indices.filter { !(mechanicalErrors[$0] <= GradientCheck.mechanicalTolerance) })
      var central: (errors: [(offset: Int, error: Double)], worst: Double)?
      if let gradient = claim.gradient {
        let errors = try differences(gradient, values, lesson)
        central = (errors, errors.reduce(0) { max($0, $1.error) })
        for (offset, error) in errors where !(error <= GradientCheck.differenceTolerance) { wrong.insert(offset) }
      }
      var check = GradientCheck(
        quantity: claim.quantity, claim: claim.formula.typeset(Notation(), substituting: nil).text, line: claim.line,
        count: own.values.count, agreeing: own.values.count - wrong.count,
        mechanicalError: mechanicalErrors.reduce(0, max), differenceError: central?.worst,
        differenceCount: central?.errors.count ?? 0)
      check.isOfParameter =
        claim.gradient.map { $0.numerator == program.objective && program.parameters.contains($0.denominator) } ?? false
      report.gradients.append(check)
    }
    let promised = Set(program.claims.map(\.quantity.id))
    for definition in program.definitions
    where definition.phase == .backward && !definition.isDerived && !promised.contains(definition.quantity.id) {
      report.unpromised.append(definition.quantity)
    }
    try checkSteps(program, values, lesson, into: &report)
  }

  /// The mechanical derivative against (a(b + h) − a(b − h))/2h, entry by entry, relative to the largest entry.
  ///
  /// Of a large quantity, entries spread evenly over it.
  private func differences(
    _ gradient: Program.Claim.Gradient, _ values: Values, _ lesson: PreparedLesson
  ) throws(LessonError) -> [(offset: Int, error: Double)] {
    let derivative = try mechanical(gradient, values, lesson)
    let start = values.value(of: gradient.denominator)
    let count = start.values.count
    let stride = max(1, count / Self.mostDifferences)
    var found: [(offset: Int, error: Double)] = []
    var scale = 0.0
    for offset in Swift.stride(from: 0, to: count, by: stride) {
      let step = 1e-5 * max(1, abs(start.values[offset]))
      values.replace(gradient.denominator, offset, with: start.values[offset] + step)
      let above = values.entry(gradient.numerator, gradient.offset)
      values.restore()
      values.replace(gradient.denominator, offset, with: start.values[offset] - step)
      let below = values.entry(gradient.numerator, gradient.offset)
      values.restore()
      let slope = (above - below) / (2 * step)
      let expected = derivative.values.count == 1 ? derivative.values[0] : derivative.values[offset]
      found.append((offset, slope.isFinite && expected.isFinite ? abs(slope - expected) : .infinity))
      if expected.isFinite { scale = max(scale, abs(expected)) }
    }
    let unit = max(scale, 1e-4)
    return found.map { ($0.offset, $0.error == 0 ? 0 : $0.error / unit) }
  }

  private static var mostDifferences: Int { 32 }

  private func mechanical(
    _ gradient: Program.Claim.Gradient, _ values: Values, _ lesson: PreparedLesson
  ) throws(LessonError) -> Matrix {
    do {
      let formula = try values.runner.elaborator.derivative(
        of: gradient.numerator, at: gradient.offset, by: gradient.denominator)
      return values.evaluate(formula)
    } catch {
      throw lesson.source.error(error)
    }
  }

  /// With a loss and no state, every `P ← …` is a step −c·∂objective/∂P, with one c > 0.
  private func checkSteps(
    _ program: Program, _ values: Values, _ lesson: PreparedLesson, into report: inout Report
  ) throws(LessonError) {
    let hasLoss = program.definitions.contains { $0.phase == .loss }
    let hasState = program.inputs.contains { $0.phase == .state }
    guard hasLoss, !hasState, let objective = program.objective else { return }
    for update in program.updates where update.isWrittenOut {
      let gradient = try mechanical(
        Program.Claim.Gradient(numerator: objective, offset: 0, denominator: update.old), values, lesson)
      let old = values.value(of: update.old).values
      let new = values.value(of: update.new).values
      let slopes =
        gradient.values.count == old.count ? gradient.values : Array(repeating: gradient.values[0], count: old.count)
      let step = zip(new, old).map { $0 - $1 }
      let product = zip(step, slopes).reduce(0) { $0 + $1.0 * $1.1 }
      let square = slopes.reduce(0) { $0 + $1 * $1 }
      let rate = square == 0 ? 0 : -product / square
      let largest = step.reduce(0) { max($0, abs($1)) }
      let worst = zip(step, slopes).reduce(0) { max($0, abs($1.0 + rate * $1.1)) }
      // The step is a difference of two nearly equal numbers: what rounding them leaves is no error of the lesson's.
      let rounding = zip(new, old).reduce(0) { max($0, abs($1.0).ulp, abs($1.1).ulp) }
      let error = worst <= 4 * rounding || worst == 0 ? 0 : worst / max(largest, 1e-300)
      report.steps.append(
        StepCheck(
          parameter: update.old,
          gradient: Notation().partial(
            numerator: Notation().name(objective), denominator: Notation().name(update.old)),
          rate: rate, error: error))
    }
    if let first = report.steps.first {
      let agree = report.steps.allSatisfy { abs($0.rate - first.rate) <= 1e-6 * abs(first.rate) }
      report.commonRate = agree ? first.rate : nil
    }
  }
}
