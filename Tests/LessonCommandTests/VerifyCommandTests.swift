import Documents
import Foundation
import Goldens
import Lessons
import OperatingSystem
import Testing
import Typesetting

@testable import LessonCommand

@Suite struct VerifyCommandTests {
  /// The lessons without images; all of them are verified by the tests of the lessons, and by the program as built.
  private static let quick = ["clase6", "xor", "perceptron", "toy-weight", "optimizers"]

  @Test func `a formula that does not hold shows both sides`() throws {
    let output = try VerifyLine.verify(VerifyLine.line("expect \"sheet\"\n  E is Σ (ŷ − y)²\n  ŷ is x"), "--lang", "es")
      .output
    #expect(output.contains("no coincide: a la izquierda 17, a la derecha 34"), "\(output)")
    #expect(output.contains("en la entrada [2], a la izquierda 0, a la derecha 2"), "\(output)")
  }

  @Test(arguments: Language.allCases)
  func `with a decimal comma no decimal point is left in the words`(language: Language) throws {
    let text =
      VerifyLine.line(
        "expect \"sheet\"\n  1/dw = −0.071\n  1/w = 2\n  w/3 is w/2\n"
          + "  −dw/3 = 4.34  misprint es \"un desliz\" en \"a slip\""
      )
      .replacing("dw = xᵀ·δ", with: "dw = xᵀ·δ·1.5").replacing("w by dw", with: "w ← w + 0.125·dw")
    func said(_ options: String...) throws -> String {
      try VerifyLine.words(VerifyLine.verify(text, "--lang", language.rawValue, options[0], options[1]).output)
        .replacing(/\S+\.lesson/, with: "").replacing(/[lL]\. |[.:](?= |$)/, with: "")
    }
    let point = try said("--decimal", "point")
    let comma = try said("--decimal", "comma")
    #expect(point.contains(/−0\.0[0-9]/))
    #expect(!comma.contains(/[0-9]\.[0-9]/), "\(comma)")
    #expect(point == comma.replacing(/([0-9]),([0-9])/) { "\($0.1).\($0.2)" }, "\(comma)")
  }

  @Test(arguments: Language.allCases)
  func `clase6 reads as recorded`(language: Language) throws {
    let session = Session("verify", "clase6", "--lang", language.rawValue)
    #expect(session.code == 0)
    #expect(session.error.isEmpty)
    try Golden.check(session.output, "Commands/verify-clase6.\(language.rawValue).golden")
  }

  @Test func `every built-in lesson agrees, and its lines keep to the terminal`() {
    for words in [["--lang", "es", "--all"], ["--lang", "en", "--ascii"]] {
      let session = Session(words: ["verify"] + Self.quick + words)
      #expect(session.code == 0)
      for line in session.output.split(separator: "\n") {
        // A formula of the notes may be one word wider than any line.
        #expect(line.displayWidth <= 80 || !line.dropFirst(6).dropLast(2).contains("  "), "\(line)")
      }
    }
  }

  @Test func `numbers that agree end with 0 and say by which rules`() throws {
    let session = try VerifyLine.verify(VerifyLine.line("expect \"p. 1\"\n  E = 17\n  1/w at 2 = 0.3  at 2"))
    #expect(session.code == 1)
    let right = try VerifyLine.verify(
      VerifyLine.line("expect \"p. 1\"\n  E = 17\n  dw/3 = [−4.33]\n  1/dw = −0.076  truncated"))
    #expect(right.code == 0, "\(right.output)\(right.error)")
    #expect(right.output.contains("3 printed numbers in the notes"))
    #expect(right.output.contains("exact"))
    #expect(right.output.contains("rounded or truncated to 2 decimals"))
    #expect(right.output.contains("truncated to 3 decimals"))
    #expect(right.output.contains("gradients: 2 of 2 entries agree"))
  }

