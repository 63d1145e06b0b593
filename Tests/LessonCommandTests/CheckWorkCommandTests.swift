import Foundation
import Goldens
import TemporaryFolders
import Testing
import Typesetting

@testable import LessonCommand

/// `lesson check-work` and `lesson step --predict`.
@Suite struct CheckWorkCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func file(_ text: String, _ name: String = "answers.csv") throws -> String {
    try folder.write(Array(text.utf8), to: name)
  }

  /// A sign lost in δ2[1] and carried on rightly, a derivative left out, a number that nobody knows the cause of, and a
  /// name that no terminal should obey.
  private static let table = """
    estudiante;dirección;iteración;valor
    Ana;δ2[1];1;-0,1334
    Ana;dW2[1,1];1;-0,0802
    Luis;δ2[1];1;0.6849
    Luis;dW2[1,1];1;0.4117
    \u{1B}[31mEva<b>;δ2[1];1;7,3194
    \u{1B}[31mEva<b>;dW2[1,1];1;no sé

    """

  @Test(arguments: Language.allCases)
  func `a class in a table of students, their first errors, a table of questions and the slips`(
    language: Language
  ) throws {
    let path = try file(Self.table)
    let lines = [[], ["--all"], ["--plain"]].map { options in
      Session(words: ["check-work", StepLessons.net, path, "--lang", language.rawValue] + options)
    }
    for session in lines { #expect(session.code == 2 && !session.output.contains("\u{1B}[31m"), "\(session.error)") }
    try Golden.check(lines.map { $0.output }.joined(separator: "\n"), "Marking/class-\(language.rawValue).golden")
  }

  @Test func `facts have each answer with its verdict and its slip`() throws {
    let session = Session(words: ["check-work", "clase6", try file(Self.table), "--json"])
    let whole = try #require(try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any])
    let students = try #require((whole["facts"] as? [String: Any])?["students"] as? [[String: Any]])
    #expect(students.map { $0["points"] as? Int } == [1, 1, 0])
    #expect(students.map { $0["carried"] as? Int } == [1, 1, 0])
    let verdicts = students.map { ($0["answers"] as? [[String: Any]])?.compactMap { $0["verdict"] as? String } }
    #expect(verdicts == [["wrong", "carried"], ["wrong", "carried"], ["wrong", "unreadable"]])
    #expect(session.output.contains(#""slips":[{"slips":["lost-sign"],"count":1}"#), "\(session.output)")
  }

  @Test func `all right is 0, and standard output takes a template`() throws {
    let right = try file("address,value\nE,0.2491\n")
    #expect(Session("check-work", "clase6", right).code == 0)
    let template = Session("check-work", "clase6", "--template", "-", "--quantities", "dW1,E", "--students", "Ana, Bo")
    #expect(template.code == 0 && template.output.split(separator: "\n").count == 11, "\(template.output)")
    let given = Session("check-work", "clase6", "--template", "-", "--quantities", "E,W1", "--at", "2")
    #expect(given.code == 0 && given.output.split(separator: "\n").count == 2)
    #expect(given.error.contains("What no line computes is not asked for (W1)."), "\(given.error)")
    let path = folder.path("sheet.csv")
    #expect(Session("check-work", "clase6", "--template", path).code == 0)
    let empty = Session("check-work", "clase6", path)
    #expect(empty.code == 2 && empty.output.contains("missing answers"), "\(empty.output)")
    let again = Session("check-work", "clase6", "--template", path)
    #expect(again.code == 1 && again.error.contains("there already"))
  }

  @Test(arguments: [
    (["check-work"], 64, "Missing argument"), (["check-work", "clase6"], 64, "<answers>"),
    (["check-work", "clase6", "a.csv", "--template", "b.csv"], 64, "empty sheet"),
    (["check-work", "clase6", "--template", "b.txt"], 64, "ends in .csv or .json"),
    (["check-work", "clase6", "--template", "-", "--json"], 64, "no marks to show"),
    (["check-work", "clase6", "--template", "-", "--format", "csv"], 64, "no marks to show"),
    (["check-work", "clase6", "a.csv", "--at", "2"], 64, "--at needs --template"),
    (["check-work", "clase6", "--template", "-", "--quantities", "nope"], 64, "nope"),
    (["check-work", "clase6", "--template", "-", "--at", "0"], 64, "--at"),
    (["check-work", "clase6", "--template", "-", "--students", " ,"], 64, "names separated by commas"),
    (["check-work", "clase6", "--template", "-", "--digits", "3"], 64, "--digits is for marking"),
    (["check-work", "clase6", "a.csv", "--digits", "0"], 64, "--digits"),
    (["step", "clase6", "--predict", "--out", "/no/such/folder/r.json"], 1, "/no/such/folder"),
    (["check-work", "clase6", "/no/such/file.csv"], 1, "/no/such/file.csv"),
    (["step", "clase6", "--out", "r.json"], 64, "needs --predict"),
    (["step", "clase6", "--predict", "--out", "r.txt"], 64, "ends in .json"),
  ])
  func `what is missing or does not go together is told`(words: [String], code: Int32, message: String) {
    let session = Session(words: words)
    #expect(session.code == code && session.error.contains(message), "\(session.code) \(session.error)")
  }

  @Test func `wrong rows are told, each of them, and the others marked`() throws {
    let rows = [
      "nota;address;iteration;value", ";W1;;1", ";nope\u{1B}[1m;;2", "9;E;;0,2491", ";E;;2", ";E;3;1",
      ";E;1000000000;1",
    ]
    let text = rows.joined(separator: "\n") + "\n"
    let session = Session("check-work", "clase6", try file(text), "--lang", "es")
    #expect(session.code == 1)
    for words in [
      "línea 2: «W1» es de 2×2", "línea 3:", "línea 5: E ya está contestado en la línea 4",
      "línea 6: la última iteración que se corrige es la 2, y dice 3", "línea 7:",
      "1 de 1 puntos; 5 filas sin corregir",
    ] {
      #expect(session.output.contains(words), "\(session.output)")
    }
    #expect(session.error.contains("No se usa la columna «nota».") && session.error.contains("5 filas sin corregir"))
    #expect(!(session.output + session.error).contains("\u{1B}"))
    let facts = Session("check-work", "clase6", try file(text), "--json").output
    #expect(facts.contains(#""unread":[{"line":2,"#), "\(facts)")
    let none = Session("check-work", "clase6", try file("address;value\nW1;1\n"))
    #expect(none.code == 1 && none.output.isEmpty && none.error.contains("line 2: “W1” is 2×2"), "\(none.error)")
  }

  @Test func `few digits earn nothing, and how many are needed can be said`() throws {
    let few = try file("address;value\na1[1];0.6\na1[2];0.615\n")
    let usual = Session("check-work", "clase6", few, "--all")
    #expect(usual.code == 2 && usual.output.contains("at least 2") && usual.output.contains("1/2"), "\(usual.output)")
    let strict = Session("check-work", "clase6", few, "--digits", "4")
    #expect(strict.code == 2 && strict.output.contains("0/2"), "\(strict.output)")
    #expect(Session("check-work", "clase6", few, "--digits", "1").code == 0)
  }

  @Test func `cutting every step does not explain what binary fractions alone would give`() throws {
    // 0.30 + 0.36 + 0.35 is 1.01 on paper, though not in binary fractions.
    let session = Session("check-work", "clase6", try file("address;value\nz2[1];1.000\n"), "--all")
    #expect(session.code == 2 && session.output.contains("0/1") && !session.output.contains("cut to"))
  }

  // MARK: - step --predict

  private static let keys = [
    "0,41", "0.47", "", "0.47", "0.6", "0,6011", "abc", "?", "0.2301", "0.2301", "0.2301", "s", "q",
  ]

  @Test(arguments: Language.allCases)
  func `numbers are asked for, with hints, and the score is told`(language: Language) throws {
    let dialogue = StepDialogue([StepLessons.net, "--predict"], keys: Self.keys, language: language)
    #expect(dialogue.code == 0)
    try Golden.check(
      dialogue.output + "standard error:\n" + dialogue.error, "Marking/predict-\(language.rawValue).golden")
  }

  @Test func `an entry of a result that makes no sense is told with its file`() throws {
    let path = folder.path("me.json")
    let words = ["clase6", "--predict", "--out", path]
    _ = StepDialogue(words, keys: Array(Self.keys.prefix(2)))
    let saved = try String(contentsOfFile: path, encoding: .utf8)
    for (good, bad) in [("z1[1]", "zz[9]"), ("0,41", "no"), ("\"version\":1", "\"version\":2")] {
      let damaged = saved.replacing(good, with: bad)
      try damaged.write(toFile: path, atomically: true, encoding: .utf8)
      let refused = StepDialogue(words, keys: ["q"])
      #expect(refused.code == 1 && refused.error.contains("me.json"), "\(refused.error)")
      #expect(try String(contentsOfFile: path, encoding: .utf8) == damaged)
    }
  }

  @Test func `p shows what is given and what is found, and nothing that is still asked for`() throws {
    let dialogue = StepDialogue(["clase6", "--predict"], keys: ["p x", "p z2", "p nope", "0.41", "p z1", "p", "q"])
    #expect(dialogue.code == 0 && dialogue.output.contains("That is still to be asked"), "\(dialogue.output)")
    #expect(dialogue.output.contains("nope") && !dialogue.output.contains("0.47"))
    let large = StepDialogue(["mnist", "--digits", "100", "--predict"], keys: ["q"])
    #expect((large.output + large.error).contains("numbers: it is not asked for"), "\(large.error)")
  }

  @Test func `a result is gone on from where it is of the same lesson and settings`() throws {
    let path = folder.path("me.json")
    let words = ["clase6", "--predict", "--out", path]
    let whole = StepDialogue(words + ["--json"], keys: Self.keys)
    try FileManager.default.removeItem(atPath: path)
    _ = StepDialogue(words, keys: Array(Self.keys.prefix(5)))
    let rest = StepDialogue(words + ["--json"], keys: Array(Self.keys.dropFirst(5)))
    #expect(rest.error.contains("Going on with"), "\(rest.error)")
    #expect(rest.output.split(separator: "\n").last == whole.output.split(separator: "\n").last)
    let saved = try String(contentsOfFile: path, encoding: .utf8)
    #expect(saved.dropLast() == (rest.output.split(separator: "\n").last ?? ""))
    for other in [["--lr", "0.7"], ["--seed", "2"], ["--set", "x=[0.2; 0.5]"]] {
      let refused = StepDialogue(words + other, keys: ["q"])
      // Where lines end depends on how long the folder's name is.
      let said = refused.error.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(refused.code == 1 && said.contains("is no result of this lesson"), "\(refused.error)")
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == saved)
  }
}
