import Calculus
import Documents
import Execution
import LessonLanguage
import Trace
import Typesetting

/// A run from the lesson's beginning to its end, of which pictures are made.
final class PictureRun {
  private let scope: Scope
  private let course: RunCourse
  private let run: Run
  private var hasEnded = false
  private let options: RunOptions

  /// Compiles the lesson and draws its initial values.
  init(_ scope: Scope, _ options: RunOptions) throws(LessonError) {
    self.scope = scope
    self.options = options
    course = try RunCourse(
      scope, options, showing: IterationSelection(), drawing: true, fineness: RunCourse.finenessOfDrawings)
    run = try scope.locating { () throws(ProgramError) in try Run(scope.program, options: options) }
  }

  /// Goes on, to the end or until it is told that it is enough; whether the run has ended.
  func go(isEnough: (_ iteration: Int) -> Bool) throws(LessonError) -> Bool {
    guard !hasEnded else { return true }
    while !run.isFinished {
      try scope.locating { () throws(ProgramError) in try run.advance() }
      _ = try course.note(run)
      if run.isPause, isEnough(run.iteration), !run.isFinished { return false }
    }
    _ = try course.noteLast(run)
    hasEnded = true
    return true
  }

  /// The pictures after the run.
  func drawn() throws(LessonError) -> [DrawnPicture] { try course.drawn(run) ?? [] }

  /// Pictures and tables after the run, and how it ended.
  func results(_ language: Language) throws(LessonError) -> [Block] {
    let words = RunDocument(language, .tables())
    let trials = RunTrials(scope, options) { _ in
      false
    } makeRun: {
      (program, options, _) throws(ProgramError) in
      try Run(program, options: options)
    }
    return try course.results(run, trials).flatMap { words.blocks($0) }
      + words.ending(run.ending, of: run.main, course.extent, course.cycle, nil)
  }
}
