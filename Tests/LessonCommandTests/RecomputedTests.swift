import Foundation
import OperatingSystem
import Testing

@testable import LessonCommand

/// `new(E)`: what an iteration computes, computed again with what the updates have left.
@Suite struct RecomputedTests {
  private static let text = """
    lesson mine
    data
      x = [2 1; 4 -1]
      t = [1; 0]
    parameters
      w = [1; 0.5]
    forward
      z = x·w
      E = Σ (z − t)²
    update
      w ← w − 0.02·∂E/∂w
      gain = new(E) − E
    run
      x, t in batches of 1, in order
      stop after 4 iterations
    """

  @Test(arguments: ["rows", "columns"], ["exact", "fast"])
  func `it is what the next iteration begins with`(convention: String, way: String) throws {
    // All examples in one batch: the objective after an update is the next iteration's.
    let whole = Self.text.replacing("run\n  x, t in batches of 1, in order\n  stop after 4 iterations", with: "")
    let lesson = try TemporaryLesson(whole)
    func value(_ address: String, at iteration: Int) -> Substring? {
      let words = ["--at", "\(iteration)", "--significant", "12", "--convention", convention, "--depth", "0"]
      return Session(words: ["why", lesson.path, address] + words).output.split(separator: "\n")
        .first { $0.hasPrefix("  \(address) = ") }?.split(separator: " ")[2]
    }
    for iteration in 1...3 {
      let new = value("new(E)", at: iteration)
      #expect(new != nil && new == value("E", at: iteration + 1))
    }
    let run = Session("run", lesson.path, "--way", way, "--trace", "--at", "1", "--plain", "--convention", convention)
    #expect(run.code == 0 && run.output.contains("gain = "), "\(run.output) \(run.error)")
  }

  @Test func `it is the batch's, whatever comes next, and opens down to the updated parameters`() throws {
    let lesson = try TemporaryLesson(Self.text)
    // z = 2.5, ∂E/∂w = 2·1.5·[2; 1], w becomes [0.88; 0.44]; z again 2.2.
    let session = Session("why", lesson.path, "new(E)", "--depth", "2")
    #expect(session.output.contains("new(E) = 1.44"), "\(session.output)")
    #expect(session.output.contains("new(z) = x₁·new(w₁) + x₂·new(w₂) = 2·0.88 + 1·0.44 = 2.2"), "\(session.output)")
    #expect(Session("why", lesson.path, "new(x)[1]").output.contains("x₁ = 2"))
  }

  @Test func `printed numbers and comparisons take it`() throws {
    let lesson = try TemporaryLesson(
      Self.text
        + "\nexpect \"page\"\n  new(E) = 1.44\n  new(z) = 2.2\n  gain = -0.81\n  new(E) < E\n  new(E) = 0.25 at 2\n")
    let session = Session("verify", lesson.path)
    #expect(session.output.contains("✓ new(E)") && session.output.contains("✓ new(E) < E"), "\(session.output)")
    #expect(session.output.contains("✓ gain") && session.output.contains("✗ new(E)"), "\(session.output)")
    #expect(session.code == 2)
  }

  @Test(arguments: [
    ("why", "new(total)", "is measured once in an epoch", "se mide una vez por época"),
    ("why", "new(2)", "new(…) takes the name of a quantity", "new(…) lleva el nombre de una cantidad"),
    ("why", "new(z, 2)", "changes 0 times in an iteration", "cambia en cada iteración 0 veces"),
  ])
  func `what cannot be computed again is told`(command: String, address: String, en: String, es: String) throws {
    let text = Self.text.replacing("update\n", with: "metrics\n  total = Σepoch E\nupdate\n")
    let lesson = try TemporaryLesson(text)
    for (language, words) in [("en", en), ("es", es)] {
      let session = Session(command, lesson.path, address, "--lang", language)
      #expect(session.code != 0 && session.error.contains(words), "\(session.error)")
    }
  }

  @Test func `above the updates there is nothing to compute again`() throws {
    let lesson = try TemporaryLesson(
      "lesson a\nparameters\n  w = 1\nforward\n  z = w\n  E = new(z)\nupdate\n  w ← w − 1\n")
    let session = Session("check", lesson.path)
    #expect(
      session.code == 1 && session.error.contains(":6:7: new(z) is computed with what update has changed"),
      "\(session.error)")
  }
}
