import Execution
import LessonLanguage
import Typesetting

/// A setting as a reader gave it.
struct GivenSetting: Hashable, Sendable {
  /// The name under which it is changed.
  let key: String
  /// `--batch <number>`
  let target: Localized
  /// What was given.
  let text: String
}

extension RunArguments {
  /// The lesson as the reader wants it run; throws as `blaming` does.
  func scope(_ loaded: LoadedLesson) throws -> Scope {
    try blaming(loaded) { try loaded.lesson.program(settings: lesson).scope }
  }

  /// Does something with the lesson; an error that is there only because of a setting that was given is thrown as a
  /// `UsageError` about its option.
  func blaming<Value>(_ loaded: LoadedLesson, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as LessonError where error.option == nil && error.file == loaded.source.file {
      throw culprit(loaded) ?? error
    }
  }

  /// What is wrong with the setting without which the lesson makes sense; nil where no setting is to blame.
  private func culprit(_ loaded: LoadedLesson) -> UsageError? {
    loaded.lesson.blame(given.map { $0.key }, of: lesson).map { usageError($0.error, given[$0.place], loaded) }
  }

  /// What is wrong with the value, and in a teacher's own file where that shows.
  private func usageError(_ error: LessonError, _ setting: GivenSetting, _ loaded: LoadedLesson) -> UsageError {
    var reason = error.message
    if !loaded.isBuiltIn, let range = error.range {
      reason = reason + Localized(both: " (\(error.file):\(range.line):\(range.column))")
    }
    return .invalidValue(setting.text, for: setting.target, reason: reason)
  }
}
