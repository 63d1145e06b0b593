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

  /// What is wrong with the setting without which the lesson makes sense; with several such, with the first of them. Nil
  /// when it makes sense with all settings, or without none.
  private func culprit(_ loaded: LoadedLesson) -> UsageError? {
    guard let error = error(loaded, with: given), self.error(loaded, with: []) == nil else { return nil }
    if let setting = given.first(where: { setting in self.error(loaded, with: given.filter { $0 != setting }) == nil })
    {
      return usageError(error, setting, loaded)
    }
    for (place, setting) in given.enumerated() {
      if let error = self.error(loaded, with: Array(given[...place])) { return usageError(error, setting, loaded) }
    }
    return nil
  }

  /// What is wrong with the lesson when only these settings are given.
  private func error(_ loaded: LoadedLesson, with settings: [GivenSetting]) -> LessonError? {
    var options = lesson
    for setting in given where !settings.contains(setting) {
      options.overrides[setting.key] = nil
      options.typed[setting.key] = nil
    }
    do throws(LessonError) {
      _ = try loaded.lesson.program(settings: options)
      return nil
    } catch {
      return error
    }
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
