import OperatingSystem
import Typesetting

/// One of the program's commands: `lesson run …`. A command is one file and one line in `Commands.all`.
package protocol Command: Sendable {
  /// What is typed after `lesson`.
  static var name: String { get }
  /// What it does, in one line of the list of commands.
  static var summary: Localized { get }
  /// What it takes, and its help.
  static var declaration: Declaration { get }
  /// A lesson's own options (`--hidden`, `--gate`), when the first argument names a lesson that can be read.
  ///
  /// Throws what stands in the way of reading the lesson; that error is then shown instead of an unknown option's.
  static func options(forLesson name: String, shelf: LessonShelf, surroundings: Surroundings) throws -> [Option]
  /// Does it, writing to the context's console; throws `UsageError`, `CommandError`, `FileError`, `LessonError`,
  /// `OutputError` or `Interrupted`.
  static func run(_ context: Context) throws -> ExitCode
}

extension Command {
  /// No options but the declared ones.
  package static func options(
    forLesson name: String, shelf: LessonShelf, surroundings: Surroundings
  ) throws -> [Option] { [] }
}

/// All that a command may use: everything it knows of the outside comes through here.
package struct Context {
  /// The command line of this command.
  package let arguments: ParsedArguments
  /// The terminal, the environment, the reader's language.
  package let surroundings: Surroundings
  /// Where to write.
  package let console: Console
  /// Whether Ctrl-C was pressed.
  package let interrupt: Interrupt
  /// The lessons read so far.
  package let shelf: LessonShelf
  /// What has been shown and makes one file with what is still to be shown.
  let pending = PendingDocument()

  package init(
    arguments: ParsedArguments, surroundings: Surroundings, console: Console, interrupt: Interrupt,
    shelf: LessonShelf = LessonShelf()
  ) {
    self.arguments = arguments
    self.surroundings = surroundings
    self.console = console
    self.interrupt = interrupt
    self.shelf = shelf
  }

  /// A line on standard error.
  func tell(_ words: Localized) throws { try console.message(surroundings.shown(words[language])) }

  /// The reader's language.
  package var language: Language { surroundings.language }
}
