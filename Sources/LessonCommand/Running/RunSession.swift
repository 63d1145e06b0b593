import Calculus
import DigitDocuments
import Documents
import Execution
import LessonLanguage
import OperatingSystem
import Trace
import Typesetting

/// A run with what goes to the reader and to a file.
final class RunSession {
  let run: Run
  private let scope: Scope
  private let way: RunWay
  /// The iterations that go to a file; nil without one.
  let saved: IterationSelection?
  private let context: Context
  private let digits: Int?
  private let course: RunCourse
  /// What is shown of single iterations; nil where facts are wanted.
  private var iterations: [[Block]]?
  /// How many of them there are.
  private(set) var savedCount = 0
  private var lastSaved: Int?
  private let progress: Progress
  /// What to do after a run that went wrong, found by trying once it has ended.
  private lazy var advice = Result { try course.advice(run, trials) }

  /// Makes the machine and draws the initial values.
  ///
  /// `--at` and `--every` choose what goes to a file, and what is shown where there is none or `--trace` asks for it.
  init(
    _ scope: Scope, _ options: RunOptions, _ way: RunWay, savesTrace: Bool, fineness: Int = 1, _ context: Context
  ) throws {
    let wanted = try RunCommand.selection(context.arguments)
    let showsTrace = context.arguments.has("trace") || (wanted != nil && !savesTrace)
    self.scope = scope
    self.way = way
    self.context = context
    digits = try Presentation.digits(context.arguments)
    progress = Progress(context)
    saved = savesTrace ? wanted ?? .all : nil
    course = try RunCourse(
      scope, options, showing: showsTrace ? wanted ?? .firstAndLast : IterationSelection(),
      drawing: !context.arguments.has("no-pictures"), fineness: fineness)
    run = try way.run(scope.program, options, keeping: course.followed)
    iterations = Presentation(context).isData ? nil : []
  }

  /// Whether iterations were asked for and none of them came.
  var hasNothingWanted: Bool { course.hasNothingShown || saved != nil && savedCount == 0 }

  private var trials: RunTrials {
    RunTrials(scope, run.options) { [context, progress] words in
      progress.tell(words ?? RunProgress.trying)
      return context.interrupt.isRequested
    } makeRun: { [way] program, options, kept throws(ProgramError) in
      try way.run(program, options, keeping: kept)
    }
  }

  /// Goes on to the end of the run.
  func go(_ files: TraceFiles) throws {
    run.machine.beginWork()
    defer { run.machine.endWork() }
    do {
      while !run.isFinished {
        try run.advance(keepingEverything: way.way == .fast && wantsAll(run.iteration + 1))
        guard try course.note(run) else { throw CommandError(FileNotes.tooManyIterations) }
        let isRecorded = saved?.contains(run.iteration) == true
        if isRecorded { try record(files) }
        guard setIterations() || isRecorded || run.isPause else { continue }  // what is shown or written takes long
        if context.interrupt.isRequested { run.stop() }
        progress.show { seconds in RunProgress.of(run.whereabouts, seconds: seconds) }
      }
      if saved?.includesLast == true && lastSaved != run.iteration {
        try run.complete()
        try record(files)
      }
      guard try course.noteLast(run) else { throw CommandError(FileNotes.tooManyIterations) }
      setIterations()
    } catch {
      progress.clear()
      throw error
    }
    progress.clear()
  }

  /// Sets the iterations shown while their numbers are at hand; false where there are none.
  @discardableResult private func setIterations() -> Bool {
    guard iterations != nil, course.hasFrames else { return false }
    let words = RunDocument(context.language, .tables(digits))
    iterations?.append(contentsOf: course.takeFrames().map { words.iteration($0, .lines(digits), course.extent) })
    return true
  }

  private func wantsAll(_ iteration: Int) -> Bool {
    course.wantsAll(iteration, of: run) || saved?.contains(iteration) == true
      || saved?.includesLast == true && iteration == run.plannedIterations
  }

  private func record(_ files: TraceFiles) throws {
    try files.record(run)
    savedCount += 1
    lastSaved = run.iteration
  }

  /// The lesson's pictures after the run.
  func drawn() throws -> [DrawnPicture] { try course.drawn(run) ?? [] }

  /// The lesson's pictures and tables after the run, and how it ended.
  func results() throws -> [Block] {
    let words = RunDocument(context.language, .tables(digits))
    return try course.results(run, trials).flatMap { words.blocks($0) }
      + words.ending(run.ending, of: run.main, course.extent, course.cycle, try advice.get())
  }

  /// The table of the loss; in a spreadsheet with all its rows.
  private func table(_ words: RunDocument) -> [Block] {
    words.table(course.history, of: run.main, course.extent, isWhole: Presentation(context).name == .csv)
  }

  /// What ran and what it computed.
  func fact() throws -> Fact {
    defer { progress.clear() }
    return run.openingFact.adding(way.facts).adding(try course.facts(run, trials)).adding(
      ("advice", try advice.get()?.fact), ("profile", way.profile(run)?.fact)
    )
    .adding(try Readings(run, context).facts)
  }

  /// Title; the iterations shown, with the table of the loss after the first; pictures; how it ended.
  func document() throws -> Document {
    let language = context.language
    let words = RunDocument(language, .tables(digits))
    var blocks = words.opening(run.main, run.options)
    blocks += try DigitFacts(scope, language).blocks() + way.blocks(language)
    blocks += (iterations?.first ?? []) + table(words)
    blocks += iterations?.dropFirst().flatMap { $0 } ?? []
    if let profile = way.profile(run) { blocks += FastFacts(language: language).table(profile) }
    blocks += try Readings(run, context).blocks()
    blocks += try results()
    progress.clear()
    return Document(blocks)
  }
}
