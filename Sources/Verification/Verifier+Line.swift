import Calculus
import LessonLanguage
import Trace
import Typesetting

extension Verifier {
  /// Holds one line against the numbers of its iteration.
  ///
  /// - Parameter judged: what the line was judged from, where somebody asks for it.
  func judgeLine(
    _ expectation: Expectation, _ moment: Moment, left: ComparedMoment?, _ scope: Scope, _ page: Page,
    _ heading: Page?, _ time: Verdict.Moment, _ source: SourceText, _ conditions: Conditions,
    preferred: PrintedRule?, _ judged: inout JudgedLine?
  ) throws(LocatedError) -> Verdict {
    let program = moment.program
    let scope = scope.of(program).reading(source)
    let iteration = moment.iteration
    let line = expectation.line
    let reason = line.meaning.map { Localized(es: $0.es ?? $0.en ?? "", en: $0.en ?? $0.es ?? "") }
    func label(_ left: FormulaSyntax, _ formula: Formula) -> MathText { Self.text(formula, left, source) }
    func verdict(_ left: FormulaSyntax, _ resolved: Resolved, _ finding: Verdict.Finding, _ result: Verdict.Result)
      -> Verdict
    {
      var verdict = Verdict(
        place: expectation.place, title: expectation.qualifiers.title.map { $0.localized },
        label: label(left, resolved.formula),
        address: source.text(left.range), iteration: iteration, moment: time,
        settings: expectation.qualifiers.settings.map { source.text($0.name.range.through($0.value.range)) }
          .joined(separator: ", "),
        finding: finding, result: result, reason: reason, file: source.file, line: line.range.line)
      verdict.isComputed = line.isComputed
      return verdict
    }
    let every = program.batching?.batchesPerEpoch ?? 1
    func marked(_ agrees: Bool) -> Verdict.Result {
      line.isMisprint ? (agrees ? .misprintIsRight : .misprint) : (agrees ? .agrees : .disagrees)
    }
    switch line.body {
    case .value(let left, let cells):
      let formula = try scope.resolve(written: left)
      let judge = NumberJudge(
        qualifiers: expectation.qualifiers, isMisprint: line.isMisprint,
        tolerance: try expectation.qualifiers.within.map { syntax throws(LocatedError) in try scope.number(syntax) },
        address: source.text(left.range), column: expectation.column,
        headingDecimals: expectation.headingDecimals, noise: shelf.noise(of: moment), preferred: preferred)
      guard moment.unmeasured(formula) == nil else {
        let numbers = try judge.unmeasured(formula, cells, at: line.range)
        return verdict(left, formula, .numbers(numbers), .notMeasured(every: every))
      }
      let (own, whole) = try located(line.range) { () throws(ProgramError) in
        (try page.moment(at: iteration), try page.wholeMoment(at: iteration))
      }
      let numbers = try judge.judge(
        formula, cells, LineValues(formula, exact: moment, page: own),
        heading: try heading.map { heading throws(LocatedError) in
          let own = try located(line.range) { () throws(ProgramError) in try heading.moment(at: iteration) }
          return LineValues(formula, exact: moment, page: own)
        },
        whole: whole.map { LineValues(formula, exact: moment, page: $0) },
        root: { offset, agrees throws(LocatedError) in
          try located(line.range) { () throws(ProgramError) in
            try page.root(of: formula, at: offset, in: moment, agrees: agrees)
          }
        }, at: line.range)
      func root(_ number: Verdict.Number) -> Verdict.Root {
        Verdict.Root(
          label: label(left, formula.formula), indices: number.indices, address: source.text(left.range),
          printed: number.printed, moment: time, iteration: iteration, isCell: expectation.column != nil,
          file: source.file, line: line.range.line)
      }
      let readings = Self.readings(numbers, cells, formula, root)
      try located(line.range) { () throws(ProgramError) in
        try page.carry(readings, in: moment)
        try heading?.carry(readings, in: moment)
      }
      let found = verdict(left, formula, .numbers(numbers), Self.result(of: numbers))
      if observe != nil {
        judged = JudgedLine(
          verdict: found, formula: formula,
          offsets: cells.joined().enumerated().filter { $1.digits != nil }.map { $0.offset },
          moments: numbers.contains { $0.judgement == .wrong } ? (moment, whole ?? own) : nil,
          origin: JudgedLine.Origin(left: left, source: source, conditions: conditions))
      }
      return found
    case .shape(let left, let printed):
      let formula = try scope.resolve(written: left)
      return verdict(
        left, formula, .shape(printed: printed, computed: formula.shape), marked(printed == formula.shape.sizes))
    case .identity(let left, let right):
      let formula = try scope.resolve(written: left)
      let other = try scope.resolve(written: right)
      guard moment.unmeasured(formula) == nil, moment.unmeasured(other) == nil else {
        return verdict(
          left, formula,
          .identity(other: other.formula.typeset(Notation(), substituting: nil).text, difference: .nan, worst: nil),
          .notMeasured(every: every))
      }
      let (value, expected) = (moment.evaluate(formula), moment.evaluate(other))
      let noise = shelf.noise(of: moment)
      let differences = EntryDifferences(value, expected) { (noise.noise(of: formula), noise.noise(of: other)) }
      let difference = differences.largest
      let agrees = difference <= GradientCheck.mechanicalTolerance
      let chance = agrees ? elsewhere(formula, other, moment) : nil
      var found = verdict(
        left, formula,
        .identity(
          other: other.formula.typeset(Notation(), substituting: nil).text, difference: difference,
          worst: differences.worst),
        marked(agrees && chance?.isFault != true))
      found.elsewhere = chance?.finding
      return found
    case .comparison(let comparison):
      let formula = try (left.map { scope.of($0.moment.program) } ?? scope).resolve(written: comparison.left)
      let other = try scope.resolve(written: comparison.right)
      let found = try compare(comparison, (formula, left), (other, moment), source)
      let result = found.count == 0 ? .notMeasured(every: every) : marked(found.count == found.holding)
      return verdict(comparison.left, formula, .comparison(found), result)
    case .table:
      throw LocatedError(line.range, es: "una tabla dentro de otra", en: "a table inside a table")
    }
  }

