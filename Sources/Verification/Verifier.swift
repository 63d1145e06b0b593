import Calculus
import Execution
import LessonLanguage
import Matrices
import Trace
import Typesetting

/// Holds a lesson against the printed numbers of the notes, the mechanical derivative and central differences.
///
/// Runs of the same settings are shared; whatever is judged is judged on the exact run.
package struct Verifier {
  let lesson: Lesson
  let options: LessonSettings
  let runOptions: RunOptions
  let isInterrupted: () -> Bool
  /// Central differences taken of one gradient, about as many; the mechanical derivative is compared in every entry.
  package var mostDifferences = 32
  /// Whether gradients, steps and how a hand may have carried its numbers are left out: only what is printed is judged.
  package var judgesPrintedOnly = false
  /// Told of every line of printed numbers once it has been judged for good, in the order of judging.
  package var observe: ((JudgedLine) -> Void)?

  /// - Parameters:
  ///   - options: what the reader changed; the lesson's own expectations may then not hold.
  ///   - isInterrupted: asked now and then; the report then says so and is not complete.
  package init(
    _ syntax: LessonSyntax, source: SourceText, options: LessonSettings = LessonSettings(),
    runOptions: RunOptions = RunOptions(), isInterrupted: @escaping () -> Bool = { false }
  ) {
    lesson = Lesson(syntax, source: source)
    self.options = options
    self.runOptions = runOptions
    self.isInterrupted = isInterrupted
  }

  /// Judges the lesson's own expectations, those of `files` (each a lesson of the same name with only expectations),
  /// and its gradients.
  ///
  /// - Throws: a `LessonError` with the place, when the lesson or an expectation makes no sense.
  package func verify(with files: [(lesson: LessonSyntax, source: SourceText)] = []) throws(LessonError) -> Report {
    let main = try lesson.program(settings: options).scope
    try main.checkShown()
    var report = Report(lesson: lesson.syntax.name, title: main.program.title)
    report.otherFunctions = try otherFunctions(main)
    if report.otherFunctions.isEmpty {
      report = try verifyPrinted(with: files, main)
      if !judgesPrintedOnly { report.carry = try carryThatExplains(report, files, main) }
    } else {
      report.linesOfOwnFunctions = ([lesson.syntax] + files.map { $0.lesson }).reduce(0) {
        $0 + Expectation.all(of: $1).count
      }
    }
    report.remarks = lesson.remarks(main.program, printed: files.map { $0.source })
    if !report.isInterrupted, !judgesPrintedOnly {
      let fewer = try withFewerExamples(main)
      report.gradientExamples = fewer == nil ? nil : Self.mostGradientExamples
      try checkGradients(fewer ?? main, into: &report)
    }
    return report
  }

  /// Judges the expectations alone.
  func verifyPrinted(
    with files: [(lesson: LessonSyntax, source: SourceText)], _ main: Scope
  ) throws(LessonError) -> Report {
    var report = Report(lesson: lesson.syntax.name, title: main.program.title)
    var timelines: [Conditions: (Timeline, Scope)] = [:]
    for (printed, source) in [(lesson.syntax, lesson.source)] + files {
      try source.locating { () throws(LocatedError) in
        try printed.checkClaims(known: Set(report.claims.map { $0.id }))
      }
      let before = report
      let expectations = Expectation.all(of: printed)
      var lines: [JudgedLine] = []
      try judge(expectations, source: source, main, &timelines, into: &report, &lines)
      // Where some numbers of a part are rounded and others cut, each is held against the rule of most of them first.
      let preferred = preferredRules(of: report.verdicts.dropFirst(before.verdicts.count))
      if !preferred.isEmpty, !report.isInterrupted {
        report = before
        lines = []
        try judge(expectations, source: source, main, &timelines, preferred: preferred, into: &report, &lines)
      }
      if let observe { lines.forEach(observe) }
      if report.isInterrupted { break }
      for section in printed.sections {
        for (claim, _, lines) in section.claims {
          report.studies += lines.map { line in
            StudyVerdict(
              claim: claim.id, lesson: lesson.syntax.name, line, text: source.text(line.demand.range))
          }
        }
      }
      report.claims += ClaimFinding.all(
        of: printed, in: lesson.syntax.name, Array(report.verdicts.dropFirst(before.verdicts.count)))
    }
    return report
  }

  /// Images in a batch on which gradients are compared: a formula is right for a few or wrong for all, and a sum over
  /// very many leaves rounding errors larger than what is looked for.
  static var mostGradientExamples: Int { 256 }

  /// The lesson with fewer images, when its batches are of more than that.
  private func withFewerExamples(_ main: Scope) throws(LessonError) -> Scope? {
    guard let digits = options.digits, let batching = main.program.batching,
      min(batching.size, batching.count) > Self.mostGradientExamples,
      main.program.inputs.contains(where: { if case .examples = $0.initializer { true } else { false } })
    else { return nil }
    var options = options
    options.digits = FirstExamples(Self.mostGradientExamples, of: digits)
    return try lesson.program(settings: options).scope
  }

  // MARK: - Expectations

  private func judge(
    _ expectations: [Expectation], source: SourceText, _ main: Scope,
    _ timelines: inout [Conditions: (Timeline, Scope)], preferred: [Int: PrintedRule] = [:],
    into report: inout Report, _ lines: inout [JudgedLine]
  ) throws(LessonError) {
    var pages: [ObjectIdentifier: Page] = [:]
    // What a heading carries over is what it prints itself, or what others print before it.
    var headings: [HeadingKey: Page] = [:]
    let carried = Set(expectations.filter { $0.qualifiers.isCarried }.map { $0.group })
    let apart = expectations.allSatisfy { $0.group == expectations.first?.group } ? [] : carried
    // The values of one iteration serve every line about it.
    var last: (timeline: Timeline, moment: Moment)?
    for expectation in expectations {
      if isInterrupted() {
        report.isInterrupted = true
        return
      }
      let conditions = try source.locating { () throws(LocatedError) -> Conditions in
        try self.conditions(of: expectation, source, main)
      }
      let known = timelines[conditions]
      let (timeline, scope) = if let known { known } else { try start(conditions, main, expectation, source) }
      timelines[conditions] = (timeline, scope)
      let stated = try source.locating { () throws(LocatedError) in
        try scope.holds(expectation.line.conditions) ? try places(of: expectation, scope) : []
      }
      let columns = columns(of: expectation)
      var verdicts: [[Verdict]] = stated.map { _ in [] }
      // A page is worked out from its first iteration on, in whatever order a table gives them.
      for (row, place) in stated.enumerated().sorted(by: {
        ($0.1.iteration ?? .max, $0.0) < ($1.1.iteration ?? .max, $1.0)
      }) {
        // The left side of a comparison may be of another iteration.
        let left = try self.left(of: expectation, timeline, scope, source)
        try go(timeline, to: place)
        let iteration = timeline.run.iteration
        let page = pages[ObjectIdentifier(timeline)] ?? self.page(of: timeline.run)
        pages[ObjectIdentifier(timeline)] = page
        let key = HeadingKey(timeline: ObjectIdentifier(timeline), group: expectation.group)
        let heading = apart.contains(expectation.group) ? headings[key] ?? self.page(of: timeline.run) : nil
        headings[key] = heading
        let moment: Moment
        if let last, last.timeline === timeline, last.moment.iteration == iteration {
          moment = last.moment
        } else {
          moment = timeline.run.moment()
          last = (timeline, moment)
        }
        let time = time(of: expectation, place, moment)
        for part in parts(of: expectation, at: place, columns) {
          var judged: JudgedLine?
          var verdict = try source.locating { () throws(LocatedError) in
            try judgeLine(
              part, moment, left: left, scope, page, heading, time, source, preferred: preferred[expectation.group],
              &judged)
          }
          verdict.group = expectation.group
          verdict.claim = expectation.claim
          if case .table = expectation.line.body { verdict.table = expectation.line.range.line }
          verdicts[row].append(verdict)
          if var judged {
            judged.verdict.table = verdict.table
            lines.append(judged)
          }
        }
      }
      report.verdicts += verdicts.joined()
    }
  }

  private struct HeadingKey: Hashable {
    let timeline: ObjectIdentifier
    let group: Int
  }

  /// The rule of most numbers of each heading, where they do not agree by one.
  private func preferredRules(of verdicts: some Collection<Verdict>) -> [Int: PrintedRule] {
    var headings: [Int: [Verdict]] = [:]
    for verdict in verdicts { headings[verdict.group, default: []].append(verdict) }
    return headings.compactMapValues { MixedRules($0)?.rule }
  }

  /// The page that goes with a program's exact run.
  private func page(of run: Run) -> Page {
    Page { () throws(ProgramError) in
      PageRun(try Run(run.main, options: run.options), isInterrupted: isInterrupted)
    }
  }

  /// What the left side of a comparison is taken from, where the line says so.
  private func left(
    of expectation: Expectation, _ timeline: Timeline, _ scope: Scope, _ source: SourceText
  ) throws(LessonError) -> ComparedMoment? {
    guard case .comparison(let comparison) = expectation.line.body, let stated = comparison.moment else { return nil }
    let place = try source.locating { () throws(LocatedError) in
      try places(of: expectation, at: stated, scope).first
    }
    guard let place else { return nil }
    try go(timeline, to: place)
    let moment = timeline.run.moment()
    return ComparedMoment(moment: moment, time: time(of: expectation, place, moment))
  }

  private func start(
    _ conditions: Conditions, _ main: Scope, _ expectation: Expectation, _ source: SourceText
  ) throws(LessonError) -> (Timeline, Scope) {
    var own = main
    if !conditions.overrides.isEmpty || options.isTransposed {
      var changed = options
      // What the page was worked out with comes before what a reader asks for, by whichever of its names.
      for setting in SettingLine.all(of: lesson)
      where [setting.name, setting.option].contains(where: { conditions.overrides[$0] != nil }) {
        changed.overrides[setting.name] = nil
        changed.overrides[setting.option] = nil
      }
      changed.overrides = changed.overrides.replacing(conditions.overrides)
      // The notes' numbers lie as in the notes.
      changed.isTransposed = false
      do throws(LessonError) {
        own = try lesson.program(settings: changed).scope
      } catch {
        // The lesson as it stands made sense: what does not is what stands behind `with`.
        let given = expectation.qualifiers.settings
        guard let first = given.first, let last = given.last else { throw error }
        throw source.error(LocatedError(first.name.range.through(last.value.range), error.message))
      }
    }
    var options = runOptions
    if let seed = conditions.seed { options.seed = seed }
    return try lesson.locating { () throws(ProgramError) in (Timeline(try Run(own.program, options: options)), own) }
  }

  private func go(_ timeline: Timeline, to place: Place) throws(LessonError) {
    _ = try lesson.locating { () throws(ProgramError) in
      if let iteration = place.iteration {
        try timeline.go(to: iteration, isInterrupted: isInterrupted)
      } else {
        try timeline.goToEnd(isInterrupted: isInterrupted)
      }
    }
  }

  private func judgeLine(
    _ expectation: Expectation, _ moment: Moment, left: ComparedMoment?, _ scope: Scope, _ page: Page,
    _ heading: Page?, _ time: Verdict.Moment, _ source: SourceText, preferred: PrintedRule?,
    _ judged: inout JudgedLine?
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
        headingDecimals: expectation.headingDecimals, noise: RoundingNoise(moment), preferred: preferred)
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
          moments: numbers.contains { $0.judgement == .wrong } ? (moment, whole ?? own) : nil)
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
      let noise = RoundingNoise(moment)
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
