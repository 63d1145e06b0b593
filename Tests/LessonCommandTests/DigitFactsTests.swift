import OperatingSystem
import Testing
import Typesetting

@testable import LessonCommand

/// Made-up digits are said to be that, whatever is shown of them.
@Suite struct DigitFactsTests {
  private static let commands: [[String]] = [
    ["run", "mnist", "--way", "exact", "--epochs", "1"], ["run", "mnist", "--trace", "--iterations", "1"],
    ["run", "mnist", "--epochs", "1"], ["why", "mnist", "b1[1]"], ["show", "mnist"],
  ]

  @Test(arguments: commands)
  func `made-up digits are said to be so in one line`(command: [String]) {
    for (language, words) in [("es", "Dígitos inventados, no MNIST"), ("en", "Made-up digits, not MNIST")] {
      let session = Session(
        words: command + ["--digits", "64", "--lang", language]
          + (command[0] == "run" ? ["--no-pictures"] : []), environment: ["COLUMNS": "80", "LANG": "C.UTF-8"])
      #expect(session.code == 0, "\(session.error)")
      let lines = session.output.split(separator: "\n").filter { $0.hasPrefix(words) }
      #expect(lines.count == 1 && lines.first?.last == ".", "\(lines)")
    }
  }

  @Test func `a lesson without digits says nothing of them`() {
    #expect(!Session("run", "xor", "--iterations", "1", "--no-pictures").output.contains("igits"))
  }
}
