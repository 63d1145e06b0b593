import Foundation
import Goldens
import OperatingSystem
import Synchronization
import Testing

@testable import LessonCommand

/// Tables with drawings, with what a run had on its way, with printed numbers, and over variants of the lesson.
@Suite struct DrawnTablesTests {
  private static let example = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Fixtures/Examples/drawn-tables.lesson").path

  @Test(arguments: [
    ["run", "--lang", "es"], ["run", "--lang", "en"], ["run", "--lang", "es", "--plain"],
    ["run", "--lang", "en", "--ascii"], ["run", "--lang", "en", "--format", "markdown"], ["show", "--lang", "es"],
  ])
  func `the example prints what was recorded`(words: [String]) throws {
    let session = Session(words: [words[0], Self.example] + words.dropFirst())
    #expect(session.code == 0, "\(session.error)")
    let parts = words.dropFirst().filter { $0 != "--lang" && $0 != "--format" }.map { $0.replacing("--", with: "") }
    let name = ([words[0], "drawn-tables"] + parts).joined(separator: "-")
    try Golden.check(session.output, "Commands/\(name).golden")
    guard !words.contains("--plain"), !words.contains("markdown") else { return }
    for line in session.output.components(separatedBy: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  // MARK: A lesson

  private static let text = """
    lesson drawn
    settings
      η = 0.5 as lr
      act = sigmoid | tanh
      n = 2 as neurons
    data
      x = [1; 2]
      y = [0.3; 0.9]
    parameters
      w (2×n) ~ uniform(−1, 1)
      v (n×1) = 0.5
    forward
      h = σ(w·v)        when act = sigmoid
      h = tanh(w·v)     when act = tanh
      a = h ⊙ x
    loss
      E = ½·Σ (a − y)²
    update
      w by ∂E/∂w
      v by ∂E/∂v
    run
      stop after 30 iterations

    """

  private func facts(_ lines: String, _ words: String...) throws -> [String: Any] {
    let file = try TemporaryLesson(Self.text + lines + "\n")
    #expect(Session("check", file.path).code == 0)
    let session = Session(words: ["run", file.path, "--json"] + words)
    #expect(session.code == 0, "\(session.error)")
    let whole = try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any]
    return try #require(whole?["facts"] as? [String: Any])
  }

  /// The cells of the first table below its header: numbers, words, nothing.
  private func rows(_ facts: [String: Any]) throws -> [[String]] {
    let table = try #require((facts["tables"] as? [[String: Any]])?.first)
    return try #require(table["rows"] as? [[Any]]).dropFirst().map { row in
      row.map { cell in
        guard let cell = cell as? [String: Any] else { return "–" }
        if let words = cell["en"] as? String { return words }
        if let values = cell["values"] as? [[Double]] { return "\(values[0][0])" }
        return ["first", "last", "least", "greatest", "notFinite"].map { key in
          (cell[key] as? Double).map { "\($0)" } ?? "\(cell[key] ?? "")"
        }.joined(separator: " ")
      }
    }
  }

  /// The history of `E` in a run.
  private func losses(_ words: String...) throws -> [Double] {
    let file = try TemporaryLesson(Self.text)
    let output = Session(words: ["run", file.path, "--json"] + words).output
    let whole = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
    let history = (whole?["facts"] as? [String: Any])?["history"] as? [String: Any]
    return try #require(Self.numbers(in: history as Any).first { $0.count == 30 && $0[0] != 1 })
  }

  private static func numbers(in fact: Any) -> [[Double]] {
    if let list = fact as? [Double] { return [list] }
    if let list = fact as? [Any] { return list.flatMap(numbers) }
    if let object = fact as? [String: Any] { return object.keys.sorted().flatMap { numbers(in: object[$0] as Any) } }
    return []
  }

  // MARK: Variants

