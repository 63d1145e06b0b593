import Foundation
import OperatingSystem
import Testing

@testable import LessonCommand

/// Rows of a `table` that stand for several: of a loop, of each entry, of each example.
@Suite struct TableRowsTests {
  private static let text = """
    lesson rows
      examples in rows
    settings
      L = 2 as layers
      gate = and | xor
    data
      X = [0 0; 0 1; 1 0; 1 1; 2 2]
      t = [0; 1; 1; 0; 1]
      s = [0.5; 0.25; 0.125]
      long (70×1) = 1
    parameters
      W1 = [1; 2]
      W2 = 3
    forward
      ŷ = X·W1
    loss
      E = ½·Σ (ŷ − t)²
    run
      X, t in batches of 2, in order
      stop after 3 iterations
    table

    """

  /// The cells of the first table below its header, as numbers and words.
  private func rows(_ lines: String, _ words: String...) throws -> (rows: [[String]], leftOut: Int?) {
    let file = try TemporaryLesson(Self.text + lines + "\n")
    let session = Session(words: [words.first ?? "run", file.path, "--json"] + words.dropFirst())
    #expect(session.code == 0, "\(session.error)")
    #expect(Session("check", file.path).code == 0)
    let whole = try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any]
    let facts = try #require(whole?["facts"] as? [String: Any])
    let table = try #require((facts["tables"] as? [[String: Any]])?.first)
    let rows = try #require(table["rows"] as? [[Any]])
    let shown = rows.dropFirst().map { row in
      row.map { cell in
        let cell = cell as? [String: Any]
        if let words = cell?["en"] as? String { return words }
        let values = cell?["values"] as? [[Double]] ?? []
        return values.map { $0.map { "\($0)" }.joined(separator: " ") }.joined(separator: ";")
      }
    }
    return (shown, table["leftOut"] as? Int)
  }

  @Test func `a loop makes a row for each turn, and its texts have the index too`() throws {
    let found = try rows(
      """
        "layer" | "norm" | "name"
        for ℓ = 1 to L
          "layer {ℓ}" | Σ W{ℓ} | ℓ
          "of {ℓ} and {k}" | ℓ·ℓ when ℓ > 1
        "xor alone" | 1 when gate = xor
      """)
    #expect(found.rows == [["layer 1", "3.0", "1.0"], ["layer 2", "3.0", "2.0"], ["of 2 and {k}", "4.0"]])
    #expect(found.leftOut == nil)
  }

  @Test func `each entry makes a row for each entry of columns and rows, and repeats numbers`() throws {
    let found = try rows("  \"i\" | \"s\" | \"2s\" | \"sum\"\n  entry | s | 2·sᵀ | Σ s  each entry\n  \"end\" | 1")
    #expect(
      found.rows == [
        ["1.0", "0.5", "1.0", "0.875"], ["2.0", "0.25", "0.5", "0.875"], ["3.0", "0.125", "0.25", "0.875"],
        ["end", "1.0"],
      ])
    let long = try rows("  \"i\" | \"v\"\n  entry | long  each entry")
    #expect(long.rows.count == 60 && long.leftOut == 10)
  }

  @Test(arguments: ["exact", "fast"])
  func `each example makes a row for each example of all batches`(way: String) throws {
    let found = try rows("  \"i\" | \"X\" | \"y\" | \"b\"\n  example | X | ŷ | W2  each example", "run", "--way", way)
    #expect(
      found.rows == [
        ["1.0", "0.0 0.0", "0.0", "3.0"], ["2.0", "0.0 1.0", "2.0", "3.0"], ["3.0", "1.0 0.0", "1.0", "3.0"],
        ["4.0", "1.0 1.0", "3.0", "3.0"], ["5.0", "2.0 2.0", "6.0", "3.0"],
      ])
  }

  @Test func `a reader of text is told how many rows are left out`() throws {
    let file = try TemporaryLesson(Self.text + "  \"v\"\n  long  each entry\n")
    #expect(Session("run", file.path, "--lang", "en").output.contains("… and 10 more rows."))
    #expect(Session("run", file.path, "--lang", "es").output.contains("… y 10 filas más."))
  }

  @Test(arguments: [
    ("  s  each entry", 22, 3, "is the header"), ("  \"a\"\n  s  each row", 23, 11, "“each entry” or “each example”"),
    ("  \"a\"\n  X  each entry", 23, 3, "“X” is 2×2"),
    ("  \"a\" | \"b\"\n  s | W1  each entry", 23, 7, "have 3 entries and “W1” has 2"),
    ("  \"a\" | \"b\"\n  t | s  each example", 23, 7, "have 5 examples and “s” has 3 examples"),
    ("  \"a\"\n  for ℓ = 1 to 3\n    W{ℓ}", 24, 5, "“W3” does not exist"),
    ("  \"a\"\n  for ℓ = 1 to 201\n    ℓ", 21, 1, "has 202 rows"),
    ("  \"a\"\n  for ℓ = 1 to 3\n    ℓ | 2", 24, 5, "2 cells"),
    ("  \"a\"\n  s  each entry | 2", 23, 17, "the end of the line"),
  ])
  func `a row that cannot be is refused before anything runs`(
    lines: String, line: Int, column: Int, words: String
  ) throws {
    let file = try TemporaryLesson(Self.text + lines + "\n")
    let session = Session("check", file.path, "--lang", "en")
    #expect(session.code == 1 && session.output.isEmpty)
    #expect(session.error.contains(":\(line):\(column): "), "\(session.error)")
    #expect(session.error.contains(words), "\(session.error)")
    #expect(Session("check", file.path, "--lang", "es").error.contains(":\(line):\(column): "))
    #expect(Session("run", file.path).code == 1)
  }
}
