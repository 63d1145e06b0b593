import Calculus
import Execution
import LessonLanguage
import Matrices
import Trace
import Typesetting

extension Verifier {
  /// Every promised gradient against the mechanical derivative and central differences, in the first iterations; every
  /// step written with `←` against the gradient.
  func checkGradients(_ scope: Scope, into report: inout Report) throws(LessonError) {
    var options = RunOptions()
    options.seed = runOptions.seed
    do throws(ProgramError) {
      try checkGradients(try Runner(scope.program, options: options), scope, into: &report)
    } catch {
      throw lesson.error(error)
    }
  }

  private func checkGradients(
    _ runner: Runner, _ scope: Scope, into report: inout Report
  ) throws(ProgramError) {
    var findings = scope.program.claims.map { _ in Finding() }
    for iteration in 1...Self.checkedIterations {
      try runner.advance()
      let moment = runner.moment()
      for (index, claim) in runner.program.claims.enumerated() where findings.indices.contains(index) {
        if isInterrupted() {
          report.isInterrupted = true
          return
        }
        try check(claim, moment, scope, into: &findings[index])
      }
      if iteration == 1 { try checkSteps(runner.program, moment, scope, into: &report) }
      if runner.isFinished, case .diverged = runner.outcome { break }
    }
    let program = scope.program
    for (claim, finding) in zip(program.claims, findings) {
      let count = claim.quantity.shape.count
      var check = GradientCheck(
        quantity: claim.quantity, claim: claim.promise.formula.typeset(Notation(), substituting: nil).text,
        line: claim.line, count: count, agreeing: count - finding.wrong.count, mechanicalError: finding.mechanicalError)
      check.differences = claim.gradient == nil ? nil : finding.differences
      check.isOfParameter =
        claim.gradient.map { $0.numerator == program.objective && program.parameters.contains($0.denominator) } ?? false
      check.isDerivative = claim.gradient != nil
      check.ratio = finding.mechanicalError > GradientCheck.mechanicalTolerance ? finding.multiple.ratio : nil
      check.worst = finding.worst
      check.worstOfDifferences = finding.worstOfDifferences
      report.gradients.append(check)
    }
    let promised = Set(program.claims.map(\.quantity.id))
    for definition in program.definitions
    where definition.phase == .backward && !definition.isDerived && !promised.contains(definition.quantity.id) {
      report.unpromised.append(definition.quantity)
    }
  }

  /// Iterations in which gradients are compared: a formula can be right at the start and wrong afterwards.
  private static var checkedIterations: Int { 3 }

  /// What the iterations looked at have shown of one claim.
  private struct Finding {
    var wrong: Set<Int> = []
    var mechanicalError = 0.0
    var differences = GradientCheck.Differences()
    /// What the quantity is a multiple of its claim by, if of anything.
    var multiple = Multiple()
    var worst: (difference: Verdict.Difference, iteration: Int)?
    var worstOfDifferences: (difference: Verdict.Difference, derivative: MathText)?
  }

  /// Whether a quantity is one multiple of its claim in every entry of every iteration that was looked at.
  ///
  /// One number alone is a multiple of any other, and so are equal numbers of any others: two that are not the same are
  /// needed to tell a factor from a constant that was added.
  private struct Multiple {
    private var first: (ratio: Double, promised: Double)?
    private var differ = false
    private var isBroken = false

    /// The factor, when there is one.
    var ratio: Double? { isBroken || !differ ? nil : first?.ratio }

    mutating func note(_ own: Matrix, _ promised: Matrix) {
      guard !isBroken, own.values.count == promised.values.count else {
        isBroken = true
        return
      }
      let scale = (own.values + promised.values).reduce(0) { max($0, abs($1)) }
      for (value, right) in zip(own.values, promised.values) where max(abs(value), abs(right)) > 1e-9 * scale {
        let ratio = value / right
        guard ratio.isFinite, ratio != 0, abs(ratio - (first?.ratio ?? ratio)) <= 1e-6 * abs(ratio) else {
          isBroken = true
          return
        }
        if let first {
          if abs(right - first.promised) > 1e-6 * max(abs(right), abs(first.promised)) { differ = true }
        } else {
          first = (ratio, right)
        }
      }
    }
  }

  private func check(
    _ claim: Program.Claim, _ moment: Moment, _ scope: Scope, into finding: inout Finding
  ) throws(ProgramError) {
    let own = moment.value(of: claim.quantity)
    let promised = moment.evaluate(claim.promise)
    let errors = Self.differences(own, promised)
    for (offset, error) in errors.enumerated() where !(error <= GradientCheck.mechanicalTolerance) {
      if offset < own.values.count { finding.wrong.insert(offset) }
    }
    finding.mechanicalError = errors.reduce(finding.mechanicalError, max)
    finding.multiple.note(own, promised)
    if finding.worst == nil {
      finding.worst = Self.worst(own, promised, tolerance: GradientCheck.mechanicalTolerance)
        .map { ($0, moment.iteration) }
    }
    guard let gradient = claim.gradient else { return }
    let central = try centralDifferences(gradient, moment, derivative: mechanical(gradient, moment, scope))
    for difference in central { finding.differences.note(difference) }
    let disagreeing = central.filter { $0.finding == .disagrees }
    finding.wrong.formUnion(disagreeing.map(\.offset))
    if finding.worstOfDifferences == nil, let worst = disagreeing.max(by: { $0.error < $1.error }) {
      let notation = Notation()
      finding.worstOfDifferences = (
        Verdict.Difference(
          indices: gradient.denominator.shape.address(of: worst.offset), value: worst.slope, expected: worst.expected),
        notation.partial(
          numerator: notation.entry(gradient.numerator, gradient.offset),
          denominator: notation.entry(gradient.denominator, worst.offset))
      )
    }
  }

  private func mechanical(
    _ gradient: Program.Claim.Gradient, _ moment: Moment, _ scope: Scope
  ) throws(ProgramError) -> Matrix {
    do {
      let derivative = try scope.of(moment.program).derivative(
        of: gradient.numerator, at: gradient.offset, by: gradient.denominator)
      return moment.evaluate(derivative)
    } catch {
      throw ProgramError(error.message, line: error.range?.line)
    }
  }

  /// With a loss and no state, every `P ← …` is a step −c·∂objective/∂P, with one c > 0.
  private func checkSteps(
    _ program: Program, _ moment: Moment, _ scope: Scope, into report: inout Report
  ) throws(ProgramError) {
    let hasLoss = program.definitions.contains { $0.phase == .loss }
    let hasState = program.inputs.contains { $0.phase == .state }
    guard hasLoss, !hasState, let objective = program.objective else { return }
    for update in program.updates where update.isWrittenOut {
      let gradient = try mechanical(
        Program.Claim.Gradient(numerator: objective, offset: 0, denominator: update.old), moment, scope)
      let old = moment.value(of: update.old).values
      let new = moment.value(of: update.new).values
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
