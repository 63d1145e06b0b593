import Calculus
import Execution
import LessonLanguage
import Matrices
import Trace
import Typesetting

extension Verifier {
  /// Every promised gradient against the automatic derivative and central differences, in the first iterations; every
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
        quantity: claim.quantity, subject: claim.subject.formula.typeset(Notation()).text,
        claim: claim.promise.formula.typeset(Notation(), substituting: nil).line,
        line: claim.line, count: count, agreeing: count - finding.wrong.count, mechanicalError: finding.mechanicalError)
      check.differences = claim.gradient == nil ? nil : finding.differences
      check.isOfParameter =
        claim.gradient.map {
          $0.numerator == program.objective && $0.entry == nil && program.parameters.contains($0.denominator)
        } ?? false
      check.isDerivative = claim.gradient != nil
      check.factor =
        finding.mechanicalError > GradientCheck.mechanicalTolerance
        ? finding.multiple.factor(examples: program.exampleCounts) : nil
      check.worst = finding.worst
      check.worstOfDifferences = finding.worstOfDifferences
      report.gradients.append(check)
    }
    let promised = Set(program.claims.flatMap { $0.subject.references.map { $0.id } })
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
    var multiple = ClaimMultiple()
    var worst: (difference: Verdict.Difference, iteration: Int)?
    var worstOfDifferences: (difference: Verdict.Difference, derivative: MathText)?
  }

  private func check(
    _ claim: Program.Claim, _ moment: Moment, _ noise: RoundingNoise, _ scope: Scope, into finding: inout Finding
  ) throws(ProgramError) {
    let own = moment.evaluate(claim.subject)
    let promised = moment.evaluate(claim.promise)
    let differences = EntryDifferences(own, promised) {
      (noise.noise(of: claim.subject), noise.noise(of: claim.promise))
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
    let derivative = try mechanical(gradient, moment, scope)
    let central = centralDifferences(gradient, moment, derivative: moment.evaluate(derivative)) {
      noise.noise(of: derivative)
    }
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

  /// The mechanical derivative that a claim is about.
  func mechanical(
    _ gradient: Program.Claim.Gradient, _ moment: Moment, _ scope: Scope
  ) throws(ProgramError) -> Resolved {
    do {
      return try scope.of(moment.program).derivative(
        of: gradient.numerator, at: gradient.offset, by: gradient.denominator)
    } catch {
      throw ProgramError(error.message, line: error.range?.line)
    }
  }
}

extension Program {
  /// How many examples there are at a time, as far as the data say.
  fileprivate var exampleCounts: Set<Int> {
    var counts = Set(inputs.filter { $0.phase == .data }.map { $0.quantity.exampleCount })
    if let batching { counts.insert(batching.size) }
    return counts
  }
}
