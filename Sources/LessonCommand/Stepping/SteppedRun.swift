import Execution
import LessonLanguage
import Trace
import Typesetting

/// A lesson with a reader's settings, and its run to step through.
struct SteppedRun {
  let scope: Scope
  /// Things worth a line before it runs.
  let warnings: [Localized]
  let playback: Playback

  /// Compiles the lesson; throws what is wrong with it or with an option.
  ///
  /// - Parameter stop: asked now and then on the way to an iteration whether to end what is under way.
  init(
    _ arguments: ParsedArguments, _ lesson: LoadedLesson, _ surroundings: Surroundings,
    stop: @escaping (_ run: Run, _ target: Int) -> Bool
  ) throws {
    let options = try RunArguments(arguments, lesson: lesson, surroundings)
    scope = try options.scope(lesson)
    let (runOptions, warnings) = try options.run(for: scope.program)
    self.warnings = warnings
    playback = try Playback(scope, options: runOptions, stop: stop)
  }
}
