import Calculus
import LessonLanguage
import Stepping
import Typesetting

/// What is said of something typed that makes no sense, where stepping goes on.
struct StepHint {
  /// One sentence.
  let sentence: Localized

  /// Nil for what ends the command.
  init?(_ error: any Error) {
    switch error {
    case let error as StepKey.Misspelling: sentence = error.hint
    case let error as LessonError: sentence = Self.sentence(error.message)
    case let error as CommandError: sentence = error.message
    case let error as UsageError: sentence = error.message
    case let error as ShapeError: sentence = Self.sentence(error.reason)
    case let error as NothingToStep: sentence = error.message
    default: return nil
    }
  }

  private static func sentence(_ clause: Localized) -> Localized {
    clause.map { $0.prefix(1).uppercased() + $0.dropFirst() + ($0.hasSuffix("?") ? "" : ".") }
  }
}
