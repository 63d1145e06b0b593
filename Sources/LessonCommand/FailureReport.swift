import Datasets
import LessonLanguage
import Typesetting

/// Tells what ended a command, on standard error and by the exit code.
struct FailureReport {
  let surroundings: Surroundings
  let console: Console

  private var language: Language { surroundings.language }

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
      // The terminal has shown ^C; what follows begins a line of its own.
      try console.message(
        surroundings.isTerminal(.error) ? "" : Localized(es: "Interrumpido.", en: "Interrupted.")[language])
      return .interrupted
    case let error as UsageError:
      try console.message(usage(error, command))
      return .usage
    case let error as CommandError:
      try console.message(message(error.message))
      return error.exitCode
    case let error as FileError:
      try console.message(message(error.message))
      return .failure
    case let error as DataFileError:
      try console.message(message(error.message))
      return .failure
    case let error as LessonError:
      try console.message(lesson(error))
      return .failure
    default:
      try console.message(message(Localized(both: "\(failure)")))
      return .failure
    }
  }

  private var standardOutput: String { Localized(es: "la salida", en: "the output")[language] }

  private func message(_ text: Localized) -> String { "Error: " + text[language] }

  private func usage(_ error: UsageError, _ command: (any Command.Type)?) -> String {
    let name = command.map { "\(Root.name) \($0.name)" } ?? Root.name
    var lines = [message(error.message)]
    if let help = error.help { lines.append(Localized(es: "Ayuda: ", en: "Help:  ")[language] + help[language]) }
    lines.append(Localized(es: "Uso: ", en: "Usage: ")[language] + Root.usage(of: command, surroundings))
    lines.append(
      Localized(
        es: "  Más información con '\(name) --help'.", en: "  See '\(name) --help' for more information.")[language])
    return lines.joined(separator: "\n")
  }

  /// `xor.lesson:13:10: …`, the line and a caret below what is meant.
  private func lesson(_ error: LessonError) -> String {
    guard let range = error.range else { return "\(error.file): \(error.message[language])" }
    let head = "\(error.file):\(range.line):\(range.column): \(error.message[language])"
    guard !error.lineText.isEmpty else { return head }
    // A tab stays a tab, so that the caret stands below its place.
    let margin = error.lineText.prefix(max(range.column - 1, 0)).map { $0 == "\t" ? "\t" : " " }.joined()
    let caret = String(repeating: "^", count: max(1, min(range.length, error.lineText.count - range.column + 1)))
    return "\(head)\n    \(error.lineText)\n    \(margin)\(caret)"
  }

  /// Says something where standard output can no longer be used.
  private func say(_ text: String) {
    try? console.error.line(text)
    try? console.error.flush()
  }
}
