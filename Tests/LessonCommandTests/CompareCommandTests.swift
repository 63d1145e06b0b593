import Foundation
import Testing
import Typesetting

@testable import LessonCommand

/// `lesson compare`: two runs side by side.
@Suite struct CompareCommandTests {
  private typealias Object = [String: Any]

  private func comparison(_ words: String...) throws -> Object {
    let session = Session(words: ["compare"] + words + ["--json"])
    #expect(session.code == 0 || session.code == 3, "\(session.error)")
    let whole = try #require(try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? Object)
    let all = try #require((whole["facts"] as? Object)?["comparisons"] as? [Object])
    return try #require(all.first)
  }

  /// The entries of a quantity after the first iteration of a run.
  private func ran(_ name: String, _ words: String...) throws -> [[Double]] {
    let session = Session(words: ["run"] + words + ["--iterations", "1", "--trace", "--json"])
    let whole = try #require(try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? Object)
    let iterations = try #require((whole["facts"] as? Object)?["iterations"] as? [Object])
    let quantities = try #require(iterations.first?["quantities"] as? [Object])
    let found = try #require(quantities.first { $0["name"] as? String == name }?["value"] as? Object)
    return try #require(found["values"] as? [[Double]])
  }

  @Test func `two rates begin alike and differ at the first update, by what each run computes`() throws {
    let comparison = try comparison("xor", "--lr", "0.5", "--lr", "10", "--iterations", "30")
    #expect((comparison["start"] as? [Any])?.isEmpty == true)
    let first = try #require(comparison["firstDifference"] as? Object)
    #expect(first["iteration"] as? Int == 1)
    let quantity = try #require(first["quantity"] as? Object)
    #expect(quantity["name"] as? String == "new(W2)" && quantity["differing"] as? Int == 2)
    let place = try #require(["new(W2)[1]": 0, "new(W2)[2]": 1][quantity["largest"] as? String ?? ""])
    let values = try #require(quantity["values"] as? [Double])
    let runs = try [ran("new(W2)", "xor", "--lr", "0.5"), ran("new(W2)", "xor", "--lr", "10")]
    #expect(values == runs.map { $0[place][0] })
    let others = runs.map { $0[1 - place][0] }
    #expect(abs(values[0] - values[1]) > abs(others[0] - others[1]))
    let operands = try #require(first["operands"] as? [Object])
    #expect(operands.map { $0["name"] as? String } == ["η"] && operands.first?["values"] as? [Double] == [0.5, 10])
    let sides = try #require(comparison["runs"] as? [Object])
    #expect(sides.map { (($0["with"] as? [Object])?.first)?["value"] as? String } == ["0.5", "10"])
    for (side, rate) in zip(sides, ["0.5", "10"]) {
      let history = try #require(side["history"] as? Object)
      let series = try #require((history["series"] as? [Object])?.first)
      let own = Session("run", "xor", "--lr", rate, "--iterations", "30", "--json").output
      let whole = try #require(try JSONSerialization.jsonObject(with: Data(own.utf8)) as? Object)
      let alone = try #require((whole["facts"] as? Object)?["history"] as? Object)
      let aloneSeries = try #require((alone["series"] as? [Object])?.first)
      #expect(series["values"] as? [Double] == aloneSeries["values"] as? [Double])
    }
  }

  @Test func `two seeds do not begin alike, and the first line that reads a weight differs`() throws {
    let comparison = try comparison("xor", "--seed", "1", "--seed", "2", "--iterations", "3")
    let start = try #require(comparison["start"] as? [Object])
    #expect(start.map { $0["name"] as? String } == ["W1", "b1", "W2", "b2"])
    let first = try #require(comparison["firstDifference"] as? Object)
    #expect((first["quantity"] as? Object)?["name"] as? String == "Z1")
    #expect((first["operands"] as? [Object])?.map { $0["name"] as? String } == ["W1", "b1"])
  }

  @Test func `another width is another shape, and no entries are compared`() throws {
    let comparison = try comparison("xor", "--hidden", "2", "--hidden", "3", "--iterations", "3")
    let start = try #require((comparison["start"] as? [Object])?.first)
    #expect(start["shapes"] as? [[Int]] == [[2, 2], [2, 3]] && start["values"] == nil)
  }

  @Test func `where only the length differs no number does`() throws {
    let comparison = try comparison("xor", "--iterations", "10", "--iterations", "20")
    #expect(comparison["firstDifference"] == nil && comparison["compared"] as? Int == 10)
  }

