import Foundation
import OperatingSystem
import Testing

@testable import LessonCommand

/// Where a run shows the tables of a lesson, and how their columns are set.
@Suite struct TablesInOrderTests {
  private static let text = """
    lesson order
    settings
      gate = and | xor
    data
      x = [25450 3]
      p = 0.8286
    forward
      y = p·x
    table en "First" when gate = and
      "name" | "count" | "half"
      "a" | x[1] | 0.5
      "b" | "" | ""
      "c" | p | 2
    pictures
      bars x en "Second"
    table en "Third"
      "name" | "value"
      "a" | p when gate = xor
    table en "Fourth"
      "value"
      p
    pictures
      bars [p p] en "Fifth" when gate = and
    """

  private func output(_ words: String...) throws -> String {
    let file = try TemporaryLesson(Self.text)
    let session = Session(words: ["run", file.path, "--lang", "en"] + words)
    #expect(session.code == 0, "\(session.error)")
    return session.output
  }

  private func titles(_ output: String) -> [String] {
    output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter {
      ["First", "Second", "Third", "Fourth", "Fifth"].contains($0)
    }
  }

  @Test func `tables and pictures come in the order of the file`() throws {
    #expect(titles(try output()) == ["First", "Second", "Fourth", "Fifth"])
  }

  @Test func `a condition behind table takes it away, and so does a condition on all its rows`() throws {
    #expect(titles(try output("--gate", "xor")) == ["Second", "Third", "Fourth"])
  }

  @Test func `a second condition behind table is refused where it stands`() throws {
    let twice = try TemporaryLesson(
      Self.text.replacingOccurrences(of: "\"First\" when gate = and", with: "\"First\" when gate = and when gate = xor")
    )
    let session = Session("check", twice.path, "--lang", "en")
    #expect(session.code != 0 && session.error.contains(":9:34"), "\(session.error)")
  }

  @Test func `beside empty cells numbers stand right with common decimals, and counts stay whole`() throws {
    let lines = try output().split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(lines.contains("a     25450        0.5"))
    #expect(lines.contains("b"))
    #expect(lines.contains("c         0.8286   2.0"))
  }
}
