import Documents
import Foundation
import Goldens
import Lessons
import Testing
import Typesetting

@testable import LessonCommand

@Suite struct VerifyCommandTests {
  /// The lessons without images; all of them are verified by the tests of the lessons, and by the program as built.
  private static let quick = ["clase6", "xor", "perceptron", "toy-weight", "optimizers"]

  /// A line through two points, in which every derivative is right; `end` is put behind it.
  private static func line(_ end: String) -> String {
    """
    lesson line
    settings
      η = 0.25 as lr
    data
      x = [1; 2]
      y = [3; 5]
    parameters
      w = 0
      b = 0
    forward
      ŷ = w·x + b
    loss
      E = ½·Σ (ŷ − y)²
    backward
      δ = ŷ − y  is ∂E/∂ŷ
      dw = xᵀ·δ
      db = Σ δ
    update
      w by dw
      b by db
    \(end)
    """
  }

  /// An output without the ends of its lines.
  private static func words(_ output: String) -> String {
    output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
  }

  private func verify(_ text: String, _ options: String...) throws -> Session {
    let file = try TemporaryLesson(text)
    return Session(words: ["verify", file.path] + options)
  }

  @Test func `a wrong derivative says what it is, what it should be, and what the error is`() throws {
    let wrong = Self.line("").replacingOccurrences(of: "db = Σ δ", with: "db = Σ δ + 16")
    let spanish = try verify(wrong, "--lang", "es")
    #expect(spanish.code == 2)
    #expect(spanish.output.contains("vale 8; debería valer −8 (línea 17)"), "\(spanish.output)")
    #expect(!spanish.output.contains("veces") && spanish.output.contains("error máx.: la mayor diferencia relativa"))
    let english = try verify(wrong)
    #expect(english.output.contains("is 8; should be −8 (line 17)") && english.output.contains("|a − b|/max(|a|, |b|)"))
    let sign = Self.line("").replacingOccurrences(of: "δ = ŷ − y", with: "δ = y − ŷ")
    let words = try verify(sign).output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("it is −1 times what is declared (the sign?)") && words.contains("δ[2]: is 5;"), "\(words)")
    #expect(Session("help", "verify").output.contains("|a − b|/max(|a|, |b|)"))
  }

  @Test func `a formula that does not hold shows both sides`() throws {
    let output = try verify(Self.line("expect \"sheet\"\n  E is Σ (ŷ − y)²\n  ŷ is x"), "--lang", "es").output
    #expect(output.contains("no coincide: a la izquierda 17, a la derecha 34"), "\(output)")
    #expect(output.contains("en la entrada [2], a la izquierda 0, a la derecha 2"), "\(output)")
  }

  @Test(arguments: Language.allCases)
  func `with a decimal comma no decimal point is left in the words`(language: Language) throws {
    let text =
      Self.line(
        "expect \"sheet\"\n  1/dw = −0.071\n  1/w = 2\n  w/3 is w/2\n"
          + "  −dw/3 = 4.34  misprint es \"un desliz\" en \"a slip\""
      )
      .replacing("dw = xᵀ·δ", with: "dw = xᵀ·δ·1.5").replacing("w by dw", with: "w ← w + 0.125·dw")
    func verify(_ options: String...) throws -> String {
      try Self.words(self.verify(text, "--lang", language.rawValue, options[0], options[1]).output)
        .replacing(/\S+\.lesson/, with: "").replacing(/[lL]\. |[.:](?= |$)/, with: "")
    }
    let point = try verify("--decimal", "point")
    let comma = try verify("--decimal", "comma")
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
    let session = try verify(Self.line("expect \"p. 1\"\n  E = 17\n  1/w at 2 = 0.3  at 2"))
    #expect(session.code == 1)
    let right = try verify(Self.line("expect \"p. 1\"\n  E = 17\n  dw/3 = [−4.33]\n  1/dw = −0.076  truncated"))
    #expect(right.code == 0, "\(right.output)\(right.error)")
    #expect(right.output.contains("3 printed numbers in the notes"))
    #expect(right.output.contains("exact"))
    #expect(right.output.contains("rounded or truncated to 2 decimals"))
    #expect(right.output.contains("truncated to 3 decimals"))
    #expect(right.output.contains("gradients: 2 of 2 entries agree"))
  }

  @Test func `a wrong printed number ends with 2 and says what it should be`() throws {
    let session = try verify(Self.line("expect \"p. 1\"\n  E = 17\n  dw/3 = −4.34\n  ŷ = [0; 1]"))
    #expect(session.code == 2)
    #expect(session.output.contains("✗"))
    #expect(session.output.contains("it should be −4.33"))
    #expect(session.output.contains("ŷ[2]"))
    #expect(session.output.contains("4 numbers: 2 right, 2 wrong. First cause: dw/3 = −4.34 (line"))
  }

  @Test func `a number that follows from a wrong one is told apart, with the first cause`() throws {
    let text = Self.line("expect \"p. 1\"\n  ŷ = [0; 0]\n  δ = [−2; −5]\n  dw = −12\n  E = 17")
    let session = try verify(text)
    #expect(session.code == 2)
    #expect(session.output.contains("↳"), "\(session.output)")
    #expect(session.output.contains("carried forward"))
    let spanish = try verify(text, "--lang", "es").output.split { $0.isWhitespace }.joined(separator: " ")
    #expect(spanish.contains("Primera causa: δ[1] = −2") && spanish.contains("error arrastrado de"), "\(spanish)")
    let facts = try verify(text, "--json").output
    for key in ["\"verdict\":\"wrong\"", "\"verdict\":\"follows\"", "\"followsFrom\":{", "\"firstCause\":{"] {
      #expect(facts.contains(key), "\(key)")
    }
  }

  @Test func `a misprint is reported and fails only when asked to`() throws {
    let text = Self.line("expect \"p. 1\"\n  E = 18  misprint es \"suma mal\" en \"added wrong\"")
    let session = try verify(text)
    #expect(session.code == 0)
    #expect(session.output.contains("≠ E  18  17  misprint in the notes: added wrong; it should be 17"))
    #expect(session.output.contains("1 misprint in the notes."))
    #expect(try verify(text, "--strict").code == 2)
    #expect(try verify(text, "--lang", "es").output.contains("errata de los apuntes: suma mal; debería ser 17"))
  }

  @Test func `a misprint that is right ends with 2`() throws {
    let session = try verify(
      Self.line("expect \"p. 1\"\n  E = 17  misprint en \"no\"\n  shape(x) = 2×1  misprint en \"no\""))
    #expect(session.code == 2)
    #expect(session.output.contains("marked as a misprint, but it is right"))
    #expect(session.output.contains("2 lines marked as misprints are right."))
  }

  @Test func `a wrong derivative ends with 2`() throws {
    let session = try verify(Self.line("").replacing("dw = xᵀ·δ", with: "dw = 2·xᵀ·δ"))
    #expect(session.code == 2)
    #expect(session.output.contains("✗ dw = ∂E/∂w"))
    #expect(session.output.contains("1 of 2 entries agree"))
    #expect(session.output.contains("1 derivative does not match its declaration"))
  }

  @Test func `steps written out are checked, and a step uphill ends with 2`() throws {
    let text = Self.line("").replacing("w by dw", with: "w ← w − η·dw").replacing("b by db", with: "b ← b − η·db")
    #expect(try verify(text).output.contains("✓ w ← … is a step −c·∂E/∂w with c = 0.25"))
    let uphill = try verify(text.replacing("w − η", with: "w + η"))
    #expect(uphill.code == 2)
    #expect(uphill.output.contains("✗ w ← … is a step +c·∂E/∂w with c = 0.25: it ascends (the sign?)"))
    #expect(try verify(text.replacing("b − η", with: "b − 2·η")).code == 2)
  }

  @Test func `steps of another kind are told in words and as facts, and are no failure`() throws {
    let text = """
      lesson steps
      parameters
        W = [1 0.5; 3 0]
        V = [1 2]
        u = 2
        k = 1
      loss
        E = Σ W² + Σ V² + u + k
      update
        W ← W − 0.1·[0 1; 0 0] ⊙ ∂E/∂W
        V ← V − [0.1 0.3] ⊙ ∂E/∂V
        u ← u + 0.1
      """
    let file = try TemporaryLesson(text.replacingOccurrences(of: "u + 0.1", with: "u − 0.1"))
    let session = Session("verify", file.path)
    #expect(session.code == 0)
    for line in [
      "✓ W ← … changes 1 of 4 entries: a step −c·∂E/∂W with c = 0.1",
      "– V ← …: each entry goes against its derivative, at a rate of its own, from 0.1 to 0.3",
      "1 step descends, but not as −c·gradient.",
      "– no line of update changes “k”, and its gradient is not checked; what is not learned belongs in data (line 6)",
    ] {
      #expect(Self.words(session.output).contains(line), "\(session.output)")
    }
    let wrong = try verify(text, "--lang", "es")
    #expect(wrong.code == 2 && wrong.output.contains("✗ u ← … es un paso +c·∂E/∂u con c = 0.1: asciende (¿el signo?)"))
    #expect(
      Self.words(wrong.output).contains(
        "1 paso no va contra el gradiente; 1 paso desciende, pero no como −c·gradiente."))

    let json = Session("verify", file.path, "--format", "json").output
    let facts = try #require(
      (try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])?["facts"] as? [String: Any])
    let lesson = try #require((facts["lessons"] as? [[String: Any]])?.first)
    let steps = try #require(lesson["steps"] as? [[String: Any]])
    #expect(steps.map { $0["moved"] as? Int } == [1, 2, 1] && steps.map { $0["leftOut"] as? Int } == [2, 0, 0])
    #expect(steps[1]["rate"] is NSNull && abs((steps[1]["highestRate"] as? Double ?? 0) - 0.3) < 1e-12)
    #expect(steps.allSatisfy { $0["right"] as? Bool == true && ($0["slope"] as? Double ?? 0) < 0 })
    let remarks = try #require(lesson["remarks"] as? [[String: Any]])
    #expect(remarks.map { $0["line"] as? Int } == [6])
    let checked = Session("check", file.path, "--format", "json").output
    #expect(checked.contains("ninguna línea de update cambia «k»"), "\(checked)")
    #expect(
      Set(steps[1].keys).union(["ratioMayBeChance", "remarks"]).isSubset(of: Set(JSONHelp.parts.flatMap(\.names))))
  }

  @Test func `a factor is told with care where it is seen in one number alone`() throws {
    let text = "lesson two\nparameters\n  w = 3\nloss\n  L = w²\nbackward\n  dw = w"
    let output = try verify(text).output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(
      output.contains("it is 0.5 times what is declared (with one number alone it may be chance); is 3; should be 6"))
    let batch = Self.line("").replacingOccurrences(of: "[1; 2]", with: "[1; 2; 4]")
      .replacingOccurrences(of: "[3; 5]", with: "[3; 5; 9.5]")
      .replacingOccurrences(of: "½·Σ (ŷ − y)²", with: "½·mean((ŷ − y)²)")
    let mean = Self.words(try verify(batch).output)
    #expect(mean.contains("it is 3 times what is declared (the 3 examples?)"), "\(mean)")
  }

  @Test func `what is computed and not printed is not counted as printed`() throws {
    let session = try verify(Self.line("expect \"computed: start\"\n  E = 17\nexpect \"\"\n  w = 0"))
    #expect(!session.output.contains("printed number"))
    #expect(session.output.contains("Computed, not printed: start"))
    #expect(session.output.contains("2 numbers: everything agrees."))
  }

  @Test func `what is not measured is told apart, and fails only when asked to`() throws {
    let text = Self.line(
      "metrics\n  S = Σepoch E\nrun\n  x, y in batches of 1, in order\nexpect \"p. 2\"\n  S = 4.5 at 1")
    let session = try verify(text)
    #expect(session.code == 0 && session.output.contains("not measured here"), "\(session.output)")
    let words = session.output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("at iterations 2, 4, 6…") && words.contains("1 line is not judged."), "\(words)")
    #expect(try verify(text, "--lang", "es").output.contains("aquí no se mide"))
    #expect(try verify(text, "--strict").code == 2)
    let json = try verify(text, "--json").output
    #expect(
      json.contains(#""computed":null"#) && json.contains(#""result":"not-measured","measuredEvery":2"#), "\(json)")
    #expect(json.contains(#""numbers":0"#) && json.contains(#""notJudged":1"#))
  }

  @Test func `differences say what was measured`() throws {
    let plain = try verify(Self.line("")).output
    #expect(
      plain.contains("2 of 2 entries agree with the automatic derivative and with finite") && plain.contains("±"))
    let large = Self.line("").replacing("½·Σ (ŷ − y)²", with: "1e13 + ½·Σ (ŷ − y)²")
    let words = try verify(large).output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("finite differences cannot be measured (max. error 0)"), "\(words)")
    #expect(words.contains("differences cannot be measured (±"), "\(words)")
    let json = try verify(large, "--json").output
    #expect(
      json.contains(#""differenceError":null,"differenceFloor":"#)
        && json.contains(#""differenceEntries":0,"unmeasuredEntries":1"#))
  }

  @Test func `a line that counts from 0 says so for itself when the others do not`() throws {
    let lines = "run\n  stop after 3 iterations\nexpect \"p. 2\"\n  E = 17 at 1\n  E = 17 at 0 counting from 0"
    let mixed = try verify(Self.line(lines)).output
    #expect(mixed.contains("E (iteration 1)") && mixed.contains("E (iteration 0 counting from 0)"), "\(mixed)")
    #expect(!mixed.contains(", counting from 0"))
    let whole = try verify(Self.line("expect \"p. 2\" counting from 0\n  E = 17 at 0\n  new(w) = 3.25 at 0")).output
    #expect(whole.contains("p. 2, counting from 0") && !whole.contains("0 counting from 0"), "\(whole)")
  }

  @Test func `a study is told not to be run, as the other commands tell it`() throws {
    let study = "lesson s\nforward\n  z = 1\nstudy\n  seeds 2\nexpect \"p. 1\"\n  z = 1"
    #expect(try verify(study).output.contains("“study” is read but not run yet (line 4)"))
  }

  @Test func `no verdict shows what is not a number`() throws {
    let lines = "lesson dead\nparameters\n  w = 0\nloss\n  E = √(w + 1e-12)\nbackward\n  dw = 0.5/E"
    let session = try verify(lines)
    #expect(session.code == 0 && session.output.contains("differences cannot be measured\n"), "\(session.output)")
    let json = try verify(lines, "--json").output
    #expect(json.contains(#""differenceError":null,"differenceFloor":null"#) && !json.contains("nan"), "\(json)")
  }

  @Test func `tables are told together and opened on demand`() throws {
    let table = "run\n  stop after 3 iterations\nexpect \"p. 2\"\n  iteration E\n  1 17\n  2 8.65625"
    let session = try verify(Self.line(table))
    #expect(session.code == 0, "\(session.output)")
    #expect(session.output.contains("2 iterations"))
    #expect(try verify(Self.line(table), "--all").output.contains("E (iteration 2)"))
  }

  @Test func `another setting is taken, and said`() throws {
    let text = Self.line("expect \"p. 1\"\n  new(w) = 3.25")
    #expect(try verify(text).code == 0)
    let session = try verify(text, "--lr", "0,5")
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
      #expect(["numbers", "shape", "identity"].filter { verdict[$0] != nil }.count == 1)
    }
    #expect((whole["summary"] as? [String: Any])?["right"] as? Bool == true)
    let wrong = try verify(Self.line("expect \"p. 1\"\n  E = 18"), "--format", "json")
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
    func verify(_ end: String) throws -> Session {
      let file = try TemporaryLesson(text.replacing("END", with: end))
      return Session("verify", file.path)
    }
    #expect(try verify("5.0").code == 0)
    #expect(try verify("5.1").code == 2)
    #expect(try verify("5.1!").code == 0)
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