  @Test func `data of which a batch shows a part are compared whole`() throws {
    let comparison = try comparison("perceptron", "--gate", "and", "--gate", "xor")
    #expect((comparison["start"] as? [Object])?.map { $0["name"] as? String } == ["t"])
    // The case 0 0 has the target 0 for both gates.
    #expect((comparison["firstDifference"] as? Object)?["iteration"] as? Int == 2)
  }

  @Test func `the ends are told, and a run that diverges decides the exit code`() {
    let session = Session("compare", "optimizers", "--lr", "0.01", "--lr", "1e9", "--lang", "en")
    #expect(session.code == 3)
    #expect(session.output.contains("η = 1·10⁹ · The lesson diverges: "))
    #expect(session.output.contains("η = 0.01 · Reached f < 1e-6"))
  }

  @Test func `with nothing twice the lesson's own comparisons are made`() throws {
    let lesson = try TemporaryLesson(
      """
      lesson small
        en "a small one"
      settings
        η = 0.1  as lr
        kind = one | two
      parameters
        w = 1
      loss
        E = w²
      backward
        dw = 2·w  when kind = one
        dw = 3·w  when kind = two  is 1.5·∂E/∂w
      update
        w ← w − η·dw
      run
        stop after 4 iterations
      compare kind = one, two; lr = 0.2  es "dos" en "two of a kind"
      compare lr = 0.1, 0.2
      """)
    let session = Session("compare", lesson.path, "--lang", "en")
    #expect(session.code == 0, "\(session.error)")
    #expect(session.output.contains("small · two of a kind") && session.output.contains("small · a small one"))
    #expect(session.output.contains("dw = 2·w   kind = one, η = 0.2"), "\(session.output)")
    #expect(session.output.contains("dw = 3·w   kind = two, η = 0.2"))
    let shown = Session("show", lesson.path, "--lang", "es").output
    #expect(shown.contains("dos ejecuciones juntas: lesson compare small"))
  }

  @Test(arguments: [
    ("compare lr = 0.5", "two runs are compared"), ("compare lr = 1, 2, 3", "two runs are compared"),
    ("compare lr = 1..2", "two runs are compared"), ("compare lr = 1, 2; seed = 1, 2", "two runs are compared"),
    ("compare rate = 1, 2", "“rate” is no setting of the lesson"),
    ("compare seed = 1, 1.5", "a seed is a whole number"),
    ("compare lr = 1, 2\n  E", "“compare” is one line"), ("compare lr = 1, 2 with", "expected"),
  ])
  func `a comparison that cannot be is an error with its place`(line: String, words: String) throws {
    let lesson = try TemporaryLesson(
      """
      lesson small
      settings
        η = 0.1  as lr
      parameters
        w = 1
      loss
        E = η·w²
      \(line)
      """)
    let session = Session("check", lesson.path, "--lang", "en")
    #expect(session.code != 0)
    #expect(session.error.contains("small") || session.error.contains("mine.lesson"))
    #expect(session.error.contains(words), "\(session.error)")
    let spanish = Session("compare", lesson.path, "--lang", "es")
    #expect(spanish.code != 0 && spanish.error != session.error)
  }

  @Test func `a command line that names no two runs is refused`() {
    let nothing = Session("compare", "clase6", "--lang", "en")
    #expect(nothing.code == 64 && nothing.error.contains("an option twice"), "\(nothing.code) \(nothing.error)")
    let once = Session("compare", "xor", "--lr", "1", "--lang", "en")
    #expect(once.code == 64 && once.error.contains("--lr is there only once"), "\(once.error)")
    let many = Session("compare", "xor", "--lr", "1", "--lr", "2", "--lr", "3", "--lang", "es")
    #expect(many.code == 64 && many.error.contains("--lr está 3 veces"), "\(many.error)")
    let same = Session("compare", "xor", "--set", "W1=1", "--set", "W1=2", "--lr", "1", "--iterations", "2")
    #expect(same.code == 0 && same.output.contains("W1 = 1 and W1 = 2"), "\(same.output)\(same.error)")
  }

  @Test(arguments: Language.allCases, [40, 60, 80])
  func `it keeps to the width`(language: Language, width: Int) {
    for words in [
      ["xor", "--lr", "0.5", "--lr", "10"], ["optimizers", "--optimizer", "adam", "--optimizer", "descent"],
    ] {
      let session = Session(
        words: ["compare"] + words + ["--iterations", "40", "--lang", language.rawValue],
        environment: ["LANG": "en_US.UTF-8", "COLUMNS": "\(width)"])
      for line in session.output.split(separator: "\n") { #expect(line.displayWidth <= width, "\(line)") }
    }
  }
}
