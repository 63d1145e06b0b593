import Typesetting

/// Something that ends a command with a message: `Error: …` on standard error.
package struct CommandError: Error, Hashable, Sendable {
  /// What went wrong, and what would be right.
  package let message: Localized
  /// What the shell is told.
  package let exitCode: ExitCode
  /// Whether the message has lines of its own; in any other the end of a line can only be part of a name.
  package let hasLines: Bool

  /// A failure with its message in both languages.
  package init(_ message: Localized, exitCode: ExitCode = .failure, hasLines: Bool = false) {
    self.message = message
    self.exitCode = exitCode
    self.hasLines = hasLines
  }

  /// A failure with its message in both languages.
  package init(es: String, en: String, exitCode: ExitCode = .failure) {
    self.init(Localized(es: es, en: en), exitCode: exitCode)
  }
}
