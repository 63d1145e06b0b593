import Calculus
import LessonLanguage

extension Verifier {
  /// The functions in `settings` that the reader has replaced by others; none where what was given computes the same.
  ///
  /// What a page prints then belongs to another function than the one that runs: there is nothing to hold it against.
  func otherFunctions(_ main: Scope) throws(LessonError) -> [SettingLine] {
    let replaced = SettingLine.all(of: lesson).filter { setting in
      setting.kind == .function
        && [setting.name, setting.option].contains { options.overrides[$0] != nil }
    }
    guard !replaced.isEmpty else { return [] }
    var own = options
    for setting in replaced {
      own.overrides[setting.name] = nil
      own.overrides[setting.option] = nil
    }
    let written = try lesson.program(settings: own).program.definitions
    let given = main.program.definitions
    let isSame = written.count == given.count && zip(written, given).allSatisfy { $0.formula == $1.formula }
    return isSame ? [] : replaced
  }
}
