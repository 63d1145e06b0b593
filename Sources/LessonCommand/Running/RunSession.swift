import Calculus
import Documents
import Execution
import LessonLanguage
import Trace
import Typesetting

/// A run with what is collected on the way for the reader, whichever way it is computed.
struct RunSession {
  let run: Run
  private let scope: Scope
  private let way: RunWay
  private let plan: RunPlan
  private let context: Context
  private var pictures: LessonPictures?
  private let tables: LessonTables
  private var history: History
  /// The numbers that curves draw, where the table does not follow them.
  private var curves: History?
  private var cycles: CycleDetector
  private var frames: [Moment] = []
  private var savedCount = 0
  private var lastSaved: Int?

  /// Iterations shown at most; a longer trace belongs in a file.
  private static let mostFrames = 200

  /// Makes the machine and draws the initial values.
  init(_ scope: Scope, _ options: RunOptions, _ way: RunWay, _ plan: RunPlan, _ context: Context) throws {
    self.scope = scope
    self.way = way
    self.plan = plan
    self.context = context
    pictures = context.arguments.has("no-pictures") ? nil : try LessonPictures(scope)
    tables = LessonTables(scope)
    let followed = pictures?.followed ?? []
    history = History(scope.program, also: followed, iterations: IterationLimit.of(scope.program, options))
    if !followed.allSatisfy(history.quantities.contains) { curves = History(scope.program, following: followed) }
    cycles = CycleDetector(scope.program)
    run = try way.run(scope.program, options, keeping: history.quantities + followed)
  }

  /// Whether iterations were asked for and none of them came.
  var hasNothingWanted: Bool { !plan.shown.isEmpty && frames.isEmpty || plan.saved != nil && savedCount == 0 }

  /// Whether the last iteration's numbers are shown in some way.
  private var needsLast: Bool { pictures?.isEmpty == false || tables.areThere }

  /// Whether all numbers of an iteration are wanted, as far as is known before it.
  private func wantsAll(_ iteration: Int) -> Bool {
    if plan.shown.contains(iteration) || plan.saved?.contains(iteration) == true || pictures?.isCurious == true {
      return true
    }
    return iteration == run.plannedIterations
      && (needsLast || plan.shown.includesLast || plan.saved?.includesLast == true)
  }

  /// Goes on to the end of the run.
  mutating func go(_ files: TraceFiles) throws {
    let progress = ProgressLine(context)
    let interrupt = context.interrupt
    // What is collected changes while the run asks what it is to keep.
    var session = self
    do {
      run.machine.beginWork()
      defer { run.machine.endWork() }
      while !run.isFinished {
        try run.advance(keepingEverything: session.wantsAll(run.iteration + 1))
        let isRecorded = try session.note(files)
        if run.isPause || isRecorded {
          if interrupt.isRequested { run.stop() }
          try progress.show(run)
        }
      }
      try session.noteLast(files)
    } catch {
      try? progress.clear()
      throw error
    }
    try progress.clear()
    self = session
  }

  /// - Returns: whether the iteration was written to a file, which takes long.
  private mutating func note(_ files: TraceFiles) throws -> Bool {
    history.note(run)
    curves?.note(run)
    cycles.note(run)
    if plan.shown.contains(run.iteration) { try show() }
    if pictures?.isCurious == true { try pictures?.note(run.moment()) }
    guard plan.saved?.contains(run.iteration) == true else { return false }
    try record(files)
    return true
  }

  private mutating func noteLast(_ files: TraceFiles) throws {
    history.noteLast(run)
    curves?.noteLast(run)
    let showsLast = plan.shown.includesLast && frames.last?.iteration != run.iteration
    let savesLast = plan.saved?.includesLast == true && lastSaved != run.iteration
    if needsLast || showsLast || savesLast { try run.complete() }
    if showsLast { try show() }
    if savesLast { try record(files) }
  }

  private mutating func record(_ files: TraceFiles) throws {
    try files.record(run)
    savedCount += 1
    lastSaved = run.iteration
  }

  private mutating func show() throws {
    guard frames.count < Self.mostFrames else {
      throw CommandError(
        es: "Son más de \(Self.mostFrames) iteraciones; guárdalas con --trace-file.",
        en: "That is more than \(Self.mostFrames) iterations; save them with --trace-file.")
    }
    frames.append(run.moment())
  }

  private func drawn(_ last: Moment) throws -> [DrawnPicture]? { try pictures?.after(last, curves ?? history) }

  /// What ran, the iterations shown, the numbers followed, the tables and how it ended.
  func fact() throws -> Fact {
    let last = run.moment()
    return run.openingFact.adding(way.facts).adding(
      ("iterations", .list(frames.map(\.fact))), ("history", history.fact),
      ("pictures", try drawn(last).map { .list($0.map(\.fact)) }),
      ("tables", .list(try tables.after(last).map(\.fact))), ("end", run.ending?.fact),
      ("cycle", cycles.cycle?.fact), ("profile", way.profile(run)?.fact)
    ).adding(try Readings(run, context).facts)
  }

  /// Title; the iterations shown, with the table of the loss after the first; pictures; how it ended.
  func document() throws -> Document {
    let language = context.language
    let words = RunDocument(language)
    let iterationBlocks = IterationBlocks(language)
    func shown(_ moment: Moment) -> [Block] { [words.iterationHeading(moment)] + iterationBlocks.all(moment) }
    var blocks = words.opening(run.main, run.options)
    blocks += try DigitFacts(scope.settings, language).blocks() + way.blocks(language)
    if let first = frames.first { blocks += shown(first) }
    blocks += words.table(
      history, rows: run.main.inputs.contains(where: \.isStored) ? 24 : 12,
      perEpoch: run.main.batching?.batchesPerEpoch ?? 1)
    for frame in frames.dropFirst() { blocks += shown(frame) }
    if let profile = way.profile(run) { blocks += FastFacts(language: language).table(profile) }
    blocks += try Readings(run, context).blocks()
    if needsLast {
      let last = run.moment()
      blocks += PictureBlocks(language).blocks(try drawn(last) ?? [])
      blocks += try tables.after(last).flatMap { $0.blocks(language) }
    }
    blocks += StudyRemark.blocks(scope.lesson.syntax, language)
    blocks += words.ending(run.ending, of: run.main, history, cycles.cycle)
    return Document(blocks)
  }
}
