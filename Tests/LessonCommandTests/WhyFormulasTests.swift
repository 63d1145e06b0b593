import Execution
import Foundation
import LessonLanguage
import OperatingSystem
import Testing
import Trace
import Typesetting

@testable import LessonCommand

/// `why` of any formula, and the signs and digits of what it writes.
@Suite struct WhyFormulasTests {
  private func why(_ words: String...) -> String {
    let session = Session(words: ["why"] + words + ["--lang", "en"])
    #expect(session.code == 0 && session.error.isEmpty, "\(words): \(session.error)")
    return session.output
  }

  @Test func `a derivative of a function opens to its formula with numbers`() {
    let step = StepDialogue("clase6 --plain", keys: Array(repeating: "n", count: 8)).output
    for text in [why("clase6", "σ'(z1[1])"), why("clase6", "∂a1[1]/∂z1[1]")] {
      #expect(text.contains("σ'(z⁽¹⁾₁) = σ'(0.41) = 0.60109·(1 − 0.60109) = 0.23978\n"), "\(text)")
    }
    #expect(why("clase6", "δ2[1]", "--plain").contains("·(0.73493·(1 − 0.73493)) = 0.13343"))
    #expect(step.contains("·(0.73493·(1 − 0.73493))·0.5·(0.60109·(1 − 0.60109))·0.1 = 0.0015997\n"), "\(step)")
    #expect(why("clase6", "tanh'(z1[1])").contains("= tanh'(0.41) = 1 − 0.38847² = 0.84909\n"))
  }

  @Test func `at a kink the path and the derivative are one number, and what lies beside it is said`() throws {
    let lesson = try TemporaryLesson(
      """
      lesson kinks
      settings
        θ = 0 as threshold
      parameters
        v = [0; 2]
      forward
        a = max(v, [0; 0])
        b = max(θ, v)
        c = min(v, ones(2×1) − 1)
        d = clip(v, θ, 1)
        e = abs(v)
        f = max(v, −v)
        g = 2·relu(v)
      """)
    for (name, slopes) in [
      ("a", "0 on the left and 1"), ("b", "0 on the left and 1"), ("c", "1 on the left and 0"),
      ("d", "0 on the left and 1"), ("e", "−1 on the left and 1"), ("f", "−1 on the left and 1"),
      ("g", "0 on the left and 2"),
    ] {
      let derivative = "∂\(name)[1]/∂v[1]"
      let path = VerifyLine.words(why(lesson.path, derivative))
      #expect(path.contains("\(name)₁/∂v₁ = 0 a single path"), "\(path)")
      #expect(path.contains("A kink: ∂\(name)₁/∂v₁ is \(slopes) on the right; by the rules of the operators it"))
      #expect(why(lesson.path, "1 + \(derivative)").hasPrefix("  1 + ∂\(name)₁/∂v₁ = 1 + 0 = 1\n"))
      #expect(!why(lesson.path, "∂\(name)[2]/∂v[2]").contains("kink"))
    }
    #expect(why(lesson.path, "∂e[1]/∂v[1]", "--json").contains("\"kink\":{\"left\":-1,\"right\":1}"))
  }

  @Test func `any formula is opened, of a matrix the first entries`() {
    let squares = why("clase6", "(ŷ − y)²")
    #expect(squares.contains("(ŷ − y)²   2×1\n") && squares.contains("(ŷ₁ − y₁)² = (0.73493 − 0.05)² = 0.46913\n"))
    #expect(squares.contains("y₂ = 0.95"), "the entries that it reads are opened")
    #expect(why("clase6", "((ŷ − y)²)[1]").contains("  (ŷ₁ − y₁)² = (0.73493 − 0.05)² = 0.46913\n"))
    #expect(why("clase6", "mean(e)").contains("(e₁ + e₂)/2 = (0.23456 + 0.014526)/2 = 0.12454\n"))
    #expect(why("clase6", "η·dW1[1,1]").contains("η·dw⁽¹⁾₁,₁ = 0.5·0.0011081 ≈ 0.00055403\n"))
    #expect(why("clase6", "new(W1)[1,1] − W1[1,1]").contains(" = 0.099446 − 0.1 ≈ −0.00055403\n"))
    let derivative = why("clase6", "η·∂E/∂W1[1,1]")
    #expect(derivative.contains("= 0.5·0.0011081 ≈ 0.00055403\n"))
    #expect(derivative.contains("∂E/∂w⁽¹⁾₁,₁ = 0.0011081   a derivative; ∂E/∂W1[1,1] opens it\n"))
    let hessian = why("xor", "hessian(E)")
    #expect(hessian.contains("  hessian(E) ") && hessian.contains(" 9×9\n") && hessian.contains("  … and 77 more\n"))
    #expect(hessian.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(hessian)")
    #expect(why("xor", "W1[1,:]").components(separatedBy: "w⁽¹⁾₁,₁ = ").count == 2, "an entry is told once")
    #expect(why("xor", "X + 1").contains("  … and 4 more\n"))
    #expect(Session("why", "xor", "X + 1", "--lang", "es").output.contains("  … y 4 más\n"))
  }

