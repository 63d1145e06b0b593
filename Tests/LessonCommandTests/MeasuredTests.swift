import Foundation
import OperatingSystem
import Testing

@testable import LessonCommand

/// What is measured once in an epoch is not there before its end, wherever it would be shown.
struct MeasuredTests {
  private static let text = """
    lesson measured
    settings
      m = 2  as batch
    data
      X = [0; 1; 2; 3]
      t = [0; 2; 4; 6]
      X for test = [5; 6]
      t for test = [10; 13]
    parameters
      w = 1
    forward
      e = X·w − t
    loss
      E = ½·Σ e²
    metrics
      summed = Σepoch (Σ abs(e))
    metrics on test
      tested = Σ abs(e)
    update
      w by gradient with descent(0.01)
    run
      X, t in batches of m, in order
      stop after 2 epochs
    table en "Measured"
      "w" | "test" | "both" | "sum"
      w | tested | tested + summed | summed

    """

  private let lesson: TemporaryLesson

  init() throws { lesson = try TemporaryLesson(Self.text) }

  private func facts(_ words: String...) throws -> [String: Any] {
    let session = Session(words: words + ["--format", "json"])
    #expect(session.code == 0, "\(session.error)")
    let whole = try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any]
    return try #require(whole?["facts"] as? [String: Any])
  }

  /// The cells below the heading, true where there is a number.
  private func cells(_ facts: [String: Any]) throws -> [Bool] {
    let lesson = (facts["lessons"] as? [[String: Any]])?.first ?? facts
    let table = try #require((lesson["tables"] as? [[String: Any]])?.first)
    let rows = try #require(table["rows"] as? [[Any]])
    return rows[1].map { !($0 is NSNull) }
  }

  @Test(arguments: ["exact", "fast"])
  func `a trace leaves out what is not measured, whatever the format`(way: String) throws {
    for format in ["text", "plain", "ascii", "markdown"] {
      let session = Session(
        "run", lesson.path, "--trace", "--at", "1,2,3", "--lang", "en", "--format", format, "--way", way)
      let parts = session.output.components(separatedBy: "Iteration ").filter {
        "123".contains($0.prefix(1)) && $0.contains("(epoch")
      }
      #expect(parts.count == 3 && session.code == 0, "\(session.output) \(session.error)")
      for (part, isMeasured) in zip(parts, [false, true, false]) {
        let frame = part.components(separatedBy: "Iteration").first ?? part
        let trace = frame.components(separatedBy: "Measured").first ?? frame
        for name in ["tested", "summed"] { #expect(trace.contains(name) == isMeasured, "\(format): \(trace)") }
      }
    }
  }

  @Test func `stepping says that it is not measured yet, and when it is`() throws {
    let keys = ["p tested", "p tested + w", "p summed", "p w", "]", "p tested", "p summed", "q"]
    let dialogue = StepDialogue("\(lesson.path) --plain", keys: keys)
    let times = "exists only at the last iteration of an epoch: 2, 4…"
    #expect(dialogue.code == 0, "\(dialogue.error)")
    #expect(dialogue.output.components(separatedBy: "Not measured yet: “tested” \(times)").count == 3)
    #expect(dialogue.output.components(separatedBy: "Not measured yet: “summed” \(times)").count == 2)
    let later = try #require(dialogue.output.components(separatedBy: "iteration 2").last)
    #expect(later.contains("tested = ") && later.contains("summed = ") && !later.contains("Not measured"))
    let values = StepDialogue("\(lesson.path) --format json", keys: keys).output.split(separator: "\n")
      .compactMap { try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
      .compactMap { $0["facts"] as? [String: Any] }.filter { $0["asked"] != nil }
    #expect(values.map { $0["value"] is NSNull } == [true, true, true, false, false, false])
  }

  @Test(arguments: ["exact", "fast"])
  func `a cell of a table is empty where it reads what is not measured`(way: String) throws {
    let partly = [true, false, false, false]
    #expect(try cells(facts("show", lesson.path)) == partly)
    #expect(try cells(facts("run", lesson.path, "--iterations", "1", "--way", way)) == partly)
    #expect(try cells(facts("run", lesson.path, "--iterations", "3", "--way", way)) == partly)
    #expect(try cells(facts("run", lesson.path, "--way", way)) == [true, true, true, true])
    #expect(try cells(facts("show", lesson.path, "--set", "m=4")) == [true, true, true, true])
    let text = Session("show", lesson.path, "--plain", "--lang", "en").output
    let row = try #require(text.components(separatedBy: "Measured").last)
    #expect(row.contains("w: 1") && !row.contains("test: 0") && !row.contains("sum: "), "\(row)")
  }

  @Test func `the heading says the size of a batch, and another one only where there are too few examples`() throws {
    for (size, heading) in [("3", "m = 3\n"), ("2", "m = 2\n"), ("4", "m = 4\n"), ("64", "m = 64 (here 4)\n")] {
      for way in ["exact", "fast"] {
        // Of three, the last batch has one example, and the run ends with it.
        let session = Session("run", lesson.path, "--batch", size, "--plain", "--lang", "en", "--way", way)
        #expect(session.output.contains(heading), "\(session.output) \(session.error)")
        #expect(heading.contains("here") || !session.output.contains("(here"))
      }
    }
  }
}
