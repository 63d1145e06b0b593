import Documents
import Foundation
import Goldens
import Lessons
import OperatingSystem
import TemporaryFolders
import Testing

@testable import LessonCommand

/// `lesson notebook`: notebooks, run again in Python and held against the trace of the lesson.
@Suite struct NotebookCommandTests {
  /// What `Tests/Notebooks/notebook.py` has found.
  private struct Found: Decodable {
    let first: [String]
    let last: [String]
    let worst: Double
    let wrong: [String]
    let hasLoop: Bool
    let isLoopChecked: Bool
    let graded: [String: Int]
  }

  private static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../Notebooks/notebook.py"
  ).standardized.path

  /// Makes a notebook and a trace of the same run, and runs the notebook; nil, and said so, where Python lacks something.
  private func executed(
    _ lesson: String, _ words: [String] = [], blanks: [String] = [], inKernel: Bool = false, lang: String = "en"
  ) throws -> Found? {
    let folder = try TemporaryFolder()
    let path = folder.path("x.ipynb")
    let trace = folder.path("x.npz")
    // What a lesson itself leaves for students is computed, too, unless blanks are asked for.
    let asked = blanks.isEmpty ? ["--blank", "none"] : blanks
    let made = Session(
      words: ["notebook", lesson] + words + asked + ["--out", path, "--lang", lang])
    #expect(made.code == 0 && made.output.isEmpty, "\(made.error)")
    // Of lessons that learn from images the notebook has one iteration.
    let isAlone = made.error.contains("they learn from images") || made.error.contains("aprenden de imágenes")
    let run = Session(
      words: ["run", lesson] + words + (isAlone ? ["--iterations", "1"] : [])
        + ["--way", "exact", "--at", "1,last", "--trace-file", trace])
    #expect(run.code == 0 || run.code == 3, "\(run.error)")
    let result = try Running(
      program: "/usr/bin/env", ["python3", Self.script, path, trace] + (inKernel ? ["--kernel"] : []),
      environment: ProcessInfo.processInfo.environment, input: "", folder: nil
    ).finish()
    guard result.code != 127, result.code != 77 else {
      print("SKIPPED: no Python with NumPy, nbformat, nbclient and ipykernel to run a notebook with: \(result.output)")
      return nil
    }
    #expect(result.code == 0, "\(lesson) \(words): \(result.error.suffix(2000))")
    return result.code == 0 ? try JSONDecoder().decode(Found.self, from: Data(result.output.utf8)) : nil
  }

  @Test(arguments: Catalogue.names)
  func `what a notebook computes is what the lesson computes, to 1e-12`(lesson: String) throws {
    // All images at once do not stand in a notebook; fifty do.
    let words = lesson == "mnist-10" ? ["--batch", "50"] : []
    guard let found = try executed(lesson, words) else { return }
    #expect(found.wrong.isEmpty && found.worst <= 1e-12, "\(lesson): \(found.worst), \(found.wrong)")
    #expect(!found.first.isEmpty, "\(lesson)")
    if found.isLoopChecked { #expect(!found.last.isEmpty, "\(lesson)") }
  }

  @Test func `Jupyter runs it, with other settings and in columns or rows, too`() throws {
    for (lesson, words) in [
      ("clase6", []), ("clase6", ["--convention", "rows"]),
      ("xor", ["--lr", "2", "--iterations", "50", "--seed", "7"]),
      ("optimizers", ["--method", "adam", "--iterations", "40"]),
    ] {
      guard let found = try executed(lesson, words, inKernel: true) else { return }
      #expect(found.wrong.isEmpty && found.worst <= 1e-12, "\(lesson) \(words): \(found.worst), \(found.wrong)")
      #expect(found.hasLoop && found.isLoopChecked && !found.last.isEmpty, "\(lesson)")
    }
  }

  @Test func `blanks are solutions of nbgrader, and the cells after them give the points`() throws {
    for lang in ["es", "en"] {
      let blanks = ["--blank", "z1,dW1[1,1],E", "--digits", "3"]
      guard let found = try executed("clase6", blanks: blanks, inKernel: lang == "en", lang: lang) else { return }
      #expect(found.graded == ["z1-test": 2, "dW1-test": 1, "E-test": 1])
      #expect(found.wrong.isEmpty && !found.hasLoop && found.first.contains("dW1"))
    }
    let session = Session("notebook", "clase6", "--blank", "z1", "--out", "-", "--lang", "es")
    let notebook = try Self.cells(session.output)
    let solution = try #require(notebook["z1"])
    #expect(solution.source == "### BEGIN SOLUTION\nz1 = W1 @ x + b1\n### END SOLUTION")
    #expect(solution.nbgrader?["solution"] as? Bool == true && solution.nbgrader?["locked"] as? Bool == false)
    #expect(solution.nbgrader?["schema_version"] as? Int == 3)
    let test = try #require(notebook["z1-test"])
    #expect(test.nbgrader?["grade"] as? Bool == true && test.nbgrader?["locked"] as? Bool == true)
    #expect(test.source.contains("### BEGIN HIDDEN TESTS\nassert is_right(z1[0, 0], [0.41"))
    #expect(notebook["z2-check"] == nil, "what follows from a blank is not told")
    #expect(notebook["z1-formula"]?.source.contains("Calcula `z1`, con 4 cifras significativas") == true)
  }

  /// A student who writes the digits asked for is right, and one who writes others is not.
  @Test func `digits as asked are right in Python, and others are wrong`() throws {
    let session = Session("notebook", "clase6", "--blank", "E", "--digits", "3", "--out", "-")
    let cells = try Self.cells(session.output)
    let (functions, test) = (try #require(cells["functions"]?.source), try #require(cells["E-test"]?.source))
    for (answer, isRight) in [
      ("0.249", true), ("0.24908954146037", true), ("0.25", false), ("0.2491", true), ("0.248", false),
      ("0.2495", false), ("-0.249", false),
    ] {
      let result = try Running(
        program: "/usr/bin/env", ["python3", "-c", "\(functions)\nE = \(answer)\n\(test)"],
        environment: ProcessInfo.processInfo.environment, input: "", folder: nil
      ).finish()
      guard result.code != 127, !result.error.contains("No module named 'numpy'") else {
        return print("SKIPPED: there is no Python with NumPy")
      }
      #expect((result.code == 0) == isRight, "\(answer): \(result.error)")
      if !isRight { #expect(result.error.contains("AssertionError"), "\(result.error)") }
    }
  }

  private typealias Cell = (source: String, nbgrader: [String: Any]?)

  private static func cells(_ text: String) throws -> [String: Cell] {
    let whole = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let cells = try #require(whole["cells"] as? [[String: Any]])
    var found: [String: Cell] = [:]
    for cell in cells {
      let id = try #require(cell["id"] as? String)
      #expect(found[id] == nil, "\(id) is there twice")
      let metadata = cell["metadata"] as? [String: Any]
      found[id] = (
        (cell["source"] as? [String] ?? []).joined(), metadata?["nbgrader"] as? [String: Any]
      )
    }
    return found
  }

  @Test func `printed numbers are assertions, and names are ASCII`() throws {
    let cells = try Self.cells(Session("notebook", "clase6", "--blank", "none", "--out", "-", "--lang", "es").output)
    #expect(cells["y_hat"]?.source == "y_hat = sigmoid(z2)\ny_hat")
    let printed = "assert prints_as(y_hat[0, 0], \"0.73492\", \"truncated\")  # 004_"
    #expect(cells["y_hat-check"]?.source.contains(printed) == true)
    #expect(cells["delta1"]?.source == "delta1 = W2.T @ delta2 * sigmoid_prime(z1)\ndelta1")
    #expect(cells["functions"]?.source.contains("    return sigmoid(z) * (1 - sigmoid(z))") == true)
    #expect(cells["loop"]?.source.hasPrefix("for iteration in range(2, 3):\n    z1 = W1 @ x + b1\n") == true)
    let changed = try Self.cells(Session("notebook", "clase6", "--blank", "none", "--lr", "2", "--out", "-").output)
    #expect(changed["y_hat-check"]?.source.contains("prints_as") == false, "with another rate nothing is printed")
  }

  @Test(arguments: [
    (["clase6"], 64, "--out is missing"),
    (["clase6", "--out", "x.py"], 64, "ends in .ipynb"),
    (["toy-weight", "--digits", "3", "--out", "x.ipynb"], 64, "--digits needs --blank"),
    (["clase6", "--blank", "nothing", "--out", "x.ipynb"], 64, "nothing"),
    (["clase6", "--blank", "x", "--out", "x.ipynb"], 64, "“x” is given"),
    (["clase6", "--blank", "none", "--carry", "4", "--out", "x.ipynb"], 1, "--carry cuts the numbers"),
    (["mnist", "--digits", "3", "--out", "x.ipynb"], 64, "--digits needs --blank"),
    (["mnist-10", "--out", "x.ipynb"], 1, "too many for a notebook"),
    (["clase6", "--out", "nowhere/x.ipynb"], 1, "nowhere/x.ipynb"),
  ])
  func `what makes no sense is told, and no file appears`(words: [String], code: Int, says: String) throws {
    let folder = try TemporaryFolder()
    let line = words.map { $0.hasPrefix("x.") || $0.hasPrefix("nowhere") ? folder.path($0) : $0 }
    let session = Session(words: ["notebook"] + line + ["--lang", "en"])
    #expect(session.code == code && session.error.contains(says), "\(session.code): \(session.error)")
    #expect(session.output.isEmpty && folder.names.isEmpty)
    let spanish = Session(words: ["notebook"] + line + ["--lang", "es"])
    #expect(spanish.code == code && spanish.error != session.error)
  }

  @Test func `facts say what is in it`() throws {
    let folder = try TemporaryFolder()
    let session = Session("notebook", "clase6", "--blank", "none", "--out", folder.path("x.ipynb"), "--json")
    #expect(session.code == 0, "\(session.error)")
    let whole = try #require(try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any])
    let facts = try #require(whole["facts"] as? [String: Any])
    #expect(facts["firstIteration"] as? Int == 1 && facts["lastIteration"] as? Int == 2)
    let variables = try #require(facts["variables"] as? [[String: String]])
    #expect(variables.contains(["quantity": "ŷ", "variable": "y_hat"]))
    let told = JSONHelp.parts.filter { $0.commands.contains("notebook") }.flatMap { $0.names }
    #expect(Set(facts.keys).union(["quantity", "variable"]).subtracting(told).isEmpty)
  }

  @Test(arguments: ["es", "en"])
  func `what is written is what was recorded`(lang: String) throws {
    let session = Session("notebook", "toy-weight", "--blank", "error", "--out", "-", "--lang", lang)
    #expect(session.code == 0, "\(session.error)")
    try Golden.check(session.output.replacing("\",\"", with: "\",\n\""), "Notebook/toy-weight-\(lang).txt")
  }
}
