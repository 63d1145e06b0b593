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
    try lesson.locating { () throws(ProgramError) in
      try checkGradients(try Run(scope.program, options: options), scope, into: &report)
    }
  }

  private func checkGradients(
    _ run: Run, _ scope: Scope, into report: inout Report
  ) throws(ProgramError) {
    var findings = scope.program.claims.map { _ in Finding() }
    for iteration in 1...Self.checkedIterations {
      try run.advance()
      let moment = run.moment()
      let noise = RoundingNoise(moment)
      for (index, claim) in run.program.claims.enumerated() where findings.indices.contains(index) {
        if isInterrupted() {
          report.isInterrupted = true
          return
        }
        try check(claim, moment, noise, scope, into: &findings[index])
      }
      if iteration == 1 { try checkDescents(run.program, moment, noise, scope, into: &report) }
      if run.isFinished, case .diverged = run.outcome { break }
    }
    let program = scope.program
    for (claim, finding) in zip(program.claims, findings) {
      let count = claim.quantity.shape.count
      var check = GradientCheck(
        quantity: claim.quantity, claim: claim.promise.formula.typeset(Notation(), substituting: nil).line,
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
    let promised = Set(program.claims.map { $0.quantity.id })
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
    var ratio: Double? {
      guard !isBroken, differ, let ratio = first?.ratio, abs(ratio - 1) > Self.tolerance else { return nil }
      return ratio
    }

    private static let tolerance = 1e-6

    /// - Parameter noise: what rounding may have left in each entry; entries that are nothing else tell nothing.
    mutating func note(_ own: Matrix, _ promised: Matrix, noise: [Double]) {
      guard !isBroken, own.values.count == promised.values.count else {
        isBroken = true
        return
      }
      for (index, (value, right)) in zip(own.values, promised.values).enumerated()
      where max(abs(value), abs(right)) > (noise.indices.contains(index) ? noise[index] : 0) {
        let ratio = value / right
        guard ratio.isFinite, ratio != 0, abs(ratio - (first?.ratio ?? ratio)) <= Self.tolerance * abs(ratio) else {
          isBroken = true
          return
        }
        if let first {
          if abs(right - first.promised) > Self.tolerance * max(abs(right), abs(first.promised)) { differ = true }
        } else {
          first = (ratio, right)
        }
      }
    }
  }

  private func check(
    _ claim: Program.Claim, _ moment: Moment, _ noise: RoundingNoise, _ scope: Scope, into finding: inout Finding
  ) throws(ProgramError) {
    let own = moment.value(of: claim.quantity)
    let promised = moment.evaluate(claim.promise)
    let differences = EntryDifferences(own, promised) {
      (noise.noise(of: claim.quantity), noise.noise(of: claim.promise))
    }
    for (offset, error) in differences.errors.enumerated() where !(error <= GradientCheck.mechanicalTolerance) {
      if offset < own.values.count { finding.wrong.insert(offset) }
    }
    finding.mechanicalError = max(finding.mechanicalError, differences.largest)
    finding.multiple.note(own, promised, noise: differences.noise)
    if finding.worst == nil {
      finding.worst = differences.worst.map { ($0, moment.iteration) }
    }
    guard let gradient = claim.gradient else { return }
    let derivative = moment.evaluate(try mechanical(gradient, moment, scope))
    let central = centralDifferences(gradient, moment, derivative: derivative)
    for difference in central { finding.differences.note(difference) }
    let disagreeing = central.filter { $0.finding == .disagrees }
    finding.wrong.formUnion(disagreeing.map { $0.offset })
    if finding.worstOfDifferences == nil, let worst = disagreeing.max(by: { $0.error < $1.error }),
      let slope = worst.slope
    {
      let notation = Notation()
      finding.worstOfDifferences = (
        Verdict.Difference(
          indices: gradient.denominator.shape.address(of: worst.offset), value: slope, expected: worst.expected),
        notation.partial(
          numerator: notation.entry(gradient.numerator, gradient.offset),
          denominator: notation.entry(gradient.denominator, worst.offset))
      )
    }
  }

  private func mechanical(
    _ gradient: Program.Claim.Gradient, _ moment: Moment, _ scope: Scope
  ) throws(ProgramError) -> Resolved {
    do {
      return try scope.of(moment.program).derivative(
        of: gradient.numerator, at: gradient.offset, by: gradient.denominator)
    } catch {
      throw ProgramError(error.message, line: error.range?.line)
    }
  }

  /// With a loss and no state, every `P ← …` is a step −c·∂objective/∂P, with one c > 0.
  private func checkDescents(
    _ program: Program, _ moment: Moment, _ noise: RoundingNoise, _ scope: Scope, into report: inout Report
  ) throws(ProgramError) {
    let hasLoss = program.definitions.contains { $0.phase == .loss }
    let hasState = program.inputs.contains { $0.phase == .state }
    guard hasLoss, !hasState, let objective = program.objective else { return }
    for update in program.updates where update.isWrittenOut {
      let derivative = try mechanical(
        Program.Claim.Gradient(numerator: objective, offset: 0, denominator: update.old), moment, scope)
      let gradient = moment.evaluate(derivative)
      let old = moment.value(of: update.old).values
      let new = moment.value(of: update.new).values
      let slopes =
        gradient.values.count == old.count ? gradient.values : Array(repeating: gradient.values[0], count: old.count)
      let change = zip(new, old).map { $0 - $1 }
      let product = zip(change, slopes).reduce(0) { $0 + $1.0 * $1.1 }
      let square = slopes.reduce(0) { $0 + $1 * $1 }
      let rate = square == 0 ? 0 : -product / square
      let largest = change.reduce(0) { max($0, abs($1)) }
      let worst = zip(change, slopes).reduce(0) { max($0, abs($1.0 + rate * $1.1)) }
      // The change is a difference of two nearly equal numbers: what rounding them leaves is no error of the lesson's.
      let rounding = zip(new, old).reduce(0) { max($0, abs($1.0).ulp, abs($1.1).ulp) }
      let error = worst <= 4 * rounding || worst == 0 ? 0 : worst / max(largest, 1e-300)
      // A derivative that is 0 but for rounding moves nothing, at whatever rate.
      let isResting =
        largest <= 4 * rounding
        && (square == 0 || zip(gradient.values, noise.noise(of: derivative)).allSatisfy { abs($0) <= $1 })
      report.descents.append(
        DescentCheck(
          parameter: update.old,
          gradient: Notation().partial(
            numerator: Notation().name(objective), denominator: Notation().name(update.old)),
          rate: isResting ? nil : rate, error: error))
    }
    let rates = report.descents.compactMap { $0.rate }
    if let first = rates.first {
      report.commonRate = rates.allSatisfy { abs($0 - first) <= 1e-6 * abs(first) } ? first : nil
    }
  }
}