  @Test func `each row of a table over variants has what a run with these settings has`() throws {
    let found = try rows(
      facts(
        """
        table vary lr = 0.1, 10; act = sigmoid, tanh; neurons = 2, 3
          "lr" | "act" | "n" | "E" | "E(7)" | "first" | "E"
          lr | act | n | E | E at 7 | first E < 0.03 | strip E
        """, "--seed", "4"))
    #expect(found.count == 8)
    var settings: [[String]] = []
    for lr in ["0.1", "10"] {
      for act in ["sigmoid", "tanh"] { for n in ["2", "3"] { settings.append([lr, act, n]) } }
    }
    for (row, setting) in zip(found, settings) {
      let losses = try losses(
        "--lr", setting[0], "--act", setting[1], "--neurons", setting[2], "--seed", "4")
      let first = losses.firstIndex { $0 < 0.03 }.map { "\(Double($0 + 1))" } ?? "–"
      let (least, greatest) = (losses.min() ?? .nan, losses.max() ?? .nan)
      #expect(
        row == [
          "\(Double(setting[0]) ?? .nan)", setting[1], "\(Double(setting[2]) ?? .nan)", "\(losses[29])", "\(losses[6])",
          first, "\(losses[0]) \(losses[29]) \(least) \(greatest) ",
        ])
    }
    #expect(Set(found.map { $0[3] }).count == 8)
  }

  @Test func `seeds can be varied, and options for how long count for every row`() throws {
    let lines = """
      table vary seed = 3..5
        "s" | "s" | "E" | "E(7)"
        "seed {seed}" | seed/2 | E | E at 7
      """
    let found = try rows(facts(lines, "--iterations", "5"))
    #expect(found.map { $0[0] } == ["seed 3", "seed 4", "seed 5"])
    #expect(found.map { $0[1] } == ["1.5", "2.0", "2.5"])
    #expect(found.map { $0[3] } == ["–", "–", "–"])
    for (row, seed) in zip(found, ["3", "4", "5"]) { #expect(try row[2] == "\(losses("--seed", seed)[4])") }
  }

  @Test func `the bits of a table do not depend on the threads`() throws {
    let lines = """
      table vary lr = 0.1, 2; seed = 1..2
        "E" | "E(7)" | "first" | "course" | "w"
        E | E at 7 | first E < 0.03 | strip E | w[1,1] at 3
      """
    let one = try rows(facts(lines, "--way", "fast", "--threads", "1"))
    let two = try rows(facts(lines, "--way", "fast", "--threads", "2"))
    #expect(one == two && one.count == 4 && !one.joined().contains("NaN"))
  }

  @Test func `show says that the rows come with run`() throws {
    let file = try TemporaryLesson(Self.text + "table vary lr = 1, 2\n  \"a\" | \"b\"\n  lr | E\n")
    let session = Session("show", file.path, "--lang", "en")
    #expect(session.output.contains("Its rows, each a run of its own, come with run."))
    #expect(Session("show", file.path, "--json").output.contains("\"waitsForRun\":true"))
    #expect(!Session("run", file.path, "--json").output.contains("waitsForRun"))
  }

  @Test func `Ctrl-C ends the runs of a table, which tells what is missing`() throws {
    let file = try TemporaryLesson(Self.text + "table vary lr = 1, 2, 3\n  \"a\" | \"b\"\n  lr | E\n")
    func session(_ patience: Int, _ words: String...) -> (code: Int32, output: String) {
      let count = Mutex(0)
      let interrupt = Interrupt {
        count.withLock { asked in
          asked += 1
          return asked > patience
        }
      }
      let console = Console.memory()
      let code = LessonTool.main(
        Surroundings(arguments: ["run", file.path] + words, environment: ["LANG": "en_US.UTF-8"]), console: console,
        interrupt: interrupt)
      return (code, console.output.captured)
    }
    var missing: Set<String> = []
    for patience in 0..<200 {
      let (code, output) = session(patience)
      guard code == 130 else { continue }
      for count in 1...3 where output.contains("Interrupted: \(count) of its rows are missing.") {
        missing.insert("\(count)")
      }
    }
    #expect(missing.contains("3") && missing.count > 1)
    #expect(session(.max).code == 0)
  }

  @Test func `runs that would take too long are refused before any`() throws {
    let file = try TemporaryLesson(Self.text + "table vary seed = 1..150\n  \"E\"\n  E\n")
    let session = Session("run", file.path, "--iterations", "900000000")
    #expect(session.code == 1 && session.output.isEmpty)
    #expect(session.error.contains("more than 20000 million numbers") && session.error.contains("vary seed"))
  }

  // MARK: What a run had

  @Test func `a cell can have what a run had on its way`() throws {
    let found = try rows(
      facts(
        """
        table
          "1" | "2" | "3" | "4" | "5"
          E at 7 | E at 31 | first E < 0.03 | first E < 0 | strip E
          for i = 1 to 3
            E at i | i
        """))
    let losses = try losses()
    let first = losses.firstIndex { $0 < 0.03 }.map { "\(Double($0 + 1))" } ?? "–"
    #expect(first != "1.0" && first != "–")
    #expect(found[0].prefix(4) == ["\(losses[6])", "–", first, "–"])
    #expect(found[0][4].hasPrefix("\(losses[0]) \(losses[29]) "))
    #expect(found.dropFirst().map { $0[0] } == losses.prefix(3).map { "\($0)" })
  }

  @Test func `a strip of a formula tells its ends, its extremes and its gaps`() throws {
    let found = try rows(
      facts(
        """
        table
          "f" | "g"
          for (k, c) in (1, 0), (2, 1)
            "{k}, {c}" | strip k·u² + c over u = −1..c + 1
          "pole" | strip 1/u over u = −1..1
        """))
    #expect(found[0] == ["1, 0", "1.0 1.0 0.0 1.0 "])
    #expect(found[1][0] == "2, 1" && found[1][1].hasPrefix("3.0 9.0 1.0") && found[1][1].hasSuffix(" 9.0 "))
    #expect(found[2] == ["pole", "-1.0 1.0 -70.0 70.0 1.0"])
  }

  // MARK: Printed numbers

  @Test(arguments: [
    "0.1", "0.14", "0.148", "0.1481", "0.1482", "0.14815", "0.1", "1", "0", "0.0", "4/27", "0.2", "−0.1",
  ])
  func `a printed number in a table is judged as verify judges it`(digits: String) throws {
    let lines = "table\n  \"a\" | \"b\"\n  \"\(digits)\" of 4/27·v[1]·2 | \"\(digits)\" of 1e-17·v[1]\n"
    let table = try #require((facts(lines)["tables"] as? [[String: Any]])?.first)
    let cells = try #require(table["rows"] as? [[[String: Any]]])[1]
    for (cell, formula) in zip(cells, ["4/27·v[1]·2", "1e-17·v[1]"]) {
      let file = try TemporaryLesson(Self.text + "expect \"notes\" at end\n  \(formula) = \(digits)\n")
      #expect(cell["agrees"] as? Bool == (Session("verify", file.path).code == 0), "\(digits) of \(formula)")
    }
  }

  // MARK: What is wrong

  private static let wrong: [(lines: String, place: String, en: String, es: String)] = [
    ("table vary lt = 1\n  \"a\"\n  E", "23:12", "did you mean “lr”?", "¿querías decir «lr»?"),
    ("table vary lr = 1\n  \"a\"\n  E\n  E", "23:1", "its header and one row", "una sola fila"),
    ("table vary act = relu\n  \"a\"\n  E", "23:18", "sigmoid, tanh", "sigmoid, tanh"),
    ("table vary seed = 0.5\n  \"a\"\n  E", "23:19", "a seed is a whole number", "una semilla es un número entero"),
    ("table vary seed = 5..1\n  \"a\"\n  E", "23:19", "to a larger one", "a otro mayor"),
    ("table vary lr = 1; lr = 2\n  \"a\"\n  E", "23:20", "another setting", "que no esté ya"),
    ("table vary neurons = 0\n  \"a\"\n  E", "23:22", "a size is at least 1", "una dimensión es al menos 1"),
    (
      "table vary lr = 1, 2; seed = 1..120\n  \"a\"\n  E", "23:23", "would have 240 rows", "tendría 240 filas"
    ),
    ("table\n  \"a\"\n  strip a", "25:3", "a number with a name", "un número con nombre"),
    ("table\n  \"a\"\n  strip u over u", "25:16", "is new", "es nuevo"),
    ("table\n  \"a\"\n  bar a", "25:3", "needs one number", "necesita un número"),
    ("table\n  \"a\"\n  first E", "25:9", "expected a comparison", "se esperaba una comparación"),
    ("table\n  \"a\"\n  E at 0", "25:8", "count from 1", "cuentan desde 1"),
    ("table\n  \"a\"\n  strip E each entry", "25:3", "has no place in a row", "no va en una fila"),
    ("table\n  \"a\"\n  \"x\" of E", "25:3", "this is not a number", "esto no es un número"),
    ("table\n  \"a\"\n  for (i, j) in (1, 2), (3)\n    i", "25:25", "the “for” names 2", "da nombre a 2"),
    ("table\n  \"a\"\n  for (i, i) in (1, 2)\n    i", "25:11", "here twice", "está dos veces"),
  ]

  @Test(arguments: wrong.indices)
  func `what makes no sense is one error with its place`(index: Int) throws {
    let wrong = Self.wrong[index]
    let file = try TemporaryLesson(Self.text + wrong.lines + "\n")
    for command in ["check", "run"] {
      for (language, words) in [("en", wrong.en), ("es", wrong.es)] {
        let session = Session(command, file.path, "--lang", language)
        #expect(session.code == 1 && session.error.contains(":\(wrong.place): "), "\(session.error)")
        #expect(session.error.contains(words), "\(session.error)")
      }
    }
  }

  @Test func `a loop over a list makes lines of any section`() throws {
    let text = """
      lesson list
      data
        x = 3
      forward
        for k in 2, 5, 3
          a{k} = k·x
        E = a2 + a3 + a5
      """
    let file = try TemporaryLesson(text + "\nexpect \"\"\n  E = 30\n  a5 = 15\n")
    let session = Session("verify", file.path)
    #expect(session.code == 0, "\(session.output)\(session.error)")
  }
}
