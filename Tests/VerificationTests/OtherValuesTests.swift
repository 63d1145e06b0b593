import LessonLanguage
import Testing

@testable import Verification

/// Formulas that agree only with the numbers that a lesson happens to have.
@Suite struct OtherValuesTests {
  private static func report(_ claims: String, backward: String = "") throws -> Report {
    let text = """
      lesson chance
      data
        x = 2
        X = [0.5 1.2; −0.3 0.8; 1.4 −0.7]
        Y = [1 0; 0 1; 1 0]
      parameters
        w = 1
        u = 0
        W (2×2) = 0.3
        b = 0.25
      forward
        s = x²
        r = w·x
        y = r − 2
        Z = X·W + b
        P = softmax(Z)
      loss
        E = ½·y² + 0·u − Σ Y ⊙ ln(P)
      \(backward)
      expect "sheet"
      \(claims)
      """
    let lesson = try LessonParser.parse(text, file: "chance.lesson")
    return try Verifier(lesson[0], source: SourceText(file: "chance.lesson", text: text)).verify()
  }

  private static func verdict(_ claim: String) throws -> Verdict {
    try #require(try report("  " + claim).verdicts.first)
  }

  @Test(arguments: ["s is 2·x", "s is x + x", "∂s/∂x is x²", "∂E/∂w is 17·y", "∂r/∂x is w³", "y is w² − 1"])
  func `a formula that is right by chance is wrong`(claim: String) throws {
    let verdict = try Self.verdict(claim)
    #expect(verdict.result == .disagrees)
    let found = try #require(verdict.elsewhere)
    let differs = try #require(found.differs)
    #expect(abs(differs.value - differs.expected) > 0.01)
    #expect(found.place.value != 2 && found.place.value != 1)
    // Marked as a misprint it is as it should be.
    #expect(try Self.verdict(claim + " misprint").result == .misprint)
  }

  @Test(arguments: [
    "s is x·x", "∂s/∂x is 2·x", "∂r/∂w is x", "∂E/∂w is y·x", "y is w·x − 2", "∂E/∂Z is P − Y",
    // Numbers put in for some of the letters; one that counts; labels that are of one kind each.
    "r is 1·x", "y is w·2 − 2", "Σ X[:,1] is 1.6", "y is 0", "Σcols Y is ones(3×1)",
  ])
  func `a formula that is right stays so`(claim: String) throws {
    #expect(try Self.verdict(claim).result == .agrees)
  }

  @Test func `that two numbers are equal is told to be so for these values alone`() throws {
    for claim in ["P[1,1] is P[1,2]", "W[1,1] is W[2,1]", "W is Wᵀ", "E is E + y"] {
      let verdict = try Self.verdict(claim)
      #expect(verdict.result == .agrees && verdict.elsewhere?.differs != nil)
    }
  }

  private static func gradient(_ line: String) throws -> GradientCheck {
    try #require(try report("  x = 2", backward: "backward\n  " + line).gradients.first)
  }

  @Test(arguments: ["dw = 3·y·x²", "du = 100·u", "dw = y"])
  func `a gradient of zeros is looked at with other parameters`(line: String) throws {
    let check = try Self.gradient(line)
    #expect(check.mechanicalError == 0 && check.hasOnlyZeros && !check.isRight && check.elsewhere?.differs != nil)
  }

  @Test func `a right gradient of zeros is right with other parameters too, and zeros alone are told`() throws {
    let right = try Self.gradient("dw = y·x")
    #expect(right.isRight && right.hasOnlyZeros && right.elsewhere?.hasOnlyZeros == false)
    let zero = try Self.gradient("du = 0·u")
    #expect(zero.isRight && zero.hasOnlyZeros && zero.elsewhere?.hasOnlyZeros == true)
    #expect(try Self.gradient("dW = Xᵀ·(P − Y)").hasOnlyZeros == false)
  }

  @Test func `a unit that is off is looked at where it is on`() throws {
    func isRight(_ slope: String) throws -> Bool {
      let text = """
        lesson off
        data
          x = [1; 3]
        parameters
          w = −2
        loss
          E = Σ relu(w·x)
        backward
          dw = \(slope)
        """
      let lesson = try LessonParser.parse(text, file: "off.lesson")
      return try Verifier(lesson[0], source: SourceText(file: "off.lesson", text: text)).verify().isRight
    }
    #expect(try isRight("Σ x ⊙ (w·x > 0)"))
    #expect(try !isRight("Σ 4·x ⊙ (w·x > 0)"))
  }

  @Test func `a gradient that is right only with these parameters is told, and is no failure`() throws {
    let text = "lesson unit\nparameters\n  w = [0.6; 0.8]\nloss\n  E = w[1]/√(Σ w²)\nbackward\n"
    func check(_ line: String) throws -> GradientCheck {
      let whole = text + "  dw = \(line)"
      let lesson = try LessonParser.parse(whole, file: "unit.lesson")
      let report = try Verifier(lesson[0], source: SourceText(file: "unit.lesson", text: whole)).verify()
      return try #require(report.gradients.first)
    }
    let some = try check("[1; 0] − w[1]·w")
    #expect(some.isRight && some.elsewhere?.differs != nil)
    let all = try check("([1; 0] − w[1]·w/(Σ w²))/√(Σ w²)")
    #expect(all.isRight && all.elsewhere != nil && all.elsewhere?.differs == nil)
  }
}
