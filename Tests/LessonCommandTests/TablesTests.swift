import Foundation
import OperatingSystem
import TemporaryFolders
import Testing

@testable import LessonCommand

/// What a lesson says in `table` and `pictures` of its own quantities.
@Suite struct TablesTests {
  /// A lesson in rows whose last batch is smaller.
  private static let text = """
    lesson cells
      examples in rows
    settings
      m = 3 as batch
    data
      X = [1 2; 3 5; 7 8; 2 1; 0 4]
      y = [1; 2; 3; 4; 5]
    parameters
      w (2×1) = [0.1; −0.2]
    forward
      ŷ = X·w
      n = rows(X)
    loss
      E = ½·Σ (ŷ − y)²
    update
      w by ∂E/∂w with descent(0.001)
    run
      X, y in batches of m, in order
      stop after 1 epochs
    table en "Cells"
      "row" | "column" | "product" | "mean" | "whole" | "shape" | "derivative"
      X[1,2] | rows(X) | X[1,:]·w | Σ mean_rows(X) | X | cols(X) | ∂E/∂w
    pictures
      steps [X[1,2] X[1,:] rows(X) mean_rows(X)[1,2] n]
      points X·[1 0; 0 2] by y when rows(X) > 2
    """

  private static func facts(_ words: String...) throws -> [String: Any] {
    let file = try TemporaryLesson(text)
    let session = Session(words: [words[0], file.path] + words.dropFirst() + ["--json"])
    #expect(session.code == 0, "\(session.error)")
    let whole = try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any]
    return try #require(whole?["facts"] as? [String: Any])
  }

  private static func cells(_ facts: [String: Any]) throws -> [[[Double]]] {
    let tables = try #require(facts["tables"] as? [[String: Any]])
    let rows = try #require(tables[0]["rows"] as? [[Any]])
    return try rows[1].map { cell in try #require((cell as? [String: Any])?["values"] as? [[Double]]) }
  }

  private static func pictures(_ facts: [String: Any]) throws -> [[String: Any]] {
    try #require(facts["pictures"] as? [[String: Any]])
  }

  private static func transposed(_ matrix: [[Double]]) -> [[Double]] {
    matrix[0].indices.map { column in matrix.map { $0[column] } }
  }

  @Test(arguments: ["show", "run"])
  func `in the other convention each cell of a table is the transpose of what it is in the lesson's`(
    command: String
  ) throws {
    func values(_ facts: [String: Any]) throws -> [[[Double]]] {
      try Self.cells(command == "run" ? facts : #require((facts["lessons"] as? [[String: Any]])?.first))
    }
    let rows = try values(Self.facts(command, "--convention", "rows"))
    let columns = try values(Self.facts(command, "--convention", "columns"))
    #expect(columns == rows.map(Self.transposed))
    #expect(rows[4].count == (command == "run" ? 2 : 3) && columns[4].count == 2)
  }

  @Test func `show says at which iteration a table stands, where a run goes on and changes its values`() throws {
    func text(_ cell: String) throws -> String {
      let file = try TemporaryLesson(
        """
        lesson counted
        data
          x = 3
        parameters
          w = 1
        forward
          y = w·x
          n = 2·x
        update
          w ← w + 1
        run
          stop after 4 iterations
        table en "Cells"
          "value"
          \(cell)
        """)
      let session = Session(words: ["show", file.path, "--lang", "en"])
      #expect(session.code == 0, "\(session.error)")
      return session.output
    }
    #expect(try text("y").contains("Cells (at iteration 1)"))
    #expect(try text("new(w)").contains("The values at the end come with run."))
    #expect(try !text("n").contains("at iteration 1"))
  }

  @Test func `what the notes print is held against the lesson's own values alone`() throws {
    let file = try TemporaryLesson(
      """
      lesson sheet
      settings
        k = 2
        g(z) = 2·z
      forward
        y = g(k)
      table en "Sheet"
        "y" | "notes"
        y | "4.0" of y
      """)
    func output(_ words: String...) -> String {
      let session = Session(words: ["run", file.path, "--lang", "en"] + words)
      #expect(session.code == 0, "\(session.error)")
      return session.output
    }
    #expect(output().contains("4.0 ✓") && !output().contains("not compared"))
    for changed in [output("--k", "3"), output("--set", "k=3"), output("--g", "3·z")] {
      #expect(changed.contains("4.0") && !changed.contains("✓") && !changed.contains("≠"), "\(changed)")
      #expect(changed.contains("What the notes print is not compared: values have been changed here."))
    }
    #expect(output("--json").contains("\"agrees\""))
    #expect(!output("--k", "3", "--json").contains("\"agrees\""))
    #expect(output("--g", "3·z").contains("k = 2, g(z) = 3·z") && !output().contains("g(z) ="))
  }

  @Test func `so is what a line of pictures names`() throws {
    let rows = try Self.pictures(Self.facts("run", "--convention", "rows"))
    let columns = try Self.pictures(Self.facts("run", "--convention", "columns"))
    for key in ["rows", "of"] {
      #expect(rows[0][key] as? NSObject == columns[0][key] as? NSObject, "\(key)")
    }
    #expect(rows.count == 2 && columns.count == 2)
    for key in ["points", "before", "x", "y"] {
      #expect(rows[1][key] as? NSObject == columns[1][key] as? NSObject, "\(key)")
    }
  }

  @Test func `what a reader types means the program that runs`() throws {
    let file = try TemporaryLesson(Self.text)
    #expect(Session("why", file.path, "X[1,3]", "--convention", "columns").output.contains("x₁,₃ = 7"))
    #expect(Session("why", file.path, "X[3,1]", "--convention", "columns").code != 0)
  }

  @Test(arguments: ["rows", "columns"])
  func `what the last batch does not have is told as the lesson writes it`(convention: String) throws {
    let file = try TemporaryLesson(Self.text.replacingOccurrences(of: "  X[1,2] |", with: "  X[3,1] |"))
    let session = Session("run", file.path, "--convention", convention, "--lang", "en")
    #expect(session.code != 0 && session.error.contains("index out of range: [3,1] in a 2×2 matrix"))
  }

  @Test func `a size in a table is that of the batch the run ended with`() throws {
    let values = try Self.cells(Self.facts("run"))
    #expect(values[1] == [[2]] && values[5] == [[2]])
    let first = try #require((Self.facts("show")["lessons"] as? [[String: Any]])?.first)
    #expect(try Self.cells(first)[1] == [[3]])
  }

  @Test func `a variant that what is loaded does not fit begins from its own initial values, and says so`() throws {
    let text = """
      lesson sizes
      settings
        h = 2
      data
        x = [1; 2]
      parameters
        W (h×2) = 0.5
      forward
        z = W·x
      loss
        E = ½·Σ z²
      update
        W by ∂E/∂W with descent(0.1)
      run
        stop after 1 iteration

      """
    let file = try TemporaryLesson(text + "table vary h = 2, 3\n  \"h\" | \"E\"\n  h | E\n")
    let other = try TemporaryLesson(text.replacingOccurrences(of: "(h×2) = 0.5", with: "(h×2) = 1"))
    let folder = try TemporaryFolder()
    let model = folder.path("model.npz")
    #expect(Session("run", other.path, "--save", model).code == 0)
    let session = Session("run", file.path, "--load", model, "--iterations", "2", "--lang", "en")
    #expect(session.code == 0, "\(session.error)")
    #expect(session.output.contains("does not fit these rows, counted from the top"), "\(session.output)")
    // The first goes on from W = 1 − 0.1·3·x, the second takes both steps from 0.5.
    #expect(session.output.contains("2.25000"), "\(session.output)")
    #expect(session.output.contains("0.84375"), "\(session.output)")
    #expect(!Session("run", file.path, "--iterations", "1", "--lang", "en").output.contains("does not fit"))
    let data = Session("run", file.path, "--load", model, "--iterations", "2", "--json")
    #expect(data.output.contains("\"unloaded\""), "\(data.output)")
  }
}
