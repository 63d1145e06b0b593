import Foundation
import Testing
import Typesetting

@testable import LessonCommand

/// What is pasted, and what is no lesson.
extension VerifyCommandTests {
  @Test func `one lesson that cannot be read is in the facts, as one among several is`() throws {
    let bad = try TemporaryLesson("lesson bad\nforward\n  z = q")
    for words in [[bad.path], [bad.path, "clase6"]] {
      let session = Session(words: ["verify"] + words + ["--json"])
      #expect(session.code == 1 && session.error.contains("“q” does not exist"))
      let whole = try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any]
      let facts = try #require(whole?["facts"] as? [String: Any])
      let summary = try #require(facts["summary"] as? [String: Any])
      #expect(summary["unreadable"] as? [String] == [bad.path] && summary["right"] as? Bool == false)
    }
  }

  @Test func `what NumPy 2 prints can be pasted`() throws {
    let text = """
      lesson pasted
      data
        x = np.array([1., 2.])
        y = np.float64(-0.5)
        v = [np.float64(1.5), np.float64(2.5)]
      forward
        z = x·y
        u = v·2
      expect "sheet"
        y = np.float64(-0.5)
        z = np.array([-0.5, -1. ])
        u = [np.float64(3.0), np.float64(END)]
      """
    func ending(_ end: String) throws -> Session {
      let file = try TemporaryLesson(text.replacing("END", with: end))
      return Session("verify", file.path)
    }
    #expect(try ending("5.0").code == 0)
    #expect(try ending("5.1").code == 2)
    #expect(try ending("5.1!").code == 0)
  }

  @Test(arguments: [
    ("en", "as MATLAB writes them, go between [ and ]"), ("es", "como las escribe MATLAB, van entre [ y ]"),
  ])
  func `rows below the equals sign are told their brackets`(language: String, told: String) throws {
    let file = try TemporaryLesson("lesson m\ndata\n  x = [1 2]\nexpect \"sheet\"\n  x =\n\n     1     2\n")
    let session = Session("verify", file.path, "--lang", language)
    #expect(session.code == 1 && session.error.contains(":5:5: ") && session.error.contains(told), "\(session.error)")
  }

  @Test(arguments: Language.allCases)
  func `a file of printed numbers is told as such, and the language's help knows it`(language: Language) throws {
    let file = try TemporaryLesson("lesson c\nexpect \"sheet\"\n  z2 = 1\n", name: "c.expect")
    let session = Session("verify", file.path, "--lang", language.rawValue)
    #expect(session.code == 1 && session.error.contains("lesson verify \(file.path.dropLast(6))lesson"))
    #expect(!session.error.contains("z2"))
    #expect(Session("help", "language", "--lang", language.rawValue).output.contains(".expect"))
  }
}

/// What the report says besides.
extension VerifyCommandTests {
  @Test(arguments: [
    ("en", "With --carry 3 all the numbers agree."), ("es", "Con --carry 3 coinciden todos los números."),
  ])
  func `a sheet worked out line by line is told with which option it agrees`(language: String, told: String) throws {
    let text = "lesson hand\nforward\n  a = 2/3\n  c = 3·a\n  d = 0.5\nexpect \"x\"\n  d = 0.500\n  c = 2.001\n"
    let session = try VerifyLine.verify(text, "--lang", language)
    #expect(session.code == 2 && VerifyLine.words(session.output).contains(told), "\(session.output)")
    #expect(try VerifyLine.verify(text, "--json").output.contains(#""agreesWithCarry":3,"truncated":false"#))
    let carried = try VerifyLine.verify(text, "--carry", "3", "--lang", language)
    #expect(carried.code == 0 && carried.output.contains(language == "en" ? "With the options given." : "dadas."))
  }

  @Test(arguments: [
    ("en", "from the printed values, 6.0", "nothing printed", "1/3 < 1/3: does not hold: 0.333333 on both sides"),
    ("es", "con lo impreso, 6.0", "nada impreso", "1/3 < 1/3: no se cumple: 0.333333 a los dos lados"),
  ])
  func `wrong numbers below wrong ones, and lines of which nothing can be said`(
    language: String, sheet: String, nothing: String, equal: String
  ) throws {
    let lines = "expect \"x\"\n  a = 2.0\n  c = 5.0\n  a = _\n  1/3 < 1/3\n"
    let session = try VerifyLine.verify("lesson w\nforward\n  a = 1.5\n  c = 3·a\n" + lines, "--lang", language)
    let words = VerifyLine.words(session.output)
    #expect(session.code == 2)
    for told in [sheet, nothing, equal] { #expect(words.contains(told), "\(told) in \(session.output)") }
    let alone = try VerifyLine.verify("lesson w\nforward\n  a = 1.5\nexpect \"x\"\n  a = _\n", "--lang", language)
    #expect(alone.code == 0 && !alone.output.contains(language == "en" ? "everything agrees" : "todo coincide"))
  }

  @Test func `the first cause of a table names its row`() throws {
    let table = "expect \"x\"\n  iteration w new(w)\n  1 0 3.25\n  2 3.25 7.77\n"
    let session = try VerifyLine.verify(VerifyLine.line(table))
    #expect(
      VerifyLine.words(session.output).contains("First cause: new(w) = 7.77 (line 24, iteration 2)"),
      "\(session.output)")
  }

  @Test func `derivatives that fail count as failures`() throws {
    let text = VerifyLine.line("").replacing("dw = xᵀ·δ", with: "dw = 2·xᵀ·δ").replacing("Σ δ", with: "−Σ δ")
    let session = try VerifyLine.verify(text, "--json")
    #expect(session.code == 2)
    let whole = try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any]
    let summary = try #require((whole?["facts"] as? [String: Any])?["summary"] as? [String: Any])
    #expect(summary["failures"] as? Int ?? 0 >= 2, "\(summary)")
  }

  @Test(arguments: [
    ("en", "mine.lesson has no lesson “lnie”; did you mean “line”?"),
    ("es", "mine.lesson no tiene ninguna lección «lnie»; ¿querías decir «line»?"),
  ])
  func `printed numbers of a lesson that is not there are an error`(language: String, told: String) throws {
    let lesson = try TemporaryLesson(VerifyLine.line(""))
    let beside = lesson.path.dropLast("lesson".count) + "expect"
    try Data("lesson lnie\nexpect \"x\"\n  E = 17\n".utf8).write(to: URL(filePath: String(beside)))
    let session = Session("verify", lesson.path, "--lang", language)
    #expect(session.code == 1 && session.error.contains("\(beside):1:8:"), "\(session.error)")
    #expect(VerifyLine.words(session.error).contains(told), "\(session.error)")
    try Data("lesson line\nexpect \"x\"\n  E = 17\n".utf8).write(to: URL(filePath: String(beside)))
    #expect(Session("verify", lesson.path).code == 0)
  }
}
