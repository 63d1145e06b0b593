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
    (["check-work", "clase6", "a.csv", "--at", "2"], 64, "--at needs --template"),
    (["check-work", "clase6", "--template", "-", "--quantities", "nope"], 64, "nope"),
    (["check-work", "clase6", "--template", "-", "--at", "0"], 64, "--at"),
    (["check-work", "clase6", "/no/such/file.csv"], 1, "/no/such/file.csv"),
    (["step", "clase6", "--out", "r.json"], 64, "needs --predict"),
    (["step", "clase6", "--predict", "--out", "r.txt"], 64, "ends in .json"),
  ])
  func `what is missing or does not go together is told`(words: [String], code: Int32, message: String) {
    let session = Session(words: words)
    #expect(session.code == code && session.error.contains(message), "\(session.code) \(session.error)")
  }

  @Test func `a file with wrong lines is refused, with each of them`() throws {
    let session = Session(
      "check-work", "clase6", try file("address;value\nW1;1\nnope\u{1B}[1m;2\nE;1\nE;2\n"), "--lang", "es")
    #expect(session.code == 1)
    for words in ["línea 2: «W1» es de 2×2", "línea 3:", "línea 5: E ya está contestado en la línea 4"] {
      #expect(session.error.contains(words), "\(session.error)")
    }
    #expect(!session.error.contains("\u{1B}"))
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
