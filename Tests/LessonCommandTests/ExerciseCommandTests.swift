import Foundation
import TemporaryFolders
import Testing

@testable import LessonCommand

/// What a lesson's section `exercise` asks for, at each command that asks for numbers.
@Suite struct ExerciseCommandTests {
  private static let text = """
    lesson mine
      es "mía"
      en "mine"
    data
      x = [0.4; 0.7]  es "entradas"  en "inputs"
    parameters
      W = [0.5 0.3; 0.2 0.9]  es "pesos"  en "weights"
    forward
      z = W·x  es "suma"  en "sum"
      a = σ(z)  es "activación"  en "activation"
    loss
      E = ½·Σ a²  es "pérdida"  en "loss"
    update
      W by gradient with descent(0.5)
    exercise
      blank a[2], E
      decimals 3
      rule truncated
    """

  private let folder: TemporaryFolder
  private let file: String

  init() throws {
    folder = try TemporaryFolder()
    file = folder.path("mine.lesson")
    try Data(Self.text.utf8).write(to: URL(filePath: file))
  }

  private func facts(_ words: [String]) throws -> [String: Any] {
    let session = Session(words: words + ["--json"])
    #expect(session.code == 0, "\(words): \(session.error)")
    let whole = try #require(try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any])
    return try #require(whole["facts"] as? [String: Any])
  }

  /// The addresses that a sheet asks for, with the digits that are right.
  private func asked(_ words: [String], file: String? = nil) throws -> [String: [String]] {
    let path = folder.path("sheet.tex")
    let questions = try #require(
      try facts(["sheet", file ?? self.file, "--out", path] + words)["questions"] as? [[String: Any]])
    var found: [String: [String]] = [:]
    for question in questions {
      found[try #require(question["address"] as? String)] = question["right"] as? [String]
    }
    return found
  }

  @Test func `a sheet asks for what the lesson says, unless the command line says otherwise`() throws {
    // z = [0.41; 0.71], σ(0.71) = 0.67040…, E = ½·(0.60108…² + 0.67040…²) = 0.40537…
    #expect(try asked([]) == ["a[2]": ["0.670"], "E": ["0.405"]])
    #expect(try asked(["--blank", "a"]) == ["a[1]": ["0.601"], "a[2]": ["0.670"]])
    #expect(try asked(["--decimals", "4", "--blank", "E"]) == ["E": ["0.4053"]])
    #expect(try asked(["--digits", "2", "--rule", "rounded"]) == ["a[2]": ["0.67"], "E": ["0.41"]])
    // z, a and E, the derivatives with respect to z and W, and the new W.
    #expect(try asked(["--blank", "all"]).count == 2 + 2 + 1 + 2 + 4 + 4)
    let other = folder.path("other.lesson")
    try Data(Self.text.replacing("blank a[2], E", with: "").utf8).write(to: URL(filePath: other))
    #expect(try asked([], file: other) == asked(["--blank", "all"]))
    let nothing = Session("sheet", file, "--blank", "none", "--out", "-", "--lang", "en")
    #expect(nothing.code == 64 && nothing.error.contains("no number is asked for"), "\(nothing.error)")
  }

  @Test func `examples that lie the other way have their entries the other way`() throws {
    let turned = folder.path("turned.lesson")
    try Data(Self.text.replacing("blank a[2], E", with: "blank new(W)[1,2]").utf8).write(to: URL(filePath: turned))
    let (as0, as1) = (try asked([], file: turned), try asked(["--convention", "columns"], file: turned))
    #expect(as0.keys.sorted() == ["new(W)[1,2]"] && as1.keys.sorted() == ["new(W)[2,1]"])
    #expect(as0["new(W)[1,2]"] == as1["new(W)[2,1]"])
  }

  @Test func `a quiz and a notebook ask for the same`() throws {
    let bank = Session("quiz", file, "--to", "gift", "--out", folder.path("bank.gift"), "--json")
    #expect(bank.code == 0 && bank.output.contains("a[2]") && !bank.output.contains("z[1]"), "\(bank.output)")
    let blanks = ["notebook", file, "--out", folder.path("x.ipynb")]
    #expect(try facts(blanks)["blanks"] as? Int == 2)
    #expect(try facts(blanks + ["--blank", "z"])["blanks"] as? Int == 2)
    #expect(try facts(blanks + ["--blank", "all"])["blanks"] as? Int == 15)
    let whole = try facts(blanks + ["--blank", "none"])
    #expect(whole["blanks"] as? Int ?? 0 == 0)
    #expect(Session(words: blanks + ["--digits", "3"]).code == 0)
  }

