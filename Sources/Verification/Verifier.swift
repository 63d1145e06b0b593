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
  let shelf = OtherValues.Shelf()
  /// Central differences taken of one gradient, about as many; the mechanical derivative is compared in every entry.
  package var mostDifferences = 32
  /// Whether gradients, steps and how a hand may have carried its numbers are left out: only what is printed is judged.
  package var judgesPrintedOnly = false
  /// Told of every line of printed numbers once it has been judged for good, in the order of judging.
  package var observe: ((JudgedLine) -> Void)?
  /// Told of the lines that are not the derivatives that they promise, once, if there are any.
  package var observeClaims: ((WrongClaims) -> Void)?

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
      var others = OtherLines()
      try judge(expectations, source: source, main, &timelines, &others, into: &report, &lines)
      // Where some numbers of a part are rounded and others cut, each is held against the rule of most of them first.
      let preferred = preferredRules(of: report.verdicts.dropFirst(before.verdicts.count))
      if !preferred.isEmpty, !report.isInterrupted {
        report = before
        lines = []
        others.begin()
        try judge(expectations, source: source, main, &timelines, &others, preferred: preferred, into: &report, &lines)
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
    _ timelines: inout [Conditions: (Timeline, Scope)], _ others: inout OtherLines,
    preferred: [Int: PrintedRule] = [:], into report: inout Report, _ lines: inout [JudgedLine]
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
          let known = others.known(of: part)
          var verdict =
            if let known { known } else {
              try source.locating { () throws(LocatedError) in
                try judgeLine(
                  part, moment, left: left, scope, page, heading, time, source, conditions,
                  preferred: preferred[expectation.group], &judged)
              }
            }
          if known == nil { others.note(verdict, of: part) }
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

  /// The verdicts on lines without printed numbers, in order: where all are judged again, with a rule for the numbers, these
  /// stay as they are.
  private struct OtherLines {
    private var verdicts: [Verdict] = []
    private var next: Int?

    /// Whether a line may be in it.
    private static func hasNumbers(_ expectation: Expectation) -> Bool {
      if case .value = expectation.line.body { true } else { false }
    }

    mutating func note(_ verdict: Verdict, of expectation: Expectation) {
      if !Self.hasNumbers(expectation) { verdicts.append(verdict) }
    }

    /// The same lines follow again.
    mutating func begin() { next = 0 }

    mutating func known(of expectation: Expectation) -> Verdict? {
      guard let place = next, !Self.hasNumbers(expectation), verdicts.indices.contains(place) else { return nil }
      next = place + 1
      return verdicts[place]
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
      do throws(LessonError) {
        own = try self.scope(under: conditions.overrides)
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
}
