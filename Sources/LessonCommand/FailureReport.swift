import Datasets
import Formats
import LessonLanguage
import Matrices
import OperatingSystem
import Stepping
import Typesetting

/// Tells what ended a command, on standard error and by the exit code.
struct FailureReport {
  let surroundings: Surroundings
  let console: Console

  private var language: Language { surroundings.language }

  /// What is said after Ctrl-C: the terminal has shown ^C, and what follows begins a line of its own.
  var interrupted: String {
    surroundings.isTerminal(.error) ? "" : Localized(es: "Interrumpido.", en: "Interrupted.")[language]
  }

  /// Says it and gives the exit code.
  func tell(_ failure: any Error, command: (any Command.Type)?) -> ExitCode {
    do {
      return try report(failure, command)
    } catch OutputError.failed(let number) {
      say(message(FileError(standardOutput, number: number).message))
      return .failure
    } catch {
      return .brokenPipe
    }
  }

  private func report(_ failure: any Error, _ command: (any Command.Type)?) throws -> ExitCode {
    switch failure {
    case OutputError.closed:
      // Nobody reads any more: like a program that SIGPIPE ended, without a word.
      return .brokenPipe
    case OutputError.failed(let number):
      say(message(FileError(standardOutput, number: number).message))
      return .failure
    case is Interrupted:
      try tell(interrupted)
      return .interrupted
    case let error as UsageError:
      try tell(usage(error, command))
      return .usage
    case let error as CommandError:
      try tell(message(error.message, hasLines: error.hasLines))
      return error.exitCode
    case let error as NothingToStep:
      try tell(message(error.message))
      return .failure
    case let error as FileError:
      try tell(message(error.message))
      return .failure
    case let error as DataFileError:
      try tell(message(error.message))
      return .failure
    case let error as ExampleSourceError:
      try tell(message(error.message))
      return .failure
    case let error as LessonError:
      if let option = error.option {
        let wrong = Localized(es: "El valor de '\(option)' no es válido: ", en: "The value of '\(option)' is invalid: ")
        try tell(usage(UsageError(wrong + error.message), command, excerpt: excerpt(error)))
        return .usage
      }
      if error.file.isEmpty {
        try tell(message(error.message) + excerpt(error))
        return .usage
      }
      try tell(lesson(error))
      return .failure
    default:
      try tell(message(Localized(both: "\(failure)")))
      return .failure
    }
  }

  private var standardOutput: String { Localized(es: "la salida", en: "the output")[language] }

  private func message(_ text: Localized, hasLines: Bool = false) -> String {
    filled("Error: " + Self.shown(text[language], hasLines: hasLines))
  }

  /// The text in lines no wider than the terminal, what is set in staying so; as it is where a program reads it.
  private func filled(_ text: String) -> String {
    guard surroundings.isTerminal(.error) || surroundings.environment["COLUMNS"] != nil else { return text }
    return surroundings.shown(text).split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      line -> [String] in
      guard line.count > surroundings.width else { return [String(line)] }
      let indent = line.prefix { $0 == " " }.count
      return HelpScreen.wrap(String(line), width: surroundings.width, indent: indent)
    }.joined(separator: "\n")
  }

  /// A text with what a reader typed in it, fit for a terminal: on one line but where it has lines of its
  /// own, nothing unseen, and no longer than is read.
  private static func shown(_ text: String, hasLines: Bool = false) -> String {
    (hasLines ? text : text.onOneLine).visible.bounded()
  }

  private func usage(_ error: UsageError, _ command: (any Command.Type)?, excerpt: String = "") -> String {
    let name = command.map { "\(Root.name) \($0.name)" } ?? Root.name
    var lines = [message(error.message) + excerpt]
    if let help = error.help {
      lines.append(filled(Localized(es: "Ayuda: ", en: "Help:  ")[language] + help[language]))
    }
    lines += Root.usage(of: command, title: Localized(es: "Uso:", en: "Usage:"), surroundings)
    let more = Localized(
      es: "  Más información con '\(name) --help'.", en: "  See '\(name) --help' for more information.")
    lines.append(filled(more[language]))
    return lines.joined(separator: "\n")
  }

  /// `xor.lesson:13:10: …`, the line and a caret below what is meant.
  private func lesson(_ error: LessonError) -> String {
    let place = error.range.map { "\(error.file):\($0.line):\($0.column)" } ?? error.file
    return filled(Self.shown("\(place): \(error.message[language])")) + excerpt(error)
  }

  /// The line and a caret below what is meant, each on a line of its own; empty when there is no line.
  private func excerpt(_ error: LessonError) -> String {
    let lines = surroundings.usesASCII ? Transliteration.excerpt(error.excerpt) : error.excerpt
    return lines.map { "\n    " + $0 }.joined()
  }

  private func tell(_ text: String) throws { try console.message(surroundings.shown(text)) }

  /// Says something where standard output can no longer be used.
  private func say(_ text: String) {
    try? console.error.line(surroundings.shown(text).bounded())
    try? console.error.flush()
  }
}
