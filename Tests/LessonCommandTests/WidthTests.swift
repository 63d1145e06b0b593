import Lessons
import Testing
import Typesetting

@testable import LessonCommand

/// What the commands say about the built-in lessons, at the width of the reader's terminal.
@Suite struct WidthTests {
  private static let widths = [40, 60, 80]
  private static let formats = ["text", "ascii"]

  /// The lines wider than asked, but for a single token that nothing can break.
  private func tooWide(_ text: String, _ width: Int) -> [String] {
    text.split(separator: "\n").map(String.init).filter { line in
      line.displayWidth > width && line.split(separator: " ").count > 1
    }
  }

  private func check(_ words: [String], keys: [String]? = nil) {
    for language in Language.allCases {
      for format in Self.formats {
        for width in Self.widths {
          let all = words + ["--format", format]
          let text = keys.map { StepDialogue(all, keys: $0, language: language, width: width).output }
            ?? Session(all, environment: ["LESSON_LANG": language.rawValue, "LANG": "C.UTF-8", "COLUMNS": "\(width)"]).output
          #expect(!text.isEmpty)
          for line in tooWide(text, width) { Issue.record("\(all.joined(separator: " ")) at \(width): \(line)") }
        }
      }
    }
  }

  @Test(arguments: Catalogue.names, ["show", "verify", "check"])
  func `what is said of a lesson keeps to the width`(name: String, command: String) {
    check([command, name])
  }

  @Test(arguments: Catalogue.names) func `a traced run keeps to the width`(name: String) {
    check(["run", name, "--iterations", "3", "--trace"])
  }

  @Test(arguments: Catalogue.names) func `a walk through a lesson keeps to the width`(name: String) {
    check([name], keys: Array(repeating: "n", count: 20) + ["?", "p", "l"])
  }

  @Test(arguments: [
    ("clase6", ["E", "c", "dW1[1,1]", "δ2[1]", "W1[1,1]", "∂e[1]/∂W1[1,1]"]),
    ("xor", ["E", "dW1[1,1]", "δ_hidden[1,1]", "W1[2,1]"]), ("perceptron", ["w[1]", "errors", "Δw[1]"]),
  ])
  func `a reason keeps to the width`(name: String, addresses: [String]) {
    for address in addresses { check(["why", name, address]) }
  }

  @Test func `one fact on a line is the same at every width`() {
    for name in Catalogue.names {
      let texts = Self.widths.map { Session(["show", name, "--plain"], environment: ["COLUMNS": "\($0)"]).output }
      #expect(Set(texts).count == 1)
    }
  }
}