  @Test func `a template asks for it, and --quantities for something else`() {
    func asked(_ words: String...) -> [String] {
      let session = Session(words: ["check-work", file, "--template", "-"] + words)
      #expect(session.code == 0, "\(session.error)")
      return session.output.split(separator: "\n").dropFirst().compactMap { line in
        line.split(separator: ";", omittingEmptySubsequences: false).first { $0 == "E" || $0.contains("[") }
          .map(String.init)
      }
    }
    #expect(asked() == ["a[2]", "E"])
    #expect(asked("--quantities", "z") == ["z[1]", "z[2]"])
    #expect(asked("--quantities", "all").count == 15)
  }

  @Test func `a variant keeps it, and keeps clear of the digits that it asks for`() throws {
    let variant = folder.path("v.lesson")
    #expect(Session("variants", file, "--seed", "3", "--out", variant).code == 0)
    let text = try String(contentsOf: URL(filePath: variant), encoding: .utf8)
    #expect(text.hasSuffix("exercise\n  blank a[2], E\n  decimals 3\n  rule truncated\n"), "\(text)")
    #expect(try asked([], file: variant).keys.sorted() == ["E", "a[2]"])
    // Which draws will not do is decided by these digits.
    let out = ["--out", folder.path("class")]
    let own = Session(words: ["variants", file, "--count", "40", "--json"] + out).output
    let given = Session(
      words: ["variants", file, "--count", "40", "--json", "--decimals", "3", "--rule", "truncated", "--out"]
        + [folder.path("again")]
    ).output
    #expect(own.replacing(folder.path("class"), with: "") == given.replacing(folder.path("again"), with: ""))
    #expect(!own.isEmpty)
  }

  @Test func `check counts it, show prints it, and both say what is wrong with it`() throws {
    func told(_ language: String) -> String {
      Session("check", file, "--lang", language).output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    #expect(told("en").hasSuffix(", 2 numbers to compute") && told("es").hasSuffix(", 2 números por calcular"))
    let checked = try #require(try facts(["check", file])["lessons"] as? [[String: Any]])
    #expect(checked.first?["blanks"] as? Int == 2)
    let spanish = Session("show", file, "--lang", "es").output
    #expect(spanish.contains("se pide: a[2], E; con 3 decimales, truncados"), "\(spanish)")
    let english = Session("show", file, "--lang", "en").output
    #expect(english.contains("asked for: a[2], E; with 3 decimals, truncated"), "\(english)")
    let shown = try #require(try facts(["show", file])["lessons"] as? [[String: Any]])
    let exercise = try #require(shown.first?["exercise"] as? [String: Any])
    #expect(exercise["blanks"] as? [String] == ["a[2]", "E"] && exercise["decimals"] as? Int == 3)
    #expect(exercise["rules"] as? [String] == ["truncated"] && exercise["digits"] == nil)
    let wrong = folder.path("wrong.lesson")
    try Data(Self.text.replacing("blank a[2], E", with: "blank aa").utf8).write(to: URL(filePath: wrong))
    for words in [["check", wrong], ["verify", wrong], ["show", wrong], ["sheet", wrong, "--out", "-"]] {
      let session = Session(words: words + ["--lang", "es"])
      #expect(session.code == 1 && session.output.isEmpty, "\(words)")
      #expect(session.error.contains("wrong.lesson:16:9: no existe «aa»; ¿querías decir «a»?"), "\(session.error)")
      #expect(session.error.contains("    blank aa\n            ^^"), "\(session.error)")
    }
  }

  @Test func `a lesson without it says nothing of it`() throws {
    #expect(!Session("show", "toy-weight", "--lang", "en").output.contains("Exercise"))
    #expect(!Session("check", "toy-weight", "--lang", "en").output.contains("to compute"))
    #expect(!Session("check", "toy-weight", "--json").output.contains("blanks"))
  }
}
