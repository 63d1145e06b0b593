import Documents
import Foundation
import OperatingSystem
import Testing

@testable import LessonCommand

/// What a text tells is in the JSON, too: when something was measured, on what, and what it covers.
@Suite struct JSONFactsTests {
  private static let text = """
    lesson epochs
      examples in rows
    data
      x = [1; 2; 3; 4; 5]
      x for test = [2; 6]
    parameters
      w = 0.5
    forward
      a = x·w
    loss
      J = mean(a²)
    metrics
      running = mean_epoch(J)
      count = Σepoch rows(x)
    metrics on test
      test_J = J
    update
      w by ∂J/∂w with descent(0.01)
    run
      x in batches of 2, in order
      stop after 2 epochs
    """

  private static func facts(_ line: Substring) throws -> [String: Any] {
    let whole = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    return try #require(whole?["facts"] as? [String: Any])
  }

  private static func facts(_ command: String, _ words: String...) throws -> [String: Any] {
    let file = try TemporaryLesson(text)
    let session = Session(words: [command, file.path] + words + ["--json"])
    #expect(session.code == 0, "\(session.error)")
    return try facts(session.output[...])
  }

  private static func formula(_ fact: Any?) -> String? { (fact as? [String: Any])?["text"] as? String }

  @Test func `of a metric on another set why gives the set, the epoch and its line`() throws {
    let number = try #require(Self.facts("why", "test_J", "--at", "6")["number"] as? [String: Any])
    #expect(number["set"] as? String == "test" && number["epoch"] as? Int == 2)
    #expect(number["given"] as? String == "metrics" && number["address"] as? String == "test_J")
    #expect(Self.formula(number["line"]) == "J")
  }

  @Test func `of a sum and a mean over the epoch why gives the iterations, and no address that cannot be typed`() throws
  {
    for (name, at, isMean, from, to) in [("running", "6", true, 4, 6), ("count", "3", false, 1, 3)] {
      let number = try #require(Self.facts("why", name, "--at", at)["number"] as? [String: Any])
      #expect(number["address"] as? String == name)
      let part = try #require((number["parts"] as? [[String: Any]])?.first)
      #expect(part["address"] == nil && Self.formula(part["name"]) != nil)
      let gathered = try #require(part["gathered"] as? [String: Any])
      #expect(gathered["mean"] as? Bool == isMean)
      #expect(gathered["from"] as? Int == from && gathered["to"] as? Int == to && gathered["epoch"] as? Int == to / 3)
    }
  }

  @Test func `show gives the lines of metrics on other sets after those of an iteration`() throws {
    let shown = try #require((Self.facts("show")["lessons"] as? [[String: Any]])?.first)
    let lines = try #require(shown["lines"] as? [[String: Any]])
    let last = try #require(lines.last)
    #expect(last["name"] as? String == "test_J" && last["set"] as? String == "test" && last["line"] as? Int == 16)
    #expect(Self.formula(last["formula"]) == "J" && last["phase"] as? String == "metrics")
    #expect(lines.filter { $0["set"] != nil }.count == 1)
  }

  @Test func `what is not measured in an iteration is null in the history`() throws {
    let history = try #require(Self.facts("run")["history"] as? [String: Any])
    let series = try #require(history["series"] as? [[String: Any]])
    for name in ["running", "count", "test_J"] {
      let values = try #require(series.first { $0["name"] as? String == name }?["values"] as? [Any])
      #expect(values.map { $0 is NSNull } == [true, true, false, true, true, false], "\(name)")
      #expect(values.allSatisfy { $0 is NSNull || $0 is NSNumber }, "\(name)")
    }
    let losses = try #require(series.first { $0["name"] as? String == "J" }?["values"] as? [Double])
    #expect(losses.count == 6)
  }

  @Test func `step tells what goes on to the epoch's end, and what is computed later`() throws {
    let file = try TemporaryLesson(Self.text)
    // Forward and loss, then the metrics; in the third iteration the epoch ends.
    let dialogue = StepDialogue("\(file.path) --json", keys: ["p J", "p w", "n", "n", "p J", "]", "]"])
    let lines = try dialogue.output.split(separator: "\n").map(Self.facts)
    try #require(lines.count == 8, "\(dialogue.output)\(dialogue.error)")
    #expect(lines[1]["laterStep"] as? Int == 2 && lines[2]["laterStep"] == nil)
    let sums = [lines[0], lines[3], lines[4], lines[6], lines[7]].map { line in
      let operation = line["operation"] as? [String: Any]
      return "\(operation?["name"] as? String ?? "?") \(operation?["soFar"] as? Bool ?? false)"
    }
    #expect(sums == ["a false", "J false", "running true", "running true", "running false"])
    #expect(lines[5]["laterStep"] == nil)
    let known = Set(JSONHelp.parts.filter { $0.commands.contains("step") }.flatMap(\.names))
    #expect(known.isSuperset(of: ["soFar", "laterStep"]))
  }
}
