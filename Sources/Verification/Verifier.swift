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
  let lesson: LessonSyntax
  let lessonSource: SourceText
  let options: Elaborator.Options
  let runOptions: RunOptions
  let isInterrupted: @Sendable () -> Bool
  /// Central differences taken of one gradient, about as many; the mechanical derivative is compared in every entry.
  package var mostDifferences = 32

  /// - Parameters:
  ///   - options: what the reader changed; the lesson's own expectations may then not hold.
  ///   - isInterrupted: asked now and then; the report then says so and is not complete.
  package init(
    _ syntax: LessonSyntax, source: SourceText, options: Elaborator.Options = Elaborator.Options(),
    runOptions: RunOptions = RunOptions(), isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) {
    lesson = syntax
    lessonSource = source
    self.options = options
    self.runOptions = runOptions
    self.isInterrupted = isInterrupted
  }

  /// Judges the lesson's own expectations, those of `files` (each a lesson of the same name with only expectations),
  /// and its gradients.
  ///
  /// - Throws: a `LessonError` with the place, when the lesson or an expectation makes no sense.
  package func verify(with files: [(lesson: LessonSyntax, source: SourceText)] = []) throws(LessonError) -> Report {
    let main = try PreparedLesson(lesson, source: lessonSource, options: options)
    var report = Report(lesson: lesson.name, title: main.main.program.title)
    var timelines: [[String: Elaborator.Override]: Timeline] = [:]
    for (printed, source) in [(lesson, lessonSource)] + files {
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
  private func withFewerExamples(_ main: PreparedLesson) throws(LessonError) -> PreparedLesson? {
    guard let digits = options.digits, let batching = main.main.program.batching,
      min(batching.size, batching.count) > Self.mostGradientExamples,
      main.main.program.inputs.contains(where: { if case .examples = $0.initializer { true } else { false } })
    else { return nil }
    var options = options
    options.digits = FirstExamples(Self.mostGradientExamples, of: digits)
    return try PreparedLesson(lesson, source: lessonSource, options: options)
  }

  // MARK: - Expectations

  private struct Run: Hashable {
    let settings: [String: Elaborator.Override]
    let group: Int
  }

  private func judge(
    _ expectations: [Expectation], source: SourceText, _ main: PreparedLesson,
    _ timelines: inout [[String: Elaborator.Override]: Timeline], into report: inout Report
  ) throws(LessonError) {
    var lastCarried: (run: Run, values: Values)?
    // The values of one iteration serve every line about it.
    var last: (timeline: Timeline, iteration: Int, values: Values)?
    for expectation in expectations {
      if isInterrupted() {
        report.isInterrupted = true
        return
      }
      do {
        let settings = try overrides(expectation, source)
        let timeline: Timeline
        if let known = timelines[settings] {
          timeline = known
        } else {
          timeline = try start(settings, main)
          timelines[settings] = timeline
        }
        let elaborator = timeline.runner.lesson.main
        guard try elaborator.appliesHere(expectation.line.conditions) else { continue }
        if case .table(let byEpoch, let headings, let rows) = expectation.line.body {
          try judgeTable(
            expectation, byEpoch: byEpoch, headings: headings, rows: rows, timeline, source: source, into: &report)
          continue
        }
        try go(timeline, to: expectation.qualifiers, elaborator)
        let run = Run(settings: settings, group: expectation.group)
        let values: Values
        if expectation.qualifiers.isCarried, let lastCarried, lastCarried.run == run {
          values = lastCarried.values
        } else if !expectation.qualifiers.isCarried, let last, last.timeline === timeline,
          last.iteration == timeline.runner.iteration
        {
          values = last.values
        } else {
          values = Values(timeline.runner)
          if !expectation.qualifiers.isCarried { last = (timeline, timeline.runner.iteration, values) }
        }
        if expectation.qualifiers.isCarried { lastCarried = (run, values) }
        report.verdicts.append(try judgeLine(expectation, values, source: source))
      } catch let error as LocatedError {
        throw source.error(error)
      } catch let error as LessonError {
        throw error
      } catch {
        throw source.error(LocatedError(expectation.line.range, es: "\(error)", en: "\(error)"))
      }
    }
  }

  private func start(
    _ settings: [String: Elaborator.Override], _ main: PreparedLesson
  ) throws(LessonError) -> Timeline {
    var prepared = main
    if !settings.isEmpty || options.isTransposed {
      var changed = options
      changed.overrides.merge(settings) { _, new in new }
      // The notes' numbers lie as in the notes.
      changed.isTransposed = false
      prepared = try PreparedLesson(lesson, source: lessonSource, options: changed)
    }
    return Timeline(try Runner(prepared, options: runOptions))
  }

  /// `with η = 0.1, gate = xor` as overrides.
  func overrides(
    _ expectation: Expectation, _ source: SourceText
  ) throws(LocatedError) -> [String: Elaborator.Override] {
    var found: [String: Elaborator.Override] = [:]
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
    _ timeline: Timeline, to qualifiers: ExpectQualifiers, _ elaborator: Elaborator
  ) throws {
    let shift = qualifiers.countsFromZero == true ? 1 : 0
    switch qualifiers.moment {
    case nil: try timeline.go(to: 1, isInterrupted: isInterrupted)
    case .iteration(let formula):
      try go(timeline, to: try elaborator.integer(formula) + shift, at: formula.range)
    case .epoch(let formula):
      let perEpoch = elaborator.program.batching?.batchesPerEpoch ?? 1
      try go(timeline, to: try elaborator.integer(formula) * perEpoch, at: formula.range)
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
    _ timeline: Timeline, source: SourceText, into report: inout Report
  ) throws {
    let elaborator = timeline.runner.lesson.main
    let perEpoch = elaborator.program.batching?.batchesPerEpoch ?? 1
    let shift = expectation.qualifiers.countsFromZero == true ? 1 : 0
    for row in rows {
      let moment = byEpoch ? row.moment * perEpoch : row.moment + shift
      try go(timeline, to: moment, at: row.range)
      let values = Values(timeline.runner)
      for (heading, cell) in zip(headings, row.cells) where cell.digits != nil {
        var line = expectation.line
        line.body = .value(heading, [[cell]])
        line.range = row.range
        let single = Expectation(
          place: expectation.place, line: line, qualifiers: expectation.qualifiers, group: expectation.group)
        var verdict = try judgeLine(single, values, source: source)
        verdict.table = expectation.line.range.line
        report.verdicts.append(verdict)
      }
    }
  }

  private func judgeLine(_ expectation: Expectation, _ values: Values, source: SourceText) throws -> Verdict {
    let elaborator = values.runner.elaborator
    let line = expectation.line
    let reason = line.meaning.map { Localized(es: $0.es ?? $0.en ?? "", en: $0.en ?? $0.es ?? "") }
    func verdict(_ left: FormulaSyntax, _ formula: Formula, _ finding: Verdict.Finding, _ result: Verdict.Result)
      -> Verdict
    {
      Verdict(
        place: expectation.place, title: expectation.qualifiers.title.map(Elaborator.localized),
        // What is known without running (a count, a setting) has lost its name by now.
        label: formula.references.isEmpty
          ? .words(source.text(left.range)) : formula.typeset(Notation(), substituting: nil).text,
        address: source.text(left.range), iteration: values.runner.iteration,
        settings: expectation.qualifiers.settings.map { source.text($0.name.range.through($0.value.range)) }
          .joined(separator: ", "),
        finding: finding, result: result, reason: reason, file: source.file, line: line.range.line)
    }
    func marked(_ agrees: Bool) -> Verdict.Result {
      line.isMisprint ? (agrees ? .misprintIsRight : .misprint) : (agrees ? .agrees : .disagrees)
    }
    switch line.body {
    case .value(let left, let cells):
      let formula = try elaborator.probe(left)
      let judge = NumberJudge(
        qualifiers: expectation.qualifiers, isMisprint: line.isMisprint,
        tolerance: try expectation.qualifiers.within.map { try elaborator.number($0) })
      let numbers = try judge.judge(formula, cells, values, at: line.range)
      let misprinted = numbers.contains(where: \.isMisprint)
      let isAsMarked = numbers.allSatisfy(\.isAsMarked)
      let result: Verdict.Result =
        misprinted ? (isAsMarked ? .misprint : .misprintIsRight) : (isAsMarked ? .agrees : .disagrees)
      return verdict(left, formula, .numbers(numbers), result)
    case .shape(let left, let printed):
      let formula = try elaborator.probe(left)
      return verdict(
        left, formula, .shape(printed: printed, computed: formula.shape), marked(printed == formula.shape.sizes))
    case .identity(let left, let right):
      let formula = try elaborator.probe(left)
      let other = try elaborator.probe(right)
      let (value, expected) = (values.evaluate(formula), values.evaluate(other))
      let difference = Self.difference(value, expected)
      let worst = Self.worst(value, expected, tolerance: GradientCheck.mechanicalTolerance)
      return verdict(
        left, formula,
        .identity(other: other.typeset(Notation(), substituting: nil).text, difference: difference, worst: worst),
        marked(difference <= GradientCheck.mechanicalTolerance))
    case .table:
      throw LocatedError(line.range, es: "una tabla dentro de otra", en: "a table inside a table")
    }
  }
}