  @Test func `a wrong printed number ends with 2 and says what it should be`() throws {
    let session = try VerifyLine.verify(VerifyLine.line("expect \"p. 1\"\n  E = 17\n  dw/3 = −4.34\n  ŷ = [0; 1]"))
    #expect(session.code == 2)
    #expect(session.output.contains("✗"))
    #expect(session.output.contains("it should be −4.33"))
    #expect(session.output.contains("ŷ[2]"))
    #expect(session.output.contains("4 numbers: 2 right, 2 wrong. First cause: dw/3 = −4.34 (line"))
  }

  @Test func `a number that follows from a wrong one is told apart, with the first cause`() throws {
    let text = VerifyLine.line("expect \"p. 1\"\n  ŷ = [0; 0]\n  δ = [−2; −5]\n  dw = −12\n  E = 17")
    let session = try VerifyLine.verify(text)
    #expect(session.code == 2)
    #expect(session.output.contains("↳"), "\(session.output)")
    #expect(session.output.contains("carried from"))
    let follower = try #require(session.output.split(separator: "\n").first { $0.contains("↳") })
    #expect(follower.hasSuffix(")") && !session.output.contains("it should be −12"), "\(follower)")
    #expect(try VerifyLine.words(VerifyLine.verify(text, "--all").output).contains("it should be −13"))
    let spanish = try VerifyLine.verify(text, "--lang", "es").output.split { $0.isWhitespace }.joined(separator: " ")
    #expect(spanish.contains("Primera causa: δ[1] = −2") && spanish.contains("arrastrado de"), "\(spanish)")
    let facts = try VerifyLine.verify(text, "--json").output
    for key in ["\"verdict\":\"wrong\"", "\"verdict\":\"follows\"", "\"followsFrom\":{", "\"firstCause\":{"] {
      #expect(facts.contains(key), "\(key)")
    }
  }

  @Test func `what is printed for the lesson's own function is not judged of another`() throws {
    let text = """
      lesson own
      settings
        f(x) = x² + sin(x)
      parameters
        x = 3
      forward
        y = f(x)  split into v
      backward
        dx = ∂y/∂x
      expect "p. 1"
        v1 = 9
        y = 9.14
      """
    let same = try VerifyLine.verify(text, "--f", "x^2 + sin(x)")
    #expect(same.code == 0 && same.output.contains("2 numbers: everything agrees"), "\(same.output)\(same.error)")
    // It has no v1, and its y is another.
    let other = try VerifyLine.verify(text, "--f", "2*x")
    #expect(other.code == 0 && other.error.isEmpty, "\(other.output)\(other.error)")
    #expect(VerifyLine.words(other.output).contains("own f, x² + sin(x); with another it is not judged (2 lines)"))
    #expect(other.output.contains("gradients: 1 of 1 entr") && !other.output.contains("9.14"), "\(other.output)")
    #expect(try VerifyLine.verify(text, "--f", "2*x", "--strict").code == 2)
    #expect(try VerifyLine.verify(text, "--f", "2*x", "--json").output.contains("\"notJudged\":2"))
    let bare = text.replacing("backward\n  dx = ∂y/∂x\n", with: "")
    let nothing = try VerifyLine.verify(bare, "--f", "2*x", "--lang", "es")
    #expect(nothing.output.contains("No hay nada más que comprobar"), "\(nothing.output)")
  }

