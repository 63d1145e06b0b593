import Datasets
import Documents
import Formats
import LessonLanguage
import Lessons
import OperatingSystem
import Testing
import Typesetting
import Verification

@testable import LessonCommand

/// What the commands say about the built-in lessons, at the width of the reader's terminal.
@Suite struct WidthTests {
  private static let widths = [40, 60, 80]
  /// Each language, format and width with each of the others.
  private static let readers: [(language: Language, format: FormatName, width: Int)] = [
    (.spanish, .text, 40), (.english, .ascii, 40), (.english, .text, 60), (.spanish, .ascii, 60), (.spanish, .text, 80),
    (.english, .ascii, 80),
  ]

  /// What makes the walk through a large lesson short.
  private static let fewer = [
    "mnist": ["--batch", "12", "--set", "n1=9", "--set", "n2=8", "--digits", "60"],
    "mnist-10": ["--batch", "12", "--digits", "60"],
    "mnist-32": ["--batch", "12", "--set", "n1=9", "--set", "n2=8", "--set", "n3=7", "--digits", "60"],
    "mnist-128": ["--batch", "12", "--hidden", "9", "--digits", "60"],
    "hidden-size": ["--batch", "12", "--hidden", "8", "--digits", "60"],
    "mnist-data": ["--batch", "12", "--digits", "60"],
  ]

  /// Lessons whose matrices are too large to be drawn at every width in every format here.
  private static let large: Set = [
    "cnn", "encoding", "pooling", "overfitting", "regularization", "shift", "hyperparameters", "init",
    "normalisation-deep", "quadratic-eq", "flatten", "gradient-explosion", "gradient-descent", "gradient-free",
  ]

  private static let walked = Catalogue.names.filter { !large.contains($0) }

  /// The lines wider than asked, but for a single token that nothing can break.
  private func tooWide(_ text: String, _ width: Int) -> [String] {
    text.split(separator: "\n").map(String.init).filter { line in
      line.displayWidth > width && line.split(separator: " ").count > 1
    }
  }

  private func check(_ name: String, _ text: (Language, FormatName, Int) throws -> String) rethrows {
    let words = name.split(separator: " ").prefix(2).map(String.init)
    for (language, format, width) in Self.readers where Overlong.holds(words[0], words[1], at: width) {
      let text = try text(language, format, width)
      #expect(!text.isEmpty)
      for line in tooWide(text, width) { Issue.record("\(name) in \(format) at \(width): \(line)") }
    }
  }

  private func check(_ words: [String]) {
    check(words.joined(separator: " ")) { language, format, width in
      Session(
        words: words + ["--format", format.rawValue],
        environment: ["LESSON_LANG": language.rawValue, "LANG": "C.UTF-8", "COLUMNS": "\(width)"]
      ).output
    }
  }

  @Test(arguments: walked) func `a verification keeps to the width`(name: String) throws {
    let lesson = try LessonShelf().load(name)
    var options = LessonSettings()
    options.digits = DigitSource(.madeUp(count: 160, seed: 1))
    var verifier = Verifier(lesson.syntax, source: lesson.source, options: options)
    if Self.fewer[name] != nil { verifier.mostDifferences = 3 }
    let report = try verifier.verify(with: lesson.printed())
    check("verify \(name)") { language, format, width in
      let options = FormatOptions(width: width, language: language)
      let document = VerificationDocument(language, isComplete: true)
      return format.format(options).render(Document(document.blocks(report)))
    }
  }

  @Test(arguments: Catalogue.names, ["show", "check"])
  func `what is said of a lesson keeps to the width`(name: String, command: String) {
    check([command, name])
  }

  @Test(arguments: walked) func `a traced run keeps to the width`(name: String) {
    check(["run", name, "--iterations", "3", "--trace"] + Self.fewer[name, default: []])
  }

  @Test(arguments: walked) func `a walk through a lesson keeps to the width`(name: String) {
    check("step \(name)") { language, format, width in
      let keys = Array(repeating: "n", count: Self.fewer[name] == nil ? 20 : 5) + ["?", "p", "l"]
      let words = [name, "--format", format.rawValue] + Self.fewer[name, default: []]
      return StepDialogue(words, keys: keys, language: language, width: width).output
    }
  }

  @Test(arguments: [
    ("clase6", ["E", "c", "dW1[1,1]", "δ2[1]", "W1[1,1]", "∂e[1]/∂W1[1,1]"]),
    ("xor", ["E", "dW1[1,1]", "δ_hidden[1,1]", "W1[2,1]"]), ("perceptron", ["w[1]", "z", "Δw[1]"]),
  ])
  func `a reason keeps to the width`(name: String, addresses: [String]) {
    for address in addresses { check(["why", name, address]) }
  }

  @Test func `one fact on a line is the same at every width`() {
    for name in Catalogue.names {
      let texts = Self.widths.map {
        Session(words: ["show", name, "--plain"], environment: ["COLUMNS": "\($0)"]).output
      }
      #expect(Set(texts).count == 1)
    }
  }
}
