import Foundation
import OperatingSystem
import Testing

@testable import LessonCommand

/// What `run` shows of a lesson that changes nothing.
@Suite struct RunOnceTests {
  private static let text = """
    lesson still
      es "Sin aprender"
      en "Nothing learned"
    note es "Solo cuenta la clase correcta." en "The right class alone counts."
    data
      z = [2 1 0]
      B = ones(9, 9) + identity(9)
    forward
      p = softmax(z)  es "las probabilidades"  en "the probabilities"
    table
      "p"
      p each entry
    pictures
      bars p

    """

  private func output(_ words: String..., text: String = text) throws -> String {
    let file = try TemporaryLesson(text)
    let session = Session(words: ["run", file.path] + words)
    #expect(session.code == 0, "\(session.error)")
    return session.output
  }

  @Test func `its quantities, notes, tables and pictures are shown, and no iteration`() throws {
    let shown = try output("--lang", "en")
    for part in [
      "The right class alone counts.", "the probabilities", "p = softmax(z)", "p (1×3) = [0.66524  0.24473  0.090031]",
      "p₁ │█",
    ] { #expect(shown.contains(part), "\(shown)") }
    #expect(!shown.contains("Iteration") && !shown.contains("End:"), "\(shown)")
    let spanish = try output("--lang", "es")
    #expect(spanish.contains("Solo cuenta") && !spanish.contains("Iteración") && !spanish.contains("Fin:"))
  }

  @Test func `large quantities are summed up, and shown when they are asked for`() throws {
    let shown = try output("--lang", "en")
    #expect(shown.contains("B (9×9)   81 numbers from 1 to 2, mean 1.111"), "\(shown)")
    #expect(shown.contains("'lesson why still 'B[1,1]''"), "\(shown)")
    let opened = try output("--lang", "en", "--trace")
    #expect(!opened.contains("81 numbers") && opened.contains("⎣1  1  1  1  1  1  1  1  2⎦"), "\(opened)")
    #expect(!opened.contains("Iteration") && opened.contains("The right class alone counts."))
  }

  @Test func `the facts have its numbers, large ones too`() throws {
    let whole = try JSONSerialization.jsonObject(with: Data(try output("--json").utf8)) as? [String: Any]
    let frames = try #require((whole?["facts"] as? [String: Any])?["iterations"] as? [[String: Any]])
    #expect(frames.count == 1)
    #expect("\(frames[0])".contains("B"))
  }

  @Test func `a lesson that learns, or is run for several iterations, has iterations and an end`() throws {
    #expect(try output("--iterations", "2", "--lang", "en").contains("End: iteration 2."))
    let learning = Self.text + "parameters\n  w = 1\nloss\n  E = w²\nupdate\n  w by ∂E/∂w with descent(0.1)\n"
    #expect(try output("--lang", "en", text: learning).contains("End: iteration 1."))
  }

  @Test func `a number that is not finite is still said`() throws {
    let file = try TemporaryLesson("lesson broken\nforward\n  a = ln(0)\nloss\n  E = a − a\n")
    let session = Session("run", file.path, "--lang", "en")
    #expect(session.code == 3 && session.output.contains("stops being a finite number"), "\(session.output)")
  }
}
