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

  @Test(arguments: ["table en \"T\"\n  \"a\"\n  yy\n", "pictures\n  curve yy\n", "compare kk = 1, 2\n"])
  func `a table or picture that cannot be made is no lesson that agrees`(section: String) throws {
    let file = try TemporaryLesson("lesson bad\ndata\n  x = 2\nforward\n  y = x + 1\n" + section)
    let session = Session("verify", file.path, "--lang", "en")
    #expect(session.code == 1 && session.output.isEmpty, "\(session.output)")
    #expect(session.error.contains("bad") || session.error.contains("did you mean “y”") || session.error.contains("kk"))
  }

  @Test func `a number of one's own below a claim is judged and does not count as printed`() throws {
    let lines = "  y = 3\n  2·y = 6  computed\n"
    func output(_ lines: String) throws -> (code: Int32, text: String) {
      let file = try TemporaryLesson(
        "lesson own\ndata\n  x = 3\nforward\n  y = x\nexpect \"sheet, part 1 (l.7)\"\n  claim s-1\n" + lines)
      let session = Session("verify", file.path, "--all", "--lang", "en")
      return (Int32(session.code), session.output)
    }
    let right = try output(lines)
    #expect(right.code == 0, "\(right.text)")
    #expect(right.text.contains("1 printed number in the notes") && right.text.contains("(computed)"), "\(right.text)")
    #expect(try output(lines.replacingOccurrences(of: "  computed", with: "")).text.contains("2 printed numbers"))
    #expect(try output(lines.replacingOccurrences(of: "6", with: "7")).code == 2)
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
    #expect(session.output.contains("1 misprint."))
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
