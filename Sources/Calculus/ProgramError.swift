import Typesetting

/// Why a program cannot be run, in both languages, and the line of the lesson that asks for it, where there is one.
///
/// Whoever has the lesson's text adds the file and the caret.
package struct ProgramError: Error, Hashable, Sendable {
  /// What was found and what would fit.
  package let reason: Localized
  /// The line of the lesson, from 1.
  package let line: Int?

  package init(_ reason: Localized, line: Int? = nil) {
    self.reason = reason
    self.line = line
  }
}
