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
  let isInterrupted: @Sendable () -> Bool
  /// Central differences taken of one gradient, about as many; the mechanical derivative is compared in every entry.
  package var mostDifferences = 32

  /// - Parameters:
  ///   - options: what the reader changed; the lesson's own expectations may then not hold.
  ///   - isInterrupted: asked now and then; the report then says so and is not complete.
  package init(
    _ syntax: LessonSyntax, source: SourceText, options: LessonSettings = LessonSettings(),
    runOptions: RunOptions = RunOptions(), isInterrupted: @escaping @Sendable () -> Bool = { false }
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
    var report = Report(lesson: lesson.syntax.name, title: main.program.title)
    var timelines: [[String: LessonSettings.Override]: (Timeline, Scope)] = [:]
    for (printed, source) in [(lesson.syntax, lesson.source)] + files {
      try judge(Expectation.all(of: printed), source: source, main, &timelines, into: &report)
    }
    if !report.isInterrupted {
      let fewer = try withFewerExamples(main)
      report.gradientExamples = fewer == nil ? nil : Self.mostGradientExamples
      try checkGradients(fewer ?? main, into: &report)
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

  private struct Run: Hashable {
    let settings: [String: LessonSettings.Override]
    let group: Int
  }

  private func judge(
    _ expectations: [Expectation], source: SourceText, _ main: Scope,
    _ timelines: inout [[String: LessonSettings.Override]: (Timeline, Scope)], into report: inout Report
  ) throws(LessonError) {
    var lastCarried: (run: Run, moment: Moment)?
    // The values of one iteration serve every line about it.
    var last: (timeline: Timeline, moment: Moment)?
    for expectation in expectations {
      if isInterrupted() {
        report.isInterrupted = true
        return
      }
      do {
        let settings = try overrides(expectation, source)
        let (timeline, scope) = try timelines[settings] ?? start(settings, main)
        timelines[settings] = (timeline, scope)
        guard try scope.holds(expectation.line.conditions) else { continue }
        if case .table(let byEpoch, let headings, let rows) = expectation.line.body {
          try judgeTable(
            expectation, byEpoch: byEpoch, headings: headings, rows: rows, timeline, scope, source: source,
            into: &report)
          continue
        }
        try go(timeline, to: expectation.qualifiers, scope)
        let run = Run(settings: settings, group: expectation.group)
        var moment: Moment
        if expectation.qualifiers.isCarried, let lastCarried, lastCarried.run == run {
          moment = lastCarried.moment
        } else if !expectation.qualifiers.isCarried, let last, last.timeline === timeline,
          last.moment.iteration == timeline.runner.iteration
        {
          moment = last.moment
        } else {
          moment = timeline.runner.moment()
          if !expectation.qualifiers.isCarried { last = (timeline, moment) }
        }
        report.verdicts.append(try judgeLine(expectation, &moment, scope, source: source))
        if expectation.qualifiers.isCarried { lastCarried = (run, moment) }
      } catch let error as LocatedError {
        throw source.error(error)
      } catch let error as LessonError {
        throw error
      } catch let error as ProgramError {
        throw lesson.error(error)
      } catch {
        throw source.error(LocatedError(expectation.line.range, es: "\(error)", en: "\(error)"))
      }
    }
  }

  private func start(
    _ settings: [String: LessonSettings.Override], _ main: Scope
  ) throws(LessonError) -> (Timeline, Scope) {
    var own = main
    if !settings.isEmpty || options.isTransposed {
      var changed = options
      changed.overrides.merge(settings) { _, new in new }
      // The notes' numbers lie as in the notes.
      changed.isTransposed = false
      own = try lesson.program(settings: changed).scope
    }
    do throws(ProgramError) {
      return (Timeline(try Runner(own.program, options: runOptions)), own)
    } catch {
      throw lesson.error(error)
    }
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

  /// Goes to the iteration that the qualifiers name.
  private func go(
    _ timeline: Timeline, to qualifiers: ExpectQualifiers, _ scope: Scope
  ) throws {
    let shift = qualifiers.countsFromZero == true ? 1 : 0
    switch qualifiers.moment {
    case nil: try timeline.go(to: 1, isInterrupted: isInterrupted)
    case .iteration(let formula):
      try go(timeline, to: try scope.integer(formula) + shift, at: formula.range)
    case .epoch(let formula):
      let perEpoch = scope.program.batching?.batchesPerEpoch ?? 1
      try go(timeline, to: try scope.integer(formula) * perEpoch, at: formula.range)
    case .end: _ = try timeline.goToEnd(isInterrupted: isInterrupted)
    }
  }

  private func go(_ timeline: Timeline, to iteration: Int, at range: SourceRange) throws {
    guard iteration >= 1, iteration <= 10_000_000 else {
      throw LocatedError(
        range, es: "no hay iteración \(iteration): cuentan desde 1 hasta 10 000 000",
        en: "there is no iteration \(iteration): they count from 1 to 10,000,000")
    }
    try timeline.go(to: iteration, isInterrupted: isInterrupted)
  }

  private func judgeTable(
    _ expectation: Expectation, byEpoch: Bool, headings: [FormulaSyntax], rows: [ExpectSyntax.Row],
    _ timeline: Timeline, _ scope: Scope, source: SourceText, into report: inout Report
  ) throws {
    let perEpoch = scope.program.batching?.batchesPerEpoch ?? 1
    let shift = expectation.qualifiers.countsFromZero == true ? 1 : 0
    // The headings in the program of full batches, and in that of a smaller last one.
    var resolved: [Bool: [Resolved]] = [:]
    for row in rows {
      let iteration = byEpoch ? row.moment * perEpoch : row.moment + shift
      try go(timeline, to: iteration, at: row.range)
      var moment = timeline.runner.moment()
      let isAtRemainder = timeline.runner.isAtRemainder
      let own = scope.of(moment.program)
      let known = try resolved[isAtRemainder] ?? headings.map { try own.resolve($0) }
      resolved[isAtRemainder] = known
      for ((heading, formula), cell) in zip(zip(headings, known), row.cells) where cell.digits != nil {
        var line = expectation.line
        line.body = .value(heading, [[cell]])
        line.range = row.range
        let single = Expectation(
          place: expectation.place, line: line, qualifiers: expectation.qualifiers, group: expectation.group)
        var verdict = try judgeLine(single, &moment, scope, left: formula, source: source)
        verdict.table = expectation.line.range.line
        report.verdicts.append(verdict)
      }
    }
  }

  /// - Parameter known: the left side of the line, when it has been looked up already.
  private func judgeLine(
    _ expectation: Expectation, _ moment: inout Moment, _ scope: Scope, left known: Resolved? = nil, source: SourceText
  ) throws -> Verdict {
    let scope = scope.of(moment.program)
    let line = expectation.line
    let reason = line.meaning.map { Localized(es: $0.es ?? $0.en ?? "", en: $0.en ?? $0.es ?? "") }
    func verdict(_ left: FormulaSyntax, _ resolved: Resolved, _ finding: Verdict.Finding, _ result: Verdict.Result)
      -> Verdict
    {
      let formula = resolved.formula
      return Verdict(
        place: expectation.place, title: expectation.qualifiers.title.map(\.localized),
        // What is known without running (a count, a setting) has lost its name by now.
        label: formula.references.isEmpty
          ? .words(source.text(left.range)) : formula.typeset(Notation(), substituting: nil).text,
        address: source.text(left.range), iteration: moment.iteration,
        settings: expectation.qualifiers.settings.map { source.text($0.name.range.through($0.value.range)) }
          .joined(separator: ", "),
        finding: finding, result: result, reason: reason, file: source.file, line: line.range.line)
    }
    func marked(_ agrees: Bool) -> Verdict.Result {
      line.isMisprint ? (agrees ? .misprintIsRight : .misprint) : (agrees ? .agrees : .disagrees)
    }
    switch line.body {
    case .value(let left, let cells):
      let formula = try known ?? scope.resolve(left)
      let judge = NumberJudge(
        qualifiers: expectation.qualifiers, isMisprint: line.isMisprint,
        tolerance: try expectation.qualifiers.within.map { try scope.number($0) })
      let numbers = try judge.judge(formula, cells, &moment, at: line.range)
      let misprinted = numbers.contains(where: \.isMisprint)
      let isAsMarked = numbers.allSatisfy(\.isAsMarked)
      let result: Verdict.Result =
        misprinted ? (isAsMarked ? .misprint : .misprintIsRight) : (isAsMarked ? .agrees : .disagrees)
      return verdict(left, formula, .numbers(numbers), result)
    case .shape(let left, let printed):
      let formula = try known ?? scope.resolve(left)
      return verdict(
        left, formula, .shape(printed: printed, computed: formula.shape), marked(printed == formula.shape.sizes))
    case .identity(let left, let right):
      let formula = try known ?? scope.resolve(left)
      let other = try scope.resolve(right)
      let (value, expected) = (moment.evaluate(formula), moment.evaluate(other))
      let difference = Self.difference(value, expected)
      let worst = Self.worst(value, expected, tolerance: GradientCheck.mechanicalTolerance)
      return verdict(
        left, formula,
        .identity(
          other: other.formula.typeset(Notation(), substituting: nil).text, difference: difference, worst: worst),
        marked(difference <= GradientCheck.mechanicalTolerance))
    case .table:
      throw LocatedError(line.range, es: "una tabla dentro de otra", en: "a table inside a table")
    }
  }
}
