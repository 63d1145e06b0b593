import Calculus
import Execution
import LessonLanguage
import Typesetting

/// What is collected of a run on its way, whichever way it is computed: iterations to be shown, numbers followed, what
/// pictures need, cycles.
package final class RunCourse {
  private let scope: Scope
  /// The iterations to be shown one by one.
  private let shown: IterationSelection
  /// What there is to be seen of the run.
  package let extent: RunExtent
  @exclusivity(unchecked) private var pictures: LessonPictures?
  private let tables: LessonTables
  private let watch: TableWatch
  /// The numbers that the table of a run follows.
  @exclusivity(unchecked) package private(set) var history: History
  /// The numbers that curves draw, where the table does not follow them.
  @exclusivity(unchecked) private var curves: History?
  @exclusivity(unchecked) private var cycles: CycleDetector
  /// The iterations shown, as far as they have come and were not taken.
  private var frames: [Moment] = []
  /// How many iterations have come that are shown, and the last of them.
  private var shownCount = 0
  private var lastShown: Int?

  /// Iterations shown at most; a longer trace belongs in a file.
  package static let mostFrames = 200

  /// How much finer than in a terminal the plane of a map is parted where it is drawn.
  package static let finenessOfDrawings = 4

  /// - Parameters:
  ///   - shown: the iterations to be shown.
  ///   - draws: whether the lesson's pictures are wanted.
  ///   - fineness: how many times finer than a terminal shows it a plane is parted.
  /// - Throws: a `LessonError` of a picture or a table that cannot be.
  package init(
    _ scope: Scope, _ options: RunOptions, showing shown: IterationSelection, drawing draws: Bool, fineness: Int = 1
  ) throws(LessonError) {
    self.scope = scope
    extent = RunExtent(scope.program, options, isOpened: !shown.isEmpty)
    self.shown = extent == .once(isOpened: false) ? .firstAndLast : shown
    pictures = draws ? try LessonPictures(scope, fineness: fineness) : nil
    tables = LessonTables(scope)
    try tables.check(options)
    watch = try tables.watch()
    let followed = pictures?.followed ?? []
    let history = History(scope.program, also: followed, iterations: IterationLimit.of(scope.program, options))
    if !followed.allSatisfy({ history.quantities.contains($0) }) {
      curves = History(scope.program, following: followed)
    }
    self.history = history
    cycles = CycleDetector(scope.program)
  }

  /// The quantities whose values are wanted after each iteration.
  package var followed: [Quantity] {
    history.quantities + (curves?.quantities ?? []) + (pictures?.read ?? []) + watch.followed
  }

  /// Whether iterations were to be shown and none of them came.
  package var hasNothingShown: Bool { !shown.isEmpty && shownCount == 0 }

  /// Whether the last iteration's numbers are shown in some way besides.
  package var needsLast: Bool { pictures?.isEmpty == false || tables.areThere }

  /// Whether all numbers of an iteration are wanted, as far as is known before it.
  package func wantsAll(_ iteration: Int, of run: Run) -> Bool {
    if shown.contains(iteration) || watch.wantsAll(iteration) || pictures?.isCurious == true { return true }
    return iteration == run.plannedIterations && (needsLast || shown.includesLast)
  }

  /// Takes the current iteration in; false where it was to be shown and there was no room (`mostFrames`).
  package func note(_ run: Run) throws(LessonError) -> Bool {
    history.note(run)
    curves?.note(run)
    cycles.note(run)
    pictures?.follow(run)
    watch.note(run)
    if pictures?.isCurious == true { try pictures?.note(run.moment()) }
    return !shown.contains(run.iteration) || show(run)
  }

  /// Takes the last iteration in; false where it was to be shown and there was no room (`mostFrames`).
  package func noteLast(_ run: Run) throws(LessonError) -> Bool {
    history.noteLast(run)
    curves?.noteLast(run)
    watch.noteLast(run)
    let showsLast = shown.includesLast && lastShown != run.iteration
    if needsLast || showsLast { try scope.locating { () throws(ProgramError) in try run.complete() } }
    return !showsLast || show(run)
  }

  private func show(_ run: Run) -> Bool {
    guard shownCount < Self.mostFrames else { return false }
    shownCount += 1
    lastShown = run.iteration
    frames.append(run.moment())
    return true
  }

  /// Whether iterations are shown that have not been taken.
  package var hasFrames: Bool { !frames.isEmpty }

  /// The iterations shown that have come since this was last asked for. Whoever sets them at once needs no memory for
  /// all of them, and the facts of the run do not have them.
  package func takeFrames() -> [Moment] {
    defer { frames = [] }
    return frames
  }

  /// The first cycle that the parameters ran into.
  package var cycle: CycleDetector.Cycle? { cycles.cycle }

  /// The pictures after a run; nil where none are wanted.
  package func drawn(_ run: Run) throws(LessonError) -> [DrawnPicture]? {
    guard let pictures else { return nil }
    return pictures.isEmpty ? [] : try pictures.after(run.moment(), curves ?? history)
  }

  /// The lesson's tables after a run; those over variants are filled by other runs.
  package func filled(_ run: Run, _ trials: RunTrials) throws(LessonError) -> [LessonTable] {
    tables.areThere ? try tables.after(run.moment(), watch, trials) : []
  }

  /// What the lesson shows of a run: a picture or a table.
  package enum Shown {
    case picture(DrawnPicture)
    case table(LessonTable)

    /// The line of the lesson that asks for it.
    fileprivate var line: Int {
      switch self {
      case .picture(let drawn): drawn.picture.syntax.range.line
      case .table(let table): table.line
      }
    }
  }

  /// The pictures and the tables after a run, in the order in which the lesson has them.
  package func results(_ run: Run, _ trials: RunTrials) throws(LessonError) -> [Shown] {
    let shown = (try drawn(run) ?? []).map(Shown.picture) + (try filled(run, trials)).map(Shown.table)
    return shown.sorted { $0.line < $1.line }
  }

  /// What to do after the run, found by trying; nil where nothing is to be said.
  package func advice(_ run: Run, _ trials: RunTrials) throws(LessonError) -> RunAdvice? {
    cycle == nil ? try trials.advice(after: run, history) : nil
  }

  /// The iterations shown, the numbers followed, pictures, tables, how the run ended.
  package func facts(_ run: Run, _ trials: RunTrials) throws(LessonError) -> [(key: String, value: Fact?)] {
    let pictures = try drawn(run)
    return [
      ("iterations", .list(frames.map { $0.fact })), ("history", history.fact),
      ("pictures", pictures.map { pictures in .list(pictures.map { $0.fact }) }),
      ("tables", .list(try filled(run, trials).map { $0.fact })), ("end", run.ending?.fact), ("cycle", cycle?.fact),
    ]
  }
}
