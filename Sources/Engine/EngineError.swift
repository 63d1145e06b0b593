import LessonLanguage
import Typesetting

/// Why the engine has no answer, and where in the lesson or in what was typed.
package struct EngineError: Error, Hashable, Sendable {
  /// What was found and what would fit.
  package let message: Localized
  /// The place in the lesson's text or in what was typed.
  package var range: SourceRange?
  /// The line that the place is in.
  package var lineText = ""
  /// Whether that is a line of the lesson, and not of what was typed.
  package var isInLesson = false
  /// The setting that was typed for, if it was for one.
  package var setting: String?

  /// An error without a place.
  package init(_ message: Localized) {
    self.message = message
  }

  /// What is wrong with a lesson, or with what was typed: that is in no file.
  package init(_ error: LessonError) {
    message = error.message
    range = error.range
    lineText = error.lineText
    isInLesson = !error.file.isEmpty
    setting = error.option
  }

  /// The sentence in both languages, and the place: line and column from 1, how many characters are meant, the line.
  package var fact: Fact {
    .record(
      ("message", .words(message)), ("inLesson", .flag(isInLesson)), ("setting", setting.map { .text($0) }),
      ("line", range.map { .integer($0.line) }), ("column", range.map { .integer($0.column) }),
      ("length", range.map { .integer($0.length) }), ("text", lineText.isEmpty ? nil : .text(lineText)))
  }
}
