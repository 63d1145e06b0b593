import Doctor
import Execution
import LessonLanguage
import Marking
import Pages
import Trace
import Typesetting
import Verification

/// A lesson under its settings, and its run, of which a call computes a slice at a time.
final class Side {
  let scope: Scope
  let options: RunOptions
  private let playback: Playback
  private let slice: WorkSlice
  /// The run that pictures are made from, as far as it has come.
  private var pictures: PictureRun?
  /// Whether its examples are what a reader has drawn.
  private let isGiven: Bool
  /// What a reader has changed, as a terminal takes it.
  private let changes: [(name: String, value: String?)]
  /// The quantities whose numbers open, of those that were last asked about.
  private var opening: (quantities: [Int], opened: Set<Int>)?
  private var judged: (printed: String, report: Report, diagnosis: Diagnosis)?

  /// Compiles the lesson and draws its initial values.
  ///
  /// - Throws: what is wrong with the lesson, its pictures and tables included.
  init(
    _ scope: Scope, _ options: RunOptions, _ changes: [(name: String, value: String?)], isGiven: Bool = false
  ) throws(LessonError) {
    self.scope = scope
    self.options = options
    self.changes = changes
    self.isGiven = isGiven
    try scope.checkShown()
    let slice = WorkSlice(scope.program)
    self.slice = slice
    playback = try Playback(scope, options: options) { run, _ in slice.isSpent(at: run.iteration) }
  }

  /// What a reader has predicted of it.
  private(set) lazy var predictor = Predictor(scope) { [playback] iteration throws(LessonError) in
    try playback.start(before: iteration)
  }

  /// The first iteration there is.
  var first: Int { playback.first }

  /// The iterations after which the run stops if nothing stops it before.
  var planned: Int { IterationLimit.of(scope.program, options) }

  /// The iteration that a call has come to that was not enough.
  var reached: Int { slice.reached }

  /// What is seen at an iteration, past the lesson's end, too; nil where the call has done enough on the way.
  func visit(_ iteration: Int) throws(LessonError) -> Visit? {
    slice.begin()
    guard let visit = try playback.visit(max(first, iteration)) else { return nil }
    // Where the lesson has turned out to end on the way, it goes on past that.
    return visit.moment.iteration < iteration ? try playback.visit(iteration) : visit
  }

  /// The lesson's pictures after its run; nil where the call has done enough on the way.
  func drawn() throws(LessonError) -> [DrawnPicture]? { try ended()?.drawn() }

  /// Pictures and tables after the run, and how it ended; nil where the call has done enough on the way.
  func results(_ view: View) throws(LessonError) -> [Block]? { try ended()?.results(view.language) }

  private func ended() throws(LessonError) -> PictureRun? {
    slice.begin()
    let run: PictureRun
    if let pictures { run = pictures } else { run = try PictureRun(scope, options) }
    pictures = run
    return try run.go { self.slice.isSpent(at: $0) } ? run : nil
  }

  // MARK: - Parts of a page

  /// Whether a reader has changed what the lesson says.
  var isChanged: Bool { isGiven || !changes.isEmpty }

  /// How the same is asked at a terminal.
  var question: TerminalQuestion { TerminalQuestion(scope.program.name, options: changes) }

  /// The cards of a moment, which stand on the page as they do for the lesson.
  func cards(_ moment: Moment, _ view: View) -> Cards {
    let quantities = LessonPage.quantities(scope, moment)
    let ids = quantities.map { $0.quantity.id }
    // Which numbers open takes longer to find out than all else.
    let opened =
      if let known = opening, known.quantities == ids { known.opened } else { Cards.opened(of: quantities, in: scope) }
    opening = (ids, opened)
    var cards = Cards(moment, scope, opening: opened, asking: question, view.options)
    cards.linksAll = true
    return cards
  }

  /// What `verify` says of the numbers that the notes print, and of the lesson's derivatives; nil of a drawing, which is
  /// about one answer and not about the lesson.
  ///
  /// - Parameter printed: a file with these numbers; empty for none.
  func verified(_ printed: String) throws(LessonError) -> (report: Report, diagnosis: Diagnosis)? {
    guard !isGiven else { return nil }
    if let known = judged, known.printed == printed { return (known.report, known.diagnosis) }
    let lesson = scope.lesson
    var files: [(lesson: LessonSyntax, source: SourceText)] = []
    if !printed.isEmpty {
      let (read, source) = try LessonParser.read(printed, file: "notes")
      files = read.filter { $0.name == lesson.syntax.name }.map { ($0, source) }
    }
    let found = try Doctor.verify(
      Verifier(lesson.syntax, source: lesson.source, options: scope.settings, runOptions: options), with: files)
    judged = (printed, found.report, found.diagnosis)
    return found
  }
}
