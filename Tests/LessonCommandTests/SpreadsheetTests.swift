import Foundation
import Goldens
import TemporaryFolders
import Testing
import Typesetting

@testable import LessonCommand

/// Traces, tables and marks for spreadsheets, as the command writes them.
@Suite struct SpreadsheetTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The cells of a table, or of several with the empty lines between them.
  private static func rows(_ text: String) throws -> [[String]] {
    var reader = CSVReader(text)
    var rows: [[String]] = []
    while let row = try reader.row() { rows.append(row.cells) }
    try #require(!rows.isEmpty)
    return rows
  }

  // MARK: - Traces

  @Test(arguments: Language.allCases)
  func `the rows shown in the help are rows of real traces`(language: Language) throws {
    let path = folder.path("xor.csv")
    let run = ["run", "xor", "--iterations", "2", "--lang", language.rawValue, "--trace-file", path]
    let help = Session("help", "trace", "--lang", language.rawValue).output
    func isShown(_ line: some StringProtocol) -> Bool { help.contains("\n  \(line)\n") }
    for (words, needed) in [([], ",data,y,4×1,2,1,1,"), (["--wide", "--quantities", "y"], "1,1,1,0,1,1,0")] {
      let session = Session(words: run + words)
      #expect(session.code == 0 && session.error.contains("xor.csv"), "\(session.error)")
      let lines = try folder.text("xor.csv").drop { $0 == "\u{FEFF}" }.split(separator: "\n")
      #expect(lines.first.map(isShown) == true, "\(lines.first ?? "")")
      #expect(lines.contains { $0.contains(needed) && isShown($0) }, "\(lines.prefix(40))")
    }
  }

  @Test func `the fast way has the quantities that it keeps, in single precision`() throws {
    let path = folder.path("m.csv")
    let session = Session(
      "run", "xor", "--iterations", "40", "--way", "fast", "--every", "20", "--wide", "--trace-file", path,
      "--decimal", "comma")
    #expect(session.code == 0, "\(session.error)")
    let rows = try Self.rows(folder.text("m.csv"))
    #expect(rows.map { $0[0] } == ["iteration", "1", "20", "40"])
    try #require(rows.count == 4)
    #expect(rows.allSatisfy { $0.count == rows[0].count } && rows[0].contains("W1[1,2] (2×2)"))
    #expect(rows[1].contains { $0.contains(",") } && !rows.joined().contains { $0.contains(".") && $0.hasPrefix("0") })
  }

  @Test(arguments: [
    (["--wide"], "--trace-file file.csv --wide"),
    (["--trace-file", "x.jsonl", "--wide"], "is for traces for spreadsheets"),
    (["--trace-file", "-", "--wide"], "is for traces for spreadsheets"),
    (["--trace-file", "x.tsv"], ".csv (spreadsheet)"),
  ])
  func `what does not go together is told`(words: [String], message: String) {
    let session = Session(words: ["run", "xor", "--iterations", "2"] + words)
    #expect(session.code == 64 && session.error.contains(message) && session.output.isEmpty, "\(session.error)")
  }

  @Test func `a table of too many columns is refused, with what would help, and nothing is left behind`() throws {
    let lesson = try TemporaryLesson("lesson wide\nforward\n  z = range(0, 1, 17000)\n  y = 1\n")
    let path = folder.path("w.csv")
    let words = ["run", lesson.path, "--trace-file", path, "--wide"]
    let refused = Session(words: words)
    #expect(
      refused.code == 64 && refused.error.contains("17004") && refused.error.contains("16384"), "\(refused.error)")
    #expect(folder.names.isEmpty)
    #expect(Session(words: words + ["--quantities", "y"]).code == 0)
    #expect(try Self.rows(folder.text("w.csv")) == [["iteration", "epoch", "batch", "y"], ["1", "1", "1", "1"]])
  }

  @Test func `a table of more rows than a sheet has is told, and made shorter`() throws {
    let lesson = try TemporaryLesson(
      "lesson long\nforward\n  z = range(0, 1, 40000)\nrun\n  stop after 27 iterations\n")
    let words = ["run", lesson.path, "--no-pictures", "--trace-file", folder.path("l.csv")]
    let long = Session(words: words)
    #expect(long.code == 0 && long.error.contains("1080001 rows") && long.error.contains("1048576"), "\(long.error)")
    #expect(try folder.bytes("l.csv").count { $0 == UInt8(ascii: "\n") } == 1_080_001)
    let short = Session(words: words + ["--every", "2"])
    #expect(short.code == 0 && !short.error.contains("rows"), "\(short.error)")
  }

  // MARK: - Documents

  @Test(arguments: [
    ["run", "xor", "--iterations", "40"], ["run", "clase6"],
    ["run", "xor", "--iterations", "3", "--trace", "--at", "1,3"],
    ["compare", "xor", "--lr", "0.5", "--lr", "10", "--iterations", "20"],
    ["study", "xor", "--vary", "lr=0.1,0.5", "--seeds", "6", "--iterations", "60", "--solved", "E < 0.515"],
  ])
  func `tables of every command are recorded, and begin with one byte order mark`(words: [String]) throws {
    var text = ""
    for options in [[], ["--decimal", "comma", "--lang", "es"]] {
      let session = Session(words: words + ["--format", "csv"] + options)
      #expect(session.code == 0 || session.code == 3, "\(session.code) \(session.error)")
      #expect(session.output.hasPrefix("\u{FEFF}"))
      #expect(session.output.unicodeScalars.count { $0 == "\u{FEFF}" } == 1)
      #expect(!session.output.contains("\n\n\n") && !session.output.contains("−"))
      text +=
        "$ lesson " + (words + ["--format", "csv"] + options).joined(separator: " ") + "\n" + session.output + "\n"
    }
    let name = words.joined(separator: "-").filter { $0.isLetter || $0.isNumber || $0 == "-" }
    try Golden.check(text, "Spreadsheets/\(name).golden")
  }

  @Test func `a table has a row for each iteration that was kept, with fifteen digits`() throws {
    let session = Session("run", "xor", "--iterations", "60", "--format", "csv", "--no-pictures")
    let rows = try Self.rows(session.output)
    #expect(rows.map { $0[0] } == ["Iteration"] + (1...60).map { "\($0)" })
    let trace = folder.path("x.csv")
    #expect(
      Session("run", "xor", "--iterations", "60", "--trace-file", trace, "--wide", "--no-pictures", "--plain").code == 0
    )
    let traced = try Self.rows(folder.text("x.csv"))
    try #require(rows.allSatisfy { $0.count == rows[0].count } && traced.allSatisfy { $0.count == traced[0].count })
    let column = try #require(traced[0].firstIndex(of: "E"))
    let shown = try #require(rows[0].firstIndex(of: "E"))
    for (row, exact) in zip(rows, traced).dropFirst() {
      let (found, right) = (try #require(Double(row[shown])), try #require(Double(exact[column])))
      #expect(abs(found - right) <= 1e-14, "\(row[0])")
    }
    let few = try Self.rows(
      Session("run", "xor", "--iterations", "60", "--format", "csv", "--significant", "3", "--no-pictures").output)
    #expect(few.count > 1 && few.allSatisfy { $0.indices.contains(shown) && $0[shown].count <= 6 })
  }

  @Test func `several documents have an empty line between their tables`() throws {
    let session = Session("compare", "eta-study", "--set", "rounds=20", "--format", "csv")
    #expect(session.code == 0 && session.output.contains("\n\n"), "\(session.error)")
    #expect(session.output.unicodeScalars.count { $0 == "\u{FEFF}" } == 1)
  }

  @Test(arguments: ["why clase6 E", "verify clase6", "list", "show xor", "help trace", "derive x^2 --by x", "plot xor"])
  func `a command without tables says where there are some`(line: String) {
    for (language, words) in [("es", "las tablas de run, compare"), ("en", "the tables of run, compare")] {
      let session = Session(
        words: line.split(separator: " ").map(String.init) + ["--format", "csv", "--lang", language])
      #expect(session.code == 64 && session.output.isEmpty && session.error.contains(words), "\(session.error)")
    }
  }

  // MARK: - Marks

  private static let answers = """
    estudiante;dirección;iteración;valor
    Ana;δ2[1];1;-0,1334
    Ana;dW2[1,1];1;-0,0802
    "=HYPERLINK(""http://x"")";δ2[1];1;0.6849
    "=HYPERLINK(""http://x"")";dW2[1,1];1;=1+1
    Íñigo Pérez;δ2[1];1;7,3194
    íñigo  perez;δ2[1];1;0,1

    """

  @Test(arguments: Language.allCases)
  func `marks are a row for each student, or for each answer`(language: Language) throws {
    let path = try folder.write(Array(Self.answers.utf8), to: "a.csv")
    var text = ""
    for options in [[], ["--all"], ["--all", "--decimal", "comma"]] {
      let session = Session(
        words: ["check-work", StepLessons.net, path, "--format", "csv", "--lang", language.rawValue] + options)
      #expect(session.code == 2, "\(session.error)")
      let rows = try Self.rows(session.output)
      #expect(rows.count == (options.isEmpty ? 5 : 9) && rows.allSatisfy { $0.count == rows[0].count })
      #expect(!rows.joined().contains(where: CSVStyle.isTakenForFormula))
      #expect(session.error.contains("Íñigo Pérez") && session.error.contains("íñigo  perez"), "\(session.error)")
      #expect(rows.contains { $0[0] == "íñigo  perez" })
      text += session.output + "\n"
    }
    try Golden.check(text, "Marking/marks-\(language.rawValue).golden")
  }

  @Test func `names that look alike are facts, too`() throws {
    let path = try folder.write(Array(Self.answers.utf8), to: "a.csv")
    let facts = Session("check-work", "clase6", path, "--json").output
    #expect(facts.contains(#""alikeNames":[["Íñigo Pérez","íñigo  perez"]]"#), "\(facts)")
  }

  @Test func `several files are one class, and who is named nowhere is named after the file`() throws {
    let one = try folder.write(Array("address;value\nE;0.2491\nE;0.3\n".utf8), to: "luis.csv")
    let two = try folder.write(Array("student;address;value\nAna;E;0.25\nAna;z2;1\n".utf8), to: "rest.csv")
    let three = try folder.write(Array(#"[{"student": "Ana", "address": "E", "value": 1}]"#.utf8), to: "more.json")
    let session = Session("check-work", "clase6", one, two, three, "--format", "csv")
    #expect(session.code == 1, "\(session.error)")
    #expect(try Self.rows(session.output).map { $0[0] } == ["student", "luis", "Ana"])
    let text = Session("check-work", "clase6", one, two, three).output
    #expect(text.contains("luis.csv, line 3: luis: E has already been answered on line 2"), "\(text)")
    #expect(text.contains("rest.csv, line 3: Ana: "), "\(text)")
    #expect(text.contains("more.json, line 1: Ana: E has already been answered on line 2 of"), "\(text)")
    let facts = Session("check-work", "clase6", one, two, three, "--json").output
    #expect(facts.contains(#""file":"luis.csv""#), "\(facts)")
    let missing = Session("check-work", "clase6", one, folder.path("none.csv"))
    #expect(missing.code == 1 && missing.output.isEmpty && missing.error.contains("none.csv"))
    let broken = try folder.write(Array("address;value\n\"E;1\n".utf8), to: "broken.csv")
    let refused = Session("check-work", "clase6", one, broken)
    #expect(refused.code == 1 && refused.output.isEmpty && refused.error.contains("broken.csv"), "\(refused.error)")
  }

  @Test func `a table in Windows-1252 is read, unless it has lost its Greek letters`() throws {
    let text = "estudiante;direcci\u{F3}n;valor\nI\u{F1}igo;E;0,2491\n"
    let western = try folder.write(text.unicodeScalars.map { UInt8($0.value) }, to: "w.csv")
    let session = Session("check-work", "clase6", western, "--format", "csv")
    #expect(session.code == 0 && session.error.contains("Windows-1252"), "\(session.error)")
    #expect(try Self.rows(session.output).last?.first == "Iñigo")
    let lost = try folder.write(
      (text + "I\u{F1}igo;?2[1];0,13\n").unicodeScalars.map { UInt8($0.value) }, to: "l.csv")
    for (language, words) in [("es", "CSV UTF-8"), ("en", "line 3: in “?2[1]” a ? stands where")] {
      let refused = Session("check-work", "clase6", lost, "--lang", language)
      #expect(refused.code == 1 && refused.output.isEmpty && refused.error.contains(words), "\(refused.error)")
    }
    // What is UTF-8 in one place and not in another is no older encoding.
    let mixed = try folder.write(Array("address;value\nδ2[1];1\n".utf8) + [0xF3, 0x0A], to: "m.csv")
    let told = Session("check-work", "clase6", mixed)
    #expect(told.code == 1 && told.error.contains("UTF-8"), "\(told.error)")
  }

  // MARK: - Studies

  @Test func `a study goes on from a file with decimal commas`() throws {
    let asked = ["study", "xor", "--vary", "lr=0.1,0.5", "--iterations", "30", "--solved", "E < 0.3"]
    let commas = ["--decimal", "comma"]
    let (few, all, on) = (folder.path("few.csv"), folder.path("all.csv"), folder.path("on.csv"))
    #expect(Session(words: asked + ["--seeds", "3", "--out", few] + commas).code == 0)
    #expect(Session(words: asked + ["--seeds", "6", "--out", all] + commas).code == 0)
    let resumed = Session(words: asked + ["--seeds", "6", "--resume", few, "--out", on] + commas)
    #expect(resumed.code == 0, "\(resumed.error)")
    #expect(try folder.bytes("all.csv") == folder.bytes("on.csv"))
    let rows = try Self.rows(folder.text("on.csv"))
    #expect(rows.count == 13 && rows[0].count == rows[1].count && rows[1].dropFirst().first == "0,1")
    let points = folder.path("points.csv")
    #expect(Session(words: asked + ["--seeds", "6", "--resume", few, "--out", points]).code == 0)
    #expect(try Self.rows(folder.text("points.csv")).dropFirst().first?.dropFirst().first == "0.1")
  }

  // MARK: - Read by others

  @Test(.enabled(if: PythonTables.isThere, "needs python3"), arguments: DecimalMark.allCases)
  func `Python reads every table back as it is`(mark: DecimalMark) throws {
    let options = ["--decimal", mark.rawValue]
    let trace = folder.path("trace.csv")
    for words in [[], ["--wide"]] {
      let run = ["run", "xor", "--iterations", "4", "--trace-file", trace] + words + options
      #expect(Session(words: run).code == 0)
      #expect(try PythonTables.read(trace, mark) == Self.rows(folder.text("trace.csv")))
    }
    let path = try folder.write(Array(Self.answers.utf8), to: "a.csv")
    for words in [
      ["run", "xor", "--iterations", "30"], ["run", "clase6"], ["check-work", "clase6", path, "--all"],
      ["study", "xor", "--vary", "lr=0.1,0.5", "--seeds", "4", "--iterations", "30", "--solved", "E < 0.3"],
    ] {
      let output = Session(words: words + ["--format", "csv"] + options).output
      let table = try folder.write(Array(output.utf8), to: "t.csv")
      #expect(try PythonTables.read(table, mark) == Self.rows(output), "\(words)")
    }
  }
}

/// Python's own reader of tables.
private enum PythonTables {
  static let isThere = (try? run("print(1)", [])) == "1\n"

  private static let script = """
    import csv, json, sys
    with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
        print(json.dumps([row for row in csv.reader(file, delimiter=sys.argv[2], strict=True) if row]))
    """

  /// The rows that are not empty.
  static func read(_ path: String, _ mark: DecimalMark) throws -> [[String]] {
    let text = try run(script, [path, mark == .comma ? ";" : ","])
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String]])
  }

  private static func run(_ script: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
