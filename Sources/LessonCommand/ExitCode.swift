/// What the program tells the shell when it ends.
package struct ExitCode: Hashable, Sendable {
  /// The number the shell sees.
  package let number: Int32

  /// A number for the shell.
  package init(_ number: Int32) { self.number = number }

  /// Everything went well.
  package static let success = ExitCode(0)
  /// Something went wrong: a lesson with an error, a file that cannot be read.
  package static let failure = ExitCode(1)
  /// `verify` found something that does not agree.
  package static let disagreement = ExitCode(2)
  /// The run diverged: a number is no longer finite.
  package static let diverged = ExitCode(3)
  /// The command line could not be understood (EX_USAGE of sysexits.h).
  package static let usage = ExitCode(64)
  /// Ctrl-C: 128 + SIGINT.
  package static let interrupted = ExitCode(130)
  /// Nobody reads the output any more: 128 + SIGPIPE, as a program that the signal ended.
  package static let brokenPipe = ExitCode(141)
}
