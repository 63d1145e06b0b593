import Documents
import Foundation
import Goldens
import Lessons
import OperatingSystem
import Testing

@testable import LessonCommand

/// `lesson help json` beside what commands write.
@Suite struct JSONHelpTests {
  /// Command lines that bring out most of what there is.
  private static let lines: [[String]] = [
    ["list"], ["check", "xor", "perceptron"], ["show", "xor"], ["show", "perceptron"],
    ["show", "mnist"], ["show", "optimizers"],
    ["run", "xor", "--iterations", "3", "--trace"], ["run", "perceptron", "--gate", "xor"],
    ["run", "optimizers", "--lr", "0.2"], ["run", "clase6", "--carry", "3", "--trace"],
    ["run", "mnist", "--digits", "60", "--epochs", "1", "--confusion", "--worst", "2", "--profile"],
    ["why", "clase6", "dW1[1,1]"], ["why", "clase6", "(ŷ − y) ⊙ σ'(z2)"],
    ["why", "mnist-10", "z1[1,1]", "--digits", "20"], ["why", "xor", "W1[1,1]"],
    ["why", "optimizers", "∂f/∂x"], ["why", "mnist", "test_loss", "--digits", "60"],
    ["why", "mnist", "running", "--digits", "60"], ["verify", "clase6", "xor", "perceptron"],
    ["doctor", "clase6", "toy-weight"],
    ["check-work", "clase6", Golden.folder.appending(path: "Marking/answers.csv").path],
    [
      "check-work", "clase6", Golden.folder.appending(path: "Marking/answers.csv").path,
      Golden.folder.appending(path: "Marking/answers.csv").path,
    ],
    ["variants", "clase6", "--student", "77"], ["variants", "blocks", "--seed", "2", "--vary", "x,lr"],
    ["derive", "a·sin(x²)", "--by", "x", "--set", "x=2", "--set", "a=3"],
    ["compare", "xor", "--lr", "0.5", "--lr", "10", "--iterations", "20"],
    ["compare", "eta-study", "--set", "rounds=20"], ["compare", "optimizers", "--lr", "0.01", "--lr", "1e9"],
    ["plot", "xor"], ["page", "toy-weight", "--out", "/dev/null"],
    ["quiz", "toy-weight", "--variants", "2", "--to", "moodle", "--out", "/dev/null"],
    ["data", "info"], ["data", "show", "3"], ["help", "trace"], ["run", "xor", "--iterations", "50"],
    ["run", "xor", "--seed", "11"], ["run", "optimizers", "--lr", "1e9"],
  ]

  /// Every key of an object, however deep.
  private func keys(_ value: Any) -> Set<String> {
    if let object = value as? [String: Any] {
      return object.reduce(into: []) { $0.formUnion(keys($1.value).union([$1.key])) }
    }
    if let list = value as? [Any] { return list.reduce(into: []) { $0.formUnion(keys($1)) } }
    return []
  }

  private func documented(_ command: String) -> Set<String> {
    Set(JSONHelp.parts.filter { $0.commands.isEmpty || $0.commands.contains(command) }.flatMap(\.names))
  }

  @Test(arguments: lines)
  func `every key that a command writes is in the help, and the envelope is the same`(line: [String]) throws {
    let session = Session(words: line + ["--format", "json"])
    let whole = try #require(try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any])
    #expect(Set(whole.keys) == ["format", "version", "command", "facts"])
    #expect(whole["command"] as? String == line[0])
    let unknown = keys(whole).subtracting(documented(line[0]))
    #expect(unknown.isEmpty, "\(unknown.sorted())")
  }

  @Test func `where the time of the fast way went is told in seconds`() throws {
    let session = Session(words: ["run", "xor", "--way", "fast", "--iterations", "20", "--profile", "--format", "json"])
    let whole = try #require(try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any])
    let profile = try #require((whole["facts"] as? [String: Any])?["profile"] as? [String: Any])
    #expect(profile["iterations"] as? Int == 20)
    let parts = try #require(profile["parts"] as? [[String: Any]])
    #expect(parts.contains { $0["phase"] as? String == "forward" && $0["operations"] as? String == "product" })
    let seconds = parts.compactMap { $0["seconds"] as? Double }
    #expect(seconds.count == parts.count && seconds == seconds.sorted(by: >) && seconds[0] > 0)
  }

  @Test func `every answer of step is a line of its own with keys of the help`() throws {
    let dialogue = StepDialogue(
      "clase6 --format json", keys: ["n", "l", "w dW1[1,1]", "p W1", "p", "]", "?", "N", "N", "N"])
    let lines = dialogue.output.split(separator: "\n")
    #expect(lines.count == 11, "\(dialogue.error)")
    for line in lines {
      let whole = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let unknown = keys(whole).subtracting(documented("step").union(documented("why")))
      #expect(unknown.isEmpty, "\(unknown.sorted())")
    }
  }

  @Test func `no key is told twice in one place`() {
    for part in JSONHelp.parts { #expect(Set(part.names).count == part.names.count, "\(part.names)") }
  }

  @Test func `numbers keep all their digits`() throws {
    let why = Session("why", "clase6", "E", "--json")
    #expect(why.output == Session("why", "clase6", "E", "--format", "json").output)
    #expect(why.output.contains(#""value":0.2490895414603"#), "\(why.output)")
  }
}
