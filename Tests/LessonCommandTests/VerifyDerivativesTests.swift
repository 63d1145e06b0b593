import Documents
import Foundation
import OperatingSystem
import Testing

@testable import LessonCommand

/// `lesson verify` on gradients, steps and differences.
@Suite struct VerifyDerivativesTests {
  @Test func `a wrong derivative says what it is, what it should be, and what the error is`() throws {
    let wrong = VerifyLine.line("").replacingOccurrences(of: "db = Σ δ", with: "db = Σ δ + 16")
    let spanish = try VerifyLine.verify(wrong, "--lang", "es")
    #expect(spanish.code == 2)
    #expect(spanish.output.contains("vale 8; debería valer −8 (línea 17)"), "\(spanish.output)")
    #expect(!spanish.output.contains("veces") && spanish.output.contains("error máx.: la mayor diferencia relativa"))
    let english = try VerifyLine.verify(wrong)
    #expect(english.output.contains("is 8; should be −8 (line 17)") && english.output.contains("|a − b|/max(|a|, |b|)"))
    let sign = VerifyLine.line("").replacingOccurrences(of: "δ = ŷ − y", with: "δ = y − ŷ")
    let words = try VerifyLine.verify(sign).output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("it is −1 times what is declared (the sign?)") && words.contains("δ[2]: is 5;"), "\(words)")
    #expect(Session("help", "verify").output.contains("|a − b|/max(|a|, |b|)"))
  }

  @Test func `a wrong derivative ends with 2`() throws {
    let session = try VerifyLine.verify(VerifyLine.line("").replacing("dw = xᵀ·δ", with: "dw = 2·xᵀ·δ"))
    #expect(session.code == 2)
    #expect(session.output.contains("✗ dw = ∂E/∂w"))
    #expect(session.output.contains("1 of 2 entries agree"))
    #expect(session.output.contains("1 derivative does not match its declaration"))
  }

  @Test func `steps written out are checked, and a step uphill ends with 2`() throws {
    let text = VerifyLine.line("").replacing("w by dw", with: "w ← w − η·dw").replacing("b by db", with: "b ← b − η·db")
    #expect(try VerifyLine.verify(text).output.contains("✓ w ← … is a step −c·∂E/∂w with c = 0.25"))
    let uphill = try VerifyLine.verify(text.replacing("w − η", with: "w + η"))
    #expect(uphill.code == 2)
    #expect(uphill.output.contains("✗ w ← … is a step +c·∂E/∂w with c = 0.25: it ascends (the sign?)"))
    #expect(try VerifyLine.verify(text.replacing("b − η", with: "b − 2·η")).code == 2)
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
      #expect(VerifyLine.words(session.output).contains(line), "\(session.output)")
    }
    let wrong = try VerifyLine.verify(text, "--lang", "es")
    #expect(wrong.code == 2 && wrong.output.contains("✗ u ← … es un paso +c·∂E/∂u con c = 0.1: asciende (¿el signo?)"))
    #expect(
      VerifyLine.words(wrong.output).contains(
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

  @Test func `what optimizers are given is told in both languages`() throws {
    let right = VerifyLine.line("")
    #expect(try VerifyLine.verify(right).output.contains("✓ w, b by …: the optimizer is given the gradient of E"))
    #expect(try VerifyLine.verify(right, "--lang", "es").output.contains("el optimizador recibe el gradiente de E"))
    let uphill = right.replacing("w by dw", with: "w by −dw")
    let session = try VerifyLine.verify(uphill)
    #expect(
      session.code == 2 && session.output.contains("✗ w by … is given −c·∂E/∂w with c = 1: it ascends (the sign?)"))
    #expect(VerifyLine.words(session.output).contains("1 step does not go against the gradient."))
    #expect(try VerifyLine.verify(uphill, "--lang", "es").output.contains("recibe −c·∂E/∂w con c = 1: asciende"))
    let state = right.replacing("update", with: "state\n  v = 0\nupdate\n  v ← 0.5·v + dw")
      .replacing("w by dw", with: "w ← w − 0.1·v")
    let words = VerifyLine.words(try VerifyLine.verify(state).output)
    #expect(words.contains("is not judged: it reads the state v"), "\(words)")
    #expect(words.contains("1 step is not judged."))
  }

  @Test func `a factor is told with care where it is seen in one number alone`() throws {
    let text = "lesson two\nparameters\n  w = 3\nloss\n  L = w²\nbackward\n  dw = w"
    let output = try VerifyLine.verify(text).output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(
      output.contains("it is 0.5 times what is declared (with one number alone it may be chance); is 3; should be 6"))
    let batch = VerifyLine.line("").replacingOccurrences(of: "[1; 2]", with: "[1; 2; 4]")
      .replacingOccurrences(of: "[3; 5]", with: "[3; 5; 9.5]")
      .replacingOccurrences(of: "½·Σ (ŷ − y)²", with: "½·mean((ŷ − y)²)")
    let mean = VerifyLine.words(try VerifyLine.verify(batch).output)
    #expect(mean.contains("it is 3 times what is declared (the 3 examples?)"), "\(mean)")
  }

  @Test func `differences say what was measured`() throws {
    let plain = try VerifyLine.verify(VerifyLine.line("")).output
    #expect(
      plain.contains("2 of 2 entries agree with the automatic derivative and with finite") && plain.contains("±"))
    let large = VerifyLine.line("").replacing("½·Σ (ŷ − y)²", with: "1e13 + ½·Σ (ŷ − y)²")
    let words = try VerifyLine.verify(large).output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("finite differences cannot be measured (max. error 0)"), "\(words)")
    #expect(words.contains("differences cannot be measured (±"), "\(words)")
    let json = try VerifyLine.verify(large, "--json").output
    #expect(
      json.contains(#""differenceError":null,"differenceFloor":"#)
        && json.contains(#""differenceEntries":0,"unmeasuredEntries":1"#))
  }
}

extension VerifyDerivativesTests {
  @Test func `a derivative that is not judged agrees with nothing`() throws {
    let lesson = try TemporaryLesson(
      "lesson a\nparameters\n  w = -1\nloss\n  E = ln(w)\nbackward\n  dw = 3·w\n")
    let session = Session("verify", lesson.path)
    #expect(session.code == 0 && session.output.contains("0 of 1 entry"), "\(session.output)")
    #expect(session.output.contains("1 derivative is not judged"))
    #expect(Session("verify", lesson.path, "--strict").code == 2)
    let facts = Session("verify", lesson.path, "--json").output
    #expect(facts.contains(#""agreeing":0"#) && facts.contains(#""judged":false,"right":null"#), "\(facts)")
    #expect(facts.contains(#""notJudged":1"#))
  }
}