  @Test func `a misprint is reported and fails only when asked to`() throws {
    let text = VerifyLine.line("expect \"p. 1\"\n  E = 18  misprint es \"suma mal\" en \"added wrong\"")
    let session = try VerifyLine.verify(text)
    #expect(session.code == 0)
    #expect(session.output.contains("≠ E  18  17  misprint in the notes: added wrong; it should be 17"))
    #expect(session.output.contains("1 misprint in the notes."))
    #expect(try VerifyLine.verify(text, "--strict").code == 2)
    #expect(
      try VerifyLine.verify(text, "--lang", "es").output.contains("errata de los apuntes: suma mal; debería ser 17"))
  }

  @Test func `a misprint that is right ends with 2`() throws {
    let session = try VerifyLine.verify(
      VerifyLine.line("expect \"p. 1\"\n  E = 17  misprint en \"no\"\n  shape(x) = 2×1  misprint en \"no\""))
    #expect(session.code == 2)
    #expect(session.output.contains("marked as a misprint, but it is right"))
    #expect(session.output.contains("2 lines marked as misprints are right."))
  }

  @Test func `what is computed and not printed is not counted as printed`() throws {
    let session = try VerifyLine.verify(VerifyLine.line("expect \"computed: start\"\n  E = 17\nexpect \"\"\n  w = 0"))
    #expect(!session.output.contains("printed number"))
    #expect(session.output.contains("Computed, not printed: start"))
    #expect(session.output.contains("2 numbers: everything agrees."))
  }

  @Test func `what is not measured is told apart, and fails only when asked to`() throws {
    let text = VerifyLine.line(
      "metrics\n  S = Σepoch E\nrun\n  x, y in batches of 1, in order\nexpect \"p. 2\"\n  S = 4.5 at 1")
    let session = try VerifyLine.verify(text)
    #expect(session.code == 0 && session.output.contains("not measured here"), "\(session.output)")
    let words = session.output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("at iterations 2, 4, 6…") && words.contains("1 line is not judged."), "\(words)")
    #expect(try VerifyLine.verify(text, "--lang", "es").output.contains("aquí no se mide"))
    #expect(try VerifyLine.verify(text, "--strict").code == 2)
    let json = try VerifyLine.verify(text, "--json").output
    #expect(
      json.contains(#""computed":null"#) && json.contains(#""result":"not-measured","measuredEvery":2"#), "\(json)")
    #expect(json.contains(#""numbers":0"#) && json.contains(#""notJudged":1"#))
  }

  @Test func `a line that counts from 0 says so for itself when the others do not`() throws {
    let lines = "run\n  stop after 3 iterations\nexpect \"p. 2\"\n  E = 17 at 1\n  E = 17 at 0 counting from 0"
    let mixed = try VerifyLine.verify(VerifyLine.line(lines)).output
    #expect(mixed.contains("E (iteration 1)") && mixed.contains("E (iteration 0 counting from 0)"), "\(mixed)")
    #expect(!mixed.contains(", counting from 0"))
    let whole = try VerifyLine.verify(
      VerifyLine.line("expect \"p. 2\" counting from 0\n  E = 17 at 0\n  new(w) = 3.25 at 0")
    ).output
    #expect(whole.contains("p. 2, counting from 0") && !whole.contains("0 counting from 0"), "\(whole)")
  }

  @Test func `no verdict shows what is not a number`() throws {
    let lines = "lesson dead\nparameters\n  w = 0\nloss\n  E = √(w + 1e-12)\nbackward\n  dw = 0.5/E"
    let session = try VerifyLine.verify(lines)
    #expect(session.code == 0 && session.output.contains("differences cannot be measured\n"), "\(session.output)")
    let json = try VerifyLine.verify(lines, "--json").output
    #expect(json.contains(#""differenceError":null,"differenceFloor":null"#) && !json.contains("nan"), "\(json)")
  }

  @Test func `tables are told together and opened on demand`() throws {
    let table = "run\n  stop after 3 iterations\nexpect \"p. 2\"\n  iteration E\n  1 17\n  2 8.65625"
    let session = try VerifyLine.verify(VerifyLine.line(table))
    #expect(session.code == 0, "\(session.output)")
    #expect(session.output.contains("2 iterations"))
    #expect(try VerifyLine.verify(VerifyLine.line(table), "--all").output.contains("E (iteration 2)"))
  }

  @Test func `another setting is taken, and said`() throws {
    let text = VerifyLine.line("expect \"p. 1\"\n  new(w) = 3.25")
    #expect(try VerifyLine.verify(text).code == 0)
    let session = try VerifyLine.verify(text, "--lr", "0,5")
    #expect(session.code == 2)
    #expect(session.output.contains("it should be 6.50"))
    #expect(session.output.contains("With the options given"))
  }

  @Test func `an unknown lesson is suggested; the others are verified all the same`() throws {
    let unknown = Session("verify", "clase7")
    #expect(unknown.code == 64)
    #expect(unknown.error.contains("“clase6”"))
    let broken = try TemporaryLesson("lesson broken\nforward\n  z = q\n")
    let session = Session("verify", broken.path, "clase6")
    #expect(session.code == 1)
    #expect(session.error.contains("\(broken.path):3:7:"))
    #expect(session.output.contains("clase6 ·"))
    #expect(session.output.contains("1 could not be read."))
    #expect(Session("verify", broken.path).code == 1)
  }

  @Test func `what changes a run is for one lesson`() {
    let session = Session("verify", "clase6", "xor", "--lr", "0.1")
    #expect(session.code == 64)
    #expect(session.error.contains("--lr changes one lesson"))
  }

  @Test(arguments: Language.allCases)
  func `several lessons are told in their order, each as alone, then the claims of all`(language: Language) throws {
    let lang = ["--lang", language.rawValue]
    let names = ["toy-weight", "autodiff", "clase6"]
    let alone = names.map { Session(words: ["verify", $0] + lang).output }
    let together = Session(words: ["verify"] + names + lang)
    #expect(together.code == 0)
    #expect(together.output.hasPrefix(alone.joined(separator: "\n")))
    let rest = together.output.dropFirst(alone.joined(separator: "\n").count)
    for words in ["Red neuronal", "12 ", "2 (2+0+0)", "toy-grad-label", "c6-identifiability", "--all"] {
      #expect(rest.contains(words), "\(words): \(rest)")
    }
    #expect(!rest.contains("misprint in the notes:"))
    let whole = Session(words: ["verify"] + names + ["--all"] + lang).output.split { $0.isWhitespace }
      .joined(separator: " ")
    #expect(whole.contains(language == .english ? "cannot be checked: the slides with" : "comprobar: las láminas con"))
  }

  @Test func `the JSON has each claim with its lesson, document, line and verdict`() throws {
    let output = Session("verify", "clase6", "toy-weight", "--json").output
    let object = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    let facts = try #require(object["facts"] as? [String: Any])
    let claims = try #require(facts["claims"] as? [[String: Any]])
    #expect(claims.count == 51)
    let claim = try #require(claims.first { $0["id"] as? String == "c6-chain-garbled-1" })
    #expect(claim["lesson"] as? String == "clase6" && claim["verdict"] as? String == "transcription")
    #expect(claim["document"] as? String == "004_5e7922fcad38bb23.txt" && claim["line"] as? Int == 79)
    #expect(claims.allSatisfy { $0["verdict"] as? String == "agrees" || $0["reason"] != nil })
    let lessons = try #require(facts["lessons"] as? [[String: Any]])
    let lines = lessons.flatMap { $0["verdicts"] as? [[String: Any]] ?? [] }
    let judged = Set(lines.compactMap { $0["claim"] as? String })
    #expect(judged.isSubset(of: claims.compactMap { $0["id"] as? String }) && judged.count == 50)
  }

  @Test func `the JSON holds every verdict`() throws {
    let session = Session(words: ["verify"] + Self.quick + ["--json"])
    #expect(session.code == 0)
    let envelope = try #require(try JSONSerialization.jsonObject(with: Data(session.output.utf8)) as? [String: Any])
    #expect(envelope["format"] as? String == "lesson-facts" && envelope["command"] as? String == "verify")
    let whole = try #require(envelope["facts"] as? [String: Any])
    let lessons = try #require(whole["lessons"] as? [[String: Any]])
    #expect(lessons.compactMap { $0["lesson"] as? String } == Self.quick)
    let verdicts = try #require(lessons.first?["verdicts"] as? [[String: Any]])
    for verdict in verdicts {
      for key in ["place", "address", "label", "iteration", "result", "file", "line"] { #expect(verdict[key] != nil) }
      #expect(["numbers", "shape", "identity", "comparison"].filter { verdict[$0] != nil }.count == 1)
    }
    #expect((whole["summary"] as? [String: Any])?["right"] as? Bool == true)
    let wrong = try VerifyLine.verify(VerifyLine.line("expect \"p. 1\"\n  E = 18"), "--format", "json")
    #expect(wrong.code == 2)
    #expect(wrong.output.contains(#""result":"disagrees""#))
  }
}

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
