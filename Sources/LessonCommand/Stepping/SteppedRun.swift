import Execution
import LessonLanguage
import Trace
import Typesetting

/// A lesson with a reader's settings, and its run to step through.
struct SteppedRun {
  let scope: Scope
  /// Things worth a line before it runs.
  let warnings: [Localized]
  let options: RunOptions
  let playback: Playback

  /// Compiles the lesson; throws what is wrong with it or with an option.
  ///
  /// - Parameter stop: asked now and then on the way to an iteration whether to end what is under way.
  init(
    _ arguments: ParsedArguments, _ lesson: LoadedLesson, _ surroundings: Surroundings,
    stop: @escaping (_ run: Run, _ target: Int) -> Bool
  ) throws {
    let own = try RunArguments(arguments, lesson: lesson, surroundings)
    scope = try own.scope(lesson)
    (self.options, warnings) = try own.run(for: scope.program)
    playback = try Playback(scope, options: self.options, stop: stop)
  }
}
