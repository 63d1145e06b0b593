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
    var report = try verifyPrinted(with: files, main)
    report.remarks = lesson.remarks(main.program, printed: files.map { $0.source })
    if !report.isInterrupted {
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
    var timelines: [[String: LessonSettings.Override]: (Timeline, Scope)] = [:]
    for (printed, source) in [(lesson.syntax, lesson.source)] + files {
      try judge(Expectation.all(of: printed), source: source, main, &timelines, into: &report)
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
    _ timelines: inout [[String: LessonSettings.Override]: (Timeline, Scope)], into report: inout Report
  ) throws(LessonError) {
    var pages: [ObjectIdentifier: Page] = [:]
    // The values of one iteration serve every line about it.
    var last: (timeline: Timeline, moment: Moment)?
    for expectation in expectations {
      if isInterrupted() {
        report.isInterrupted = true
        return
      }
      let settings = try source.locating { () throws(LocatedError) in try overrides(expectation, source) }
      let known = timelines[settings]
      let (timeline, scope) = if let known { known } else { try start(settings, main) }
      timelines[settings] = (timeline, scope)
      let stated = try source.locating { () throws(LocatedError) in
        try scope.holds(expectation.line.conditions) ? try places(of: expectation, scope) : []
      }
      for place in stated {
        try go(timeline, to: place)
        let iteration = timeline.run.iteration
        let page = pages[ObjectIdentifier(timeline)] ?? self.page(of: timeline.run.main)
        pages[ObjectIdentifier(timeline)] = page
        let moment: Moment
        if let last, last.timeline === timeline, last.moment.iteration == iteration {
          moment = last.moment
        } else {
          moment = timeline.run.moment()
          last = (timeline, moment)
        }
        let time = time(of: expectation, place, moment)
        for part in parts(of: expectation, at: place) {
          var verdict = try source.locating { () throws(LocatedError) in
            try judgeLine(part, moment, scope, page, time, source)
          }
          if case .table = expectation.line.body { verdict.table = expectation.line.range.line }
          report.verdicts.append(verdict)
        }
      }
    }
  }

  /// The page that goes with a program's exact run.
  private func page(of program: Program) -> Page {
    Page { () throws(ProgramError) in
      PageRun(try Run(program, options: runOptions), isInterrupted: isInterrupted)
    }
  }

  private func start(
    _ settings: [String: LessonSettings.Override], _ main: Scope
  ) throws(LessonError) -> (Timeline, Scope) {
    var own = main
    if !settings.isEmpty || options.isTransposed {
      var changed = options
      changed.overrides = changed.overrides.replacing(settings)
      // The notes' numbers lie as in the notes.
      changed.isTransposed = false
      own = try lesson.program(settings: changed).scope
    }
    return try lesson.locating { () throws(ProgramError) in (Timeline(try Run(own.program, options: runOptions)), own) }
  }

  /// `with η = 0.1, gate = xor` as overrides.
  func overrides(
    _ expectation: Expectation, _ source: SourceText
  ) throws(LocatedError) -> [String: LessonSettings.Override] {
    var found: [String: LessonSettings.Override] = [:]
    for setting in expectation.qualifiers.settings {
      guard let name = setting.name.plain else { continue }
      let key = Spelling.canonical(name)
      switch setting.value {
      case .name(let choice): found[key] = .choice(choice.plain.map(Spelling.canonical) ?? "")
      default: found[key] = .formula(setting.value, source.text(setting.value.range))
      }
    }
    return found
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
    _ expectation: Expectation, _ moment: Moment, _ scope: Scope, _ page: Page, _ time: Verdict.Moment,
    _ source: SourceText
  ) throws(LocatedError) -> Verdict {
    let program = moment.program
    let scope = scope.of(program).reading(source)
    let iteration = moment.iteration
    let line = expectation.line
    let reason = line.meaning.map { Localized(es: $0.es ?? $0.en ?? "", en: $0.en ?? $0.es ?? "") }
    func label(_ left: FormulaSyntax, _ formula: Formula) -> MathText {
      // What is known without running (a count, a setting) has lost its name by now.
      formula.references.isEmpty
        ? .words(source.text(left.range)) : formula.typeset(Notation(), substituting: nil).text
    }
    func verdict(_ left: FormulaSyntax, _ resolved: Resolved, _ finding: Verdict.Finding, _ result: Verdict.Result)
      -> Verdict
    {
      Verdict(
        place: expectation.place, title: expectation.qualifiers.title.map { $0.localized },
        label: label(left, resolved.formula),
        address: source.text(left.range), iteration: iteration, moment: time,
        settings: expectation.qualifiers.settings.map { source.text($0.name.range.through($0.value.range)) }
          .joined(separator: ", "),
        finding: finding, result: result, reason: reason, file: source.file, line: line.range.line)
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
        address: source.text(left.range), column: expectation.column)
      guard moment.unmeasured(formula) == nil else {
        let numbers = try judge.unmeasured(formula, cells, at: line.range)
        return verdict(left, formula, .numbers(numbers), .notMeasured(every: every))
      }
      let (own, whole) = try located(line.range) { () throws(ProgramError) in
        (try page.moment(at: iteration), try page.wholeMoment(at: iteration))
      }
      let numbers = try judge.judge(
        formula, cells, LineValues(formula, exact: moment, page: own),
        whole: whole.map { LineValues(formula, exact: moment, page: $0) },
        root: { page.root(of: formula, in: moment) }, at: line.range)
      func root(_ number: Verdict.Number) -> Verdict.Root {
        Verdict.Root(
          label: label(left, formula.formula), indices: number.indices, address: source.text(left.range),
          printed: number.printed, moment: time, iteration: iteration, file: source.file, line: line.range.line)
      }
      let carried = Self.carried(numbers, cells, formula, root)
      try located(line.range) { () throws(ProgramError) in try page.carry(carried, in: moment) }
      let result = Self.result(of: numbers)
      return verdict(left, formula, .numbers(numbers), result)
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
      return verdict(
        left, formula,
        .identity(
          other: other.formula.typeset(Notation(), substituting: nil).text, difference: difference,
          worst: differences.worst),
        marked(difference <= GradientCheck.mechanicalTolerance))
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
    if numbers.contains(where: { $0.isMisprint && $0.judgement.isRight }) { return .misprintIsRight }
    let unmarked = numbers.filter { !$0.isMisprint }
    if unmarked.contains(where: { $0.judgement == .wrong }) { return .disagrees }
    if unmarked.contains(where: { !$0.judgement.isRight }) { return .follows }
    return unmarked.count == numbers.count ? .agrees : .misprint
  }

  /// The entries that printed numbers stand for, each with the wrong number it comes from unless it is right.
  private static func carried(
    _ numbers: [Verdict.Number], _ cells: [[PrintedSyntax]], _ formula: Resolved,
    _ root: (Verdict.Number) -> Verdict.Root
  ) -> [(entry: PageRun.Printed, root: Verdict.Root?)] {
    guard let quantity = formula.subject else { return [] }
    let entry = formula.formula.asEntry
    let offsets = cells.joined().enumerated().filter { $1.digits != nil }.map { $0.offset }
    return zip(numbers, offsets).compactMap { number, offset in
      guard let printed = number.digits?.doubleValue else { return nil }
      let cause: Verdict.Root?
      switch number.judgement {
      case .right, .fromPrinted: cause = nil
      case .follows(let root): cause = root
      case .wrong: cause = root(number)
      case .unjudged: return nil
      }
      return (PageRun.Printed(quantity: quantity, offset: entry?.offset ?? offset, number: printed), cause)
    }
  }
}