  @Test func `a derivative with d is one where nothing has such a name`() {
    #expect(why("clase6", "dE/dW1[1,1]") == why("clase6", "∂E/∂W1[1,1]"))
    let quotient = why("clase6", "dW1[1,1]/dW2[1,1]")
    #expect(quotient.contains("dw⁽¹⁾₁,₁/dw⁽²⁾₁,₁ = "), "both are names: that is a quotient")
  }

  @Test(arguments: ["Z9·2", "dF/dW1[1,1]", "(ŷ − y", "x·x", "gate·2", "(ŷ − y)²)", "σ'(W1·W1·W1", ""])
  func `what is no formula of the lesson is refused`(typed: String) {
    for language in Language.allCases {
      let session = Session("why", "clase6", typed, "--lang", language.rawValue)
      #expect(session.code != 0 && session.output.isEmpty && session.error.hasPrefix("Error: "), "\(session.error)")
    }
  }

  @Test func `the factors of the paths are opened from two levels on`() {
    let two = why("clase6", "∂E/∂W1[1,1]", "--depth", "2")
    #expect(two.contains("The factors:\n"))
    #expect(
      two.contains("    ∂a⁽¹⁾₁/∂z⁽¹⁾₁ = σ'(z⁽¹⁾₁) = σ'(0.41) = 0.60109·(1 − 0.60109) = 0.23978\n"), "\(two)")
    #expect(two.components(separatedBy: "∂z⁽¹⁾₁/∂w⁽¹⁾₁,₁ = ").count == 2, "each once")
    #expect(!why("clase6", "∂E/∂W1[1,1]").contains("The factors:"))
  }

  @Test func `of several paths the one with nothing between is told from the whole derivative`() throws {
    let lesson = try TemporaryLesson(
      "lesson p\nparameters\n  w = 3\nforward\n  a = 2·w\nloss\n  E = a² + w\nbackward\n  dw = ∂E/∂w\n")
    let paths = why(lesson.path, "dw")
    #expect(paths.contains("  ∂E/∂w = 25") && paths.contains("directly:\n      ∂E/∂w = 1\n"), "\(paths)")
    let spanish = Session(words: ["why", lesson.path, "dw", "--lang", "es"]).output
    #expect(spanish.contains("directamente:\n"))
    #expect(!why("clase6", "∂e[1]/∂ŷ[1]").contains("directly"))
  }

  @Test func `the class that wins is shown as the convention has it`() throws {
    for (convention, row, shown) in [
      ("rows", "[1 3 2]", "argmax([1 3 2])"), ("columns", "[1; 3; 2]", "argmax([1; 3; 2])"),
    ] {
      let lesson = try TemporaryLesson(
        "lesson a\n  examples in \(convention)\ndata\n  x = \(row)\nforward\n  c = argmax(x)\n  E = c + 1\n")
      let text = why(lesson.path, "c", "--plain")
      #expect(text.contains(" = \(shown) = 1\n"), "\(text)")
      #expect(why(lesson.path, shown).contains("= 1"))
    }
  }

  @Test func `numbers have as many digits as asked for`() throws {
    #expect(why("clase6", "e[1]", "--significant", "8").contains("½·(0.05 − 0.73492861)² = 0.2345636\n"))
    #expect(why("clase6", "e[1]", "--significant", "2").contains(" = 0.23\n"))
    let run = ["run", "clase6", "--trace", "--at", "1", "--lang", "en"]
    #expect(Session(words: run + ["--significant", "8"]).output.contains("E = 0.24908954\n"))
    #expect(Session(words: run + ["--significant", "3"]).output.contains("E = 0.249\n"))
    #expect(Session(words: run).output.contains("E = 0.24909\n"))
    #expect(Session("run", "clase6", "--significant", "3").output.contains(" 1  0.249\n"))
    let step = StepDialogue("clase6 --significant 3", keys: ["n", "w E", "p E"]).output
    #expect(step.contains("a⁽¹⁾₁ = σ(z⁽¹⁾₁) = σ(0.41) = 0.601\n") && step.contains("  E = 0.249\n"), "\(step)")
    for command in [["why", "clase6", "E"], ["run", "clase6"], ["step", "clase6"]] {
      for (wrong, reason) in [
        ("0", "the minimum is 1"), ("18", "the maximum is 17"), ("2.5", "whole"), ("x", "not a number"),
      ] {
        let session = Session(words: command + ["--significant", wrong])
        #expect(session.code == 64 && session.output.isEmpty && session.error.contains(reason), "\(session.error)")
      }
    }
    // JSON has all digits whatever was asked for.
    let facts = ["why", "clase6", "E", "--json"]
    #expect(Session(words: facts + ["--significant", "2"]).output == Session(words: facts).output)
  }

  @Test func `a hand's numbers reach the factors, and the claim is what they make`() {
    let text = why("xor", "δ_out[1]", "--carry", "3")
    #expect(text.contains("    = 0.663 · 0.223 = 0.148\n"), "\(text)")
    #expect(text.contains("δ_out[1] = −∂E/∂z⁽²⁾₁ = −0.148 "), "\(text)")
    // Three decimals make 0.003 of 0.626·0.234·0.102·0.232: no number on the page has more.
    let paths = why("xor", "∂E/∂W1[1,1]", "--carry", "3", "--at", "3")
    #expect(paths.contains("      = 0.626 · 0.234 · 0.102 · 0.232 · 1 = 0.003\n"), "\(paths)")
    #expect(why("clase6", "(ŷ[1] − y[1])²", "--carry", "3").contains("(0.735 − 0.05)² = 0.469\n"))
  }

  // MARK: - The sign before a result

  /// The last two sides of every line with numbers put in, and the sign between them.
  private func results(_ plain: String) -> [(numbers: String, sign: String, result: String)] {
    plain.split(separator: "\n").flatMap { line in
      line.components(separatedBy: "; ").compactMap { clause in
        let sign = clause.contains(" ≈ ") ? " ≈ " : " = "
        let sides = clause.components(separatedBy: sign)
        guard sides.count >= 2, let result = sides.last?.split(separator: " ").first else { return nil }
        let numbers = sides[sides.count - 2].components(separatedBy: " = ").last ?? ""
        return (numbers, sign, String(result))
      }
    }
  }

  /// Read back by the language itself, the numbers of a line give its result in its digits, or the sign is ≈.
  @Test(arguments: [
    ("clase6", "δ1[1]"), ("clase6", "∂E/∂W1[1,2]"), ("clase6", "e"), ("xor", "Z1[4,2]"), ("xor", "δ_hidden[3,1]"),
    ("optimizers", "f"), ("xor", "tanh'(A1)·2"),
  ])
  func `the sign before a result says whether the numbers shown give it`(lesson: String, address: String) throws {
    var counts = ["=": 0, "≈": 0]
    for digits in 3...6 {
      let session = Session(
        "why", lesson, address, "--depth", "3", "--plain", "--significant", "\(digits)", "--at", "2", "--lang", "en")
      for (numbers, sign, result) in results(session.output) {
        guard numbers.contains(where: { "·+−^(".contains($0) }), let expected = DecimalDigits(printed: result),
          let worked = try? value(of: numbers)
        else { continue }
        // Half a unit of the last digit that the style keeps.
        let style = NumberStyle(significantDigits: digits)
        let isEqual = style.format(worked) == style.format(expected.doubleValue)
        let isHalfway = style.format(worked * (1 - 1e-11)) != style.format(worked * (1 + 1e-11))
        if !isHalfway { #expect(isEqual == (sign == " = "), "\(numbers)\(sign)\(result)") }
        counts[sign.trimmingCharacters(in: .whitespaces), default: 0] += 1
      }
    }
    if address != "e" && address != "f" { #expect(counts["="] ?? 0 > 0, "\(counts)") }
  }

  private func value(of formula: String) throws -> Double {
    let text = "lesson t\nforward\n  q = \(formula)\n"
    let (lessons, source) = try LessonParser.read(text, file: "t.lesson")
    let scope = try Lesson(lessons[0], source: source).program().scope
    let run = try Run(scope.program, options: RunOptions())
    try run.advance()
    let moment = run.moment()
    return try #require(scope.program.definitions.last.map { moment.entry($0.quantity, 0) })
  }

  @Test func `a derivative inside a derivative is opened with its number`() throws {
    let file = try TemporaryLesson(
      """
      lesson nested
      parameters
        a = 1
      loss
        E = sech'(gelu'(−a))
        F = tanh'(a·tanh'(a) + tanh(a))
      """)
    // sech′(u) = −sech(u)·tanh(u) at u = gelu′(−1) = −0.083315…
    let sech = Session("why", file.path, "E").output
    #expect(sech.contains("≈ −(0.99654·(−0.083123)) ≈ 0.082836"), "\(sech)")
    #expect(Session("why", file.path, "F").output.contains("≈ 1 − 0.82795²\n      ≈ 0.31451\n"))
  }
}