  /// What goes wrong when a page is run is told of the line that needed it.
  private func located<Value>(
    _ range: SourceRange, _ body: () throws(ProgramError) -> Value
  ) throws(LocatedError) -> Value {
    do {
      return try body()
    } catch {
      throw LocatedError(range, error.reason)
    }
  }

  /// What is found of a line from what is found of its numbers.
  private static func result(of numbers: [Verdict.Number]) -> Verdict.Result {
    guard !numbers.isEmpty else { return .notPrinted }
    if numbers.contains(where: { $0.isMisprint && $0.judgement.isRight }) { return .misprintIsRight }
    let unmarked = numbers.filter { !$0.isMisprint }
    if unmarked.contains(where: { $0.judgement == .wrong }) { return .disagrees }
    if unmarked.contains(where: { !$0.judgement.isRight }) { return .follows }
    return unmarked.count == numbers.count ? .agrees : .misprint
  }

  /// The entries that printed numbers stand for, each as it has been judged: those of a quantity, of its rows and
  /// columns, of its transpose.
  private static func readings(
    _ numbers: [Verdict.Number], _ cells: [[PrintedSyntax]], _ formula: Resolved,
    _ root: (Verdict.Number) -> Verdict.Root
  ) -> [Page.Reading] {
    let own = Set(formula.derived.map { $0.quantity.id })
    let offsets = cells.joined().enumerated().filter { $1.digits != nil }.map { $0.offset }
    return zip(numbers, offsets).compactMap { number, offset in
      guard let digits = number.digits, case .entry(let entry)? = try? formula.formula.entry(at: offset),
        !own.contains(entry.quantity.id)
      else { return nil }
      let cause: Verdict.Root?
      switch number.judgement {
      case .right, .fromPrinted: cause = nil
      case .follows(let root): cause = root
      case .wrong: cause = root(number)
      case .unjudged: return nil
      }
      return Page.Reading(
        printed: PageRun.Printed(quantity: entry.quantity, offset: entry.offset, number: digits.doubleValue),
        decimals: -digits.exponent, root: cause)
    }
  }
}
