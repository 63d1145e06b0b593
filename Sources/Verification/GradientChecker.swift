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
    let program = scope.program
    var findings = program.claims.map { _ in Finding() }
    var descents = DescentChecker(self, scope)
    defer {
      report.descents = descents.checks
      report.commonRate = descents.commonRate
    }
    var isTold = false
    for place in 1...Self.checkedIterations {
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
      if findings.contains(where: { $0.isWrong }) {
        let order = inRunningOrder(program, findings)
        findCauses(order, program, moment, noise, &findings)
        if !isTold {
          observeClaims?(WrongClaims(moment: moment, places: order))
          isTold = true
        }
      }
      if place == 1 { compareElsewhere(run.program, moment, &findings) }
      let atKinks = zip(program.claims, findings).filter { $1.ownKinks > 0 }.compactMap {
        $0.0.gradient?.denominator.id
      }
      try descents.note(moment, noise, atKinks: Set(atKinks))
      if run.isFinished, case .diverged = run.outcome { break }
    }
    for (claim, finding) in zip(program.claims, findings) {
      let count = claim.quantity.shape.count
      var check = GradientCheck(
        quantity: claim.quantity, subject: claim.subject.formula.typeset(Notation()).text,
        claim: claim.promise.formula.typeset(Notation(), substituting: nil).line,
        line: claim.line, count: count,
        agreeing: finding.unjudged == nil || finding.compared > 0 ? count - finding.wrong.count : 0,
        wrong: finding.firstWrong,
        mechanicalError: finding.mechanicalError)
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
      check.kink = finding.kink
      check.isMisprint = claim.isMisprint
      check.elsewhere = finding.elsewhere
      if let cause = finding.cause, !finding.isItsOwnCause {
        check.cause = (program.claims[cause].subject.formula.typeset(Notation()).text, program.claims[cause].line)
      }
      check.hasOnlyZeros = finding.hasOnlyZeros && finding.compared > 0
      check.unjudged = finding.unjudged
      check.compared = finding.compared
      check.worstOfDifferences = finding.worstOfDifferences
      report.gradients.append(check)
    }
    let promised = Set(program.claims.flatMap { $0.subject.references.map { $0.id } })
    for definition in program.definitions
    where definition.phase == .backward && !definition.isDerived && !promised.contains(definition.quantity.id) {
      report.unpromised.append(definition.quantity)
    }
  }

  /// Which of the wrong lines of an iteration are wrong because of one above: the lines are gone through as they run, each
  /// wrong one is given the value that it promises, and what is then right below follows from it.
  private func findCauses(
    _ order: [Int], _ program: Program, _ moment: Moment, _ noise: RoundingNoise, _ findings: inout [Finding]
  ) {
    var corrected = moment
    var causes: [Int] = []
    for index in order {
      let claim = program.claims[index]
      let promised = moment.evaluate(claim.promise)
      let differences = EntryDifferences(corrected.evaluate(claim.subject), promised) {
        (noise.noise(of: claim.subject), noise.noise(of: claim.promise))
      }
      if differences.wrong.isEmpty,
        let cause = causes.last(where: { isRead(program.claims[$0].quantity, by: claim, moment) })
      {
        if findings[index].cause == nil { findings[index].cause = cause }
      } else {
        findings[index].isItsOwnCause = true
        guard claim.written == nil, promised.shape == claim.quantity.shape else { continue }
        corrected = corrected.replacing(claim.quantity, with: promised)
        causes.append(index)
      }
    }
  }

  /// The claims whose lines are wrong in the iteration that is looked at, as the lines run.
  private func inRunningOrder(_ program: Program, _ findings: [Finding]) -> [Int] {
    var places: [Int: Int] = [:]
    for (place, definition) in program.definitions.enumerated() { places[definition.quantity.id] = place }
    return program.claims.indices.filter { findings.indices.contains($0) && findings[$0].isWrong }
      .sorted { places[program.claims[$0].quantity.id] ?? .max < places[program.claims[$1].quantity.id] ?? .max }
  }

  /// Whether a claimed line is computed from a quantity.
  private func isRead(_ quantity: Quantity, by claim: Program.Claim, _ moment: Moment) -> Bool {
    OtherValues.read([claim.subject], moment).contains(quantity.id)
  }

  /// What is right with the lesson's own parameters, with others.
  private func compareElsewhere(_ program: Program, _ moment: Moment, _ findings: inout [Finding]) {
    for attempt in OtherValues.keepingSigns.lowerBound...OtherValues.turningSigns.upperBound {
      let open = program.claims.indices.filter { index in
        guard findings.indices.contains(index), findings[index].wrong.isEmpty, findings[index].ownKinks == 0,
          findings[index].compared > 0
        else { return false }
        guard let found = findings[index].elsewhere else { return OtherValues.keepingSigns.contains(attempt) }
        // Zeros show nothing: others are looked for.
        return findings[index].hasOnlyZeros && found.hasOnlyZeros && found.differs == nil
      }
      guard !open.isEmpty, !isInterrupted() else { return }
      let others = OtherValues(moment, moving: .parameters, attempt: attempt)
      for index in open {
        let claim = program.claims[index]
        // What does not depend on parameters says what the derivative is with these.
        if others.concerns(claim.subject), let found = others.compare(claim.subject, claim.promise) {
          findings[index].elsewhere = found
        }
      }
    }
  }

  /// Iterations in which gradients are compared: a formula can be right at the start and wrong afterwards.
  private static var checkedIterations: Int { 3 }

  /// What the iterations looked at have shown of one claim.
  private struct Finding {
    var wrong: Set<Int> = []
    /// How many entries were wrong in the first iteration in which one was.
    var firstWrong: (count: Int, iteration: Int)?
    var mechanicalError = 0.0
    var differences = GradientCheck.Differences()
    /// What the quantity is a multiple of its claim by, if of anything.
    var multiple = ClaimMultiple()
    var worst: (difference: Verdict.Difference, iteration: Int)?
    var worstOfDifferences: (difference: Verdict.Difference, derivative: MathText)?
    /// Entries that differences do not agree with in the iteration that is looked at.
    var disagreeing: Set<Int> = []
    var kink: GradientCheck.AtKink?
    /// Entries, in the iteration that is looked at, that are another subgradient than the automatic derivative.
    var ownKinks = 0
    var unjudged: GradientCheck.Unjudged?

    /// Entries that could be compared.
    var compared = 0
    var hasOnlyZeros = true
    /// The claim that it is wrong because of, by its place, in the first iteration in which it is; whether there is an
    /// iteration in which it is wrong by itself.
    var cause: Int?
    var isItsOwnCause = false
    /// Whether it is wrong in the iteration that is looked at.
    var isWrong = false
    var elsewhere: OtherValues.Finding?
  }

  private func check(
    _ claim: Program.Claim, _ moment: Moment, _ noise: RoundingNoise, _ scope: Scope, into finding: inout Finding
  ) throws(ProgramError) {
    let own = moment.evaluate(claim.subject)
    let promised = moment.evaluate(claim.promise)
    var differences = EntryDifferences(own, promised) {
      (noise.noise(of: claim.subject), noise.noise(of: claim.promise))
    }
    finding.multiple.note(own, promised, noise: differences.noise)
    finding.ownKinks = 0
    finding.isWrong = false
    if let gradient = claim.gradient {
      let notation = Notation()
      let above = notation.entry(gradient.numerator, gradient.offset)
      guard moment.entry(gradient.numerator, gradient.offset).isFinite else {
        finding.unjudged =
          finding.unjudged
          ?? GradientCheck.Unjudged(
            isNumerator: true, name: above, iteration: moment.iteration, count: own.values.count)
        return
      }
      let derivative = try mechanical(gradient, moment, scope)
      let slopes = moment.evaluate(derivative)
      let central = centralDifferences(
        gradient, moment, derivative: slopes, others: Array(differences.wrong.prefix(Self.mostKinks)),
        mechanical: { $0.evaluate(derivative) }, noise: { noise.noise(of: derivative) })
      note(central, of: claim, gradient, own, moment, &differences, into: &finding)
      // What is left is compared with a number.
      let unknown = differences.wrong.filter { !slopes.values[slopes.values.count == 1 ? 0 : $0].isFinite }
      if !unknown.isEmpty {
        for offset in unknown { differences.excuse(offset) }
        let name = notation.partial(numerator: above, denominator: notation.name(gradient.denominator))
        finding.unjudged =
          finding.unjudged
          ?? GradientCheck.Unjudged(
            isNumerator: false, name: name, iteration: moment.iteration, count: unknown.count)
      }
      finding.compared -= unknown.count
    }
    finding.compared += own.values.count
    if !(own.values + promised.values).allSatisfy({ $0 == 0 }) { finding.hasOnlyZeros = false }
    let wrong = Set(differences.wrong.filter { $0 < own.values.count }).union(finding.disagreeing)
    finding.disagreeing = []
    finding.wrong.formUnion(wrong)
    finding.isWrong = !differences.wrong.isEmpty
    if finding.firstWrong == nil, !wrong.isEmpty { finding.firstWrong = (wrong.count, moment.iteration) }
    finding.mechanicalError = max(finding.mechanicalError, differences.largest)
    if finding.worst == nil { finding.worst = differences.worst.map { ($0, moment.iteration) } }
  }

  /// Entries that are wrong at a smooth place and may be right at a kink: so many are looked at.
  private static var mostKinks: Int { 256 }

  /// What differences have shown of a claim in one iteration.
  private func note(
    _ central: [CentralDifference], of claim: Program.Claim, _ gradient: Program.Claim.Gradient, _ own: Matrix,
    _ moment: Moment, _ differences: inout EntryDifferences, into finding: inout Finding
  ) {
    let notation = Notation()
    func name(_ offset: Int) -> MathText {
      notation.partial(
        numerator: notation.entry(gradient.numerator, gradient.offset),
        denominator: notation.entry(gradient.denominator, offset))
    }
    for difference in central { finding.differences.note(difference) }
    let disagreeing = central.filter { $0.finding == .disagrees }
    finding.disagreeing = Set(disagreeing.map { $0.offset })
    if finding.worstOfDifferences == nil, let worst = disagreeing.max(by: { $0.error < $1.error }),
      let slope = worst.slope
    {
      finding.worstOfDifferences = (
        Verdict.Difference(
          indices: gradient.denominator.shape.address(of: worst.offset), value: slope, expected: worst.expected),
        name(worst.offset)
      )
    }
    // A multiple of the derivative lies between the same multiples of both slopes.
    let factors = claim.promise.formula.evaluate { quantity in
      quantity.isDerivative ? Matrix(quantity.shape, repeating: 1) : moment.value(of: quantity)
    }
    var used: [(difference: CentralDifference, kink: Kink, value: Double)] = []
    let differing = Set(differences.wrong)
    for difference in central {
      let place = gradient.entry == nil ? difference.offset : 0
      guard let kink = difference.kink, own.values.indices.contains(place) else { continue }
      let value = own.values[place] / factors.values[factors.values.count == 1 ? 0 : place]
      guard kink.isNested || kink.contains(value) else { continue }
      differences.excuse(place)
      used.append((difference, kink, value))
    }
    finding.ownKinks = differing.subtracting(differences.wrong).count
    guard finding.kink == nil, let first = used.first else { return }
    finding.kink = GradientCheck.AtKink(
      derivative: name(first.difference.offset), kink: first.kink, used: first.value, iteration: moment.iteration,
      count: used.count, own: finding.ownKinks)
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
  package var exampleCounts: Set<Int> {
    var counts = Set(inputs.filter { $0.phase == .data }.map { $0.quantity.exampleCount })
    if let batching { counts.insert(batching.size) }
    return counts
  }
}
