import Lessons
import OperatingSystem
import Testing

@testable import LessonCommand

@Suite struct CheckCommandTests {
  @Test func `built-in lessons are right`() {
    let session = Session(words: ["check"] + Catalogue.names)
    #expect(session.code == 0)
    for name in Catalogue.names { #expect(session.output.contains("✓ \(name): ")) }
    #expect(Session("check", "clase6").output.contains("10 parameters"))
  }

  @Test func `an error has its place, and the other files are still read`() throws {
    let file = try TemporaryLesson("lesson bad\nforward\n  z = [1 2]·[3 4]\n")
    for words in [["check", file.path, "clase6"], ["check", "clase6", file.path]] {
      let session = Session(words: words)
      #expect(session.code == 1)
      #expect(session.error.contains("\(file.path):3:7: "))
      #expect(session.error.contains("      ^"))
      #expect(session.output.contains("✓ clase6"))
    }
  }

  @Test func `each lesson of a file has its line or its error`() throws {
    let file = try TemporaryLesson("lesson a\nforward\n  z = q\nlesson b\nforward\n  z = 2\n")
    let session = Session("check", file.path)
    #expect(session.code == 1)
    #expect(session.output.contains("✓ b: "))
    #expect(session.error.contains(":3:7: "))
  }

  @Test func `names and settings of expectations are read, too`() throws {
    for line in ["q = 1", "z[3] = 1", "z = 1 with h = 2", "z is q"] {
      let file = try TemporaryLesson("lesson a\nforward\n  z = [1 2]\nexpect \"\"\n  \(line)\n")
      let session = Session("check", file.path)
      #expect(session.code == 1, "\(line)")
      #expect(session.error.contains(":5:"), "\(session.error)")
    }
  }

  @Test func `what is printed in another shape is told without running, with the line that would fit`() throws {
    let head = "lesson a\ndata\n  X = [1 2 3; 4 5 6]\nforward\n  z = 2·X\n"
    let wrong = try TemporaryLesson(head + "expect \"\"\n  z = [2 8; 4 10; 6 12]\n")
    let session = Session("check", wrong.path, "--lang", "en")
    #expect(session.code == 1)
    #expect(session.error.contains("3×2 and what is computed, z, is 2×3: transpose: zᵀ = [2 8; 4 10; 6 12]"))
    let right = try TemporaryLesson(head + "expect \"\"\n  zᵀ = [2 8; 4 10; 6 12]\n")
    #expect(Session("check", right.path).code == 0)
    #expect(Session("verify", right.path).code == 0)
    let table = try TemporaryLesson(head + "expect \"\"\n  iteration z\n  1 2\n")
    #expect(Session("check", table.path).error.contains(":7:13: "))
  }

  @Test func `the shape of the last batch is one that may be printed`() throws {
    let text = """
      lesson a
      data
        X = [1; 2; 3]
      forward
        z = 2·X
      run
        X in batches of 2, in order
        stop after 2 iterations
      expect ""
        z = [2; 4]
        z = 6 at 2
      """
    let right = try TemporaryLesson(text)
    #expect(Session("check", right.path).code == 0)
    #expect(Session("verify", right.path).code == 0)
    let wrong = try TemporaryLesson(text + "\n  z = [1 2 3]")
    #expect(Session("check", wrong.path).error.contains("1×3 and what is computed, z, is 2×1"))
  }

  @Test func `what a teacher should know is said with its line`() throws {
    let file = try TemporaryLesson(
      """
      lesson a
      settings
        η = 0.5 as lr
      parameters
        w = 1
        u = 1
      loss
        E = (w·u − 2)²
      update
        w ← w − η·2·(w·u − 2)·u
        u ← u − η·2·(w·u − 2)·w
      """)
    let session = Session("check", file.path)
    #expect(session.code == 0)
    #expect(
      session.output.contains("\(file.path.split(separator: "/").last ?? ""):11") || session.output.contains("11:"))
    #expect(session.output.contains("new value"))
  }
}
