import LessonLanguage
import OperatingSystem
import Testing
import Typesetting

@testable import LessonCommand

@Suite struct FailureReportTests {
  private func told(_ failure: any Error, _ language: Language = .english) -> (ExitCode, String) {
    let console = Console.memory()
    var surroundings = Surroundings(arguments: [], environment: ["LANG": "C.UTF-8"])
    surroundings.chosenLanguage = language
    let code = FailureReport(surroundings: surroundings, console: console).tell(failure, command: nil)
    return (code, console.error.captured)
  }

  @Test func `a lesson's error shows its line with a caret`() {
    let error = LessonError(
      file: "xor.lesson", range: SourceRange(line: 13, column: 8, length: 4), lineText: "  Z1 = X·W1 + b1",
      message: Localized(es: "no encaja", en: "does not fit"))
    #expect(told(error) == (.failure, "xor.lesson:13:8: does not fit\n      Z1 = X·W1 + b1\n           ^^^^\n"))
    #expect(told(error, .spanish).1.hasPrefix("xor.lesson:13:8: no encaja\n"))
  }

  @Test(arguments: [(0, 1), (1, 0), (9, 4), (3, 99), (-5, -5)])
  func `a caret outside the line does no harm`(column: Int, length: Int) {
    let error = LessonError(
      file: "a", range: SourceRange(line: 1, column: column, length: length), lineText: "\tab",
      message: Localized(both: "m"))
    #expect(told(error).1.contains("^"))
  }

  @Test func `an error in what was typed is one about the option, or shows the word`() {
    var error = LessonError(
      file: "", range: SourceRange(line: 1, column: 3, length: 1), lineText: "1+q",
      message: Localized(es: "no hay «q»", en: "no “q”"))
    #expect(told(error) == (.usage, "Error: no “q”\n    1+q\n      ^\n"))
    error.option = "--set W1"
    let (code, text) = told(error, .spanish)
    #expect(code == .usage)
    #expect(text.hasPrefix("Error: El valor de '--set W1' no es válido: no hay «q»\n    1+q\n      ^\nUso: lesson"))
  }

  @Test func `each kind of failure has its exit code`() {
    #expect(told(CommandError(es: "mal", en: "bad")) == (.failure, "Error: bad\n"))
    #expect(told(CommandError(Localized(both: "x"), exitCode: .disagreement)).0 == .disagreement)
    #expect(told(FileError("f", .notFound), .spanish) == (.failure, "Error: no existe el archivo 'f'\n"))
    #expect(told(OutputError.closed) == (.brokenPipe, ""))
    #expect(told(OutputError.failed(28)) == (.failure, "Error: no space left for 'the output'\n"))
    #expect(told(UsageError(es: "", en: "")).0 == .usage)
  }

  @Test func `errors keep to the width, but for the line and its caret`() {
    let console = Console.memory()
    let surroundings = Surroundings(arguments: [], environment: ["LANG": "C.UTF-8", "COLUMNS": "40"])
    let error = LessonError(
      file: "x.lesson", range: SourceRange(line: 1, column: 1, length: 2),
      lineText: String(repeating: "ab ", count: 30),
      message: Localized(both: String(repeating: "word ", count: 20)))
    _ = FailureReport(surroundings: surroundings, console: console).tell(error, command: nil)
    let lines = console.error.captured.split(separator: "\n")
    #expect(lines.dropLast(2).count == 3 && lines.dropLast(2).allSatisfy { $0.count <= 40 }, "\(lines)")
    #expect(lines.suffix(2).first?.count ?? 0 > 80)
    let usage = Session("data", environment: ["LANG": "C.UTF-8", "COLUMNS": "60"]).error.split(separator: "\n")
    #expect(usage.count > 4 && usage.allSatisfy { $0.count <= 60 }, "\(usage)")
  }

  @Test func `an interrupted command says so and ends with 130`() {
    let console = Console.memory()
    let report = FailureReport(surroundings: Surroundings(arguments: []), console: console)
    #expect(report.tell(Interrupted(), command: nil) == .interrupted)
    #expect(console.error.captured == "Interrupted.\n")
    #expect(ExitCode.interrupted.number == 130)
  }
}
