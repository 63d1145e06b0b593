import Execution
import LessonLanguage
import Testing
import Trace

@testable import Verification

/// What differences, and a comparison entry by entry, can say of a derivative and what they cannot.
@Suite struct DifferencesTests {
  private static func report(_ lines: String) throws -> Report {
    let text = "lesson slopes\n" + lines
    let lesson = try LessonParser.parse(text, file: "slopes.lesson")
    return try Verifier(lesson[0], source: SourceText(file: "slopes.lesson", text: text)).verify()
  }

  /// The check of `dw`, or of the first gradient, of a loss of `w`.
  private static func check(_ loss: String, at start: String, _ slope: String) throws -> GradientCheck {
    let lines = """
      parameters
        w = \(start)
      loss
        E = \(loss)
      backward
        dw = \(slope)
      """
    return try #require(try report(lines).gradients.first)
  }

  @Test(arguments: [
    // A dead relu, a step, a parameter that has no effect beside one that does.
    ("½·relu(w)²", "-1", "relu(w)"), ("step(w − 1)", "2", "0"), ("w² + 0·w", "0", "2·w"), ("3 + 0·w", "5", "0"),
  ])
  func `a derivative that is 0 agrees with differences that are 0`(loss: String, start: String, slope: String) throws {
    let check = try Self.check(loss, at: start, slope)
    #expect(check.isRight && check.worstOfDifferences == nil)
    let differences = try #require(check.differences)
    #expect(differences.error == 0 && differences.floor == 0 && !differences.cannotBeMeasured)
    #expect(try !Self.check(loss, at: start, slope + " + 0.1").isRight)
  }

  @Test(arguments: [
    // At a kink; out of the domain on one side; bending within the shortest step.
    ("relu(w)", "0", "relu'(w)"), ("½·Σ (relu(w·[1; 2]) − 1)²", "0", "0"), ("√(w + 1e-12)", "0", "0.5/√(w + 1e-12)"),
    ("−ln(w)", "1e-9", "−1/w"), ("−ln(w)", "5e-5", "−1/w"), ("max(w, 2·w)", "0", "1"),
  ])
  func `where differences see no one slope they are not measured`(loss: String, start: String, slope: String) throws {
    let check = try Self.check(loss, at: start, slope)
    let differences = try #require(check.differences)
    #expect(differences.cannotBeMeasured && !differences.disagree && differences.floor == 0)
    #expect(check.worstOfDifferences == nil)
  }

  @Test func `at a minimum the rounding of what is squared is no slope`() throws {
    let lines = """
      data
        x = [1; 2]
        c = 1000000
      parameters
        w = 0.1
      loss
        E = ½·Σ (w·x + c − 0.1·x − c)²
      backward
        dw = Σ ((w·x + c − 0.1·x − c) ⊙ x)
      """
    #expect(try Self.report(lines).isRight)
  }

  @Test func `a mechanical derivative that were wrong would be found out by differences`() throws {
    let text = """
      lesson cubic
      parameters
        w = [0.5 -2]
      loss
        E = Σ w³
      backward
        dw = 3·w²
      """
    let lesson = try LessonParser.parse(text, file: "cubic.lesson")
    let verifier = Verifier(lesson[0], source: SourceText(file: "cubic.lesson", text: text))
    let program = try verifier.lesson.program().scope.program
    let runner = try Run(program)
    try runner.advance()
    let moment = runner.moment()
    let gradient = try #require(program.claims.first?.gradient)
    func findings(_ values: [Double]) throws -> [CentralDifference.Finding] {
      var derivative = moment.value(of: program.claims[0].quantity)
      derivative.values = values
      return verifier.centralDifferences(gradient, moment, derivative: derivative) { [] }.map(\.finding)
    }
    #expect(try findings([0.75, 12]) == [.agrees, .agrees])
    #expect(try findings([0.7501, 12]) == [.disagrees, .agrees])
    #expect(try findings([0.75, 0]) == [.agrees, .disagrees])
  }

  @Test func `a large entry excuses nothing in a small one`() throws {
    func isRight(_ gradient: String) throws -> Bool {
      try Self.report("parameters\n  W = [1 2; 3 1e12]\nloss\n  E = Σ W²\nbackward\n  dW = \(gradient)").isRight
    }
    #expect(try isRight("2·W"))
    #expect(try !isRight("[2 4.1; 6 2e12]"))
    #expect(try !isRight("2·W ⊙ [1 1; 1.00000001 1]"))
    let identity = "forward\n  a = [1 1e12]\nexpect \"p\"\n  a is [1.01 1e12]"
    #expect(try !Self.report(identity).isRight)
  }

  /// A bias that all classes share, which changes nothing.
  private static let shared = """
    parameters
      b = 0.3
    forward
      p = softmax([0.1 0.2 0.4] + b)
    loss
      L = −ln(p[2])
    backward
      db = 0·b
    """

  @Test func `two zeros up to the rounding of what they are summed from are the same`() throws {
    #expect(try Self.report(Self.shared).isRight)
    #expect(try !Self.report(Self.shared.replacing("0·b", with: "1e-12·b")).isRight)
    let balanced = """
      data
        x = [0.1; 0.7; 0.3]
      parameters
        b = 0.2
      loss
        L = ½·Σ (x + b − mean(x) − 0.2)²
      backward
        db = Σ (x + b − 0.2) − 3·mean(x)
      """
    #expect(try Self.report(balanced).isRight)
  }

  @Test func `a derivative that is 0 but for rounding is measured against the terms of its sum`() throws {
    let differences = try #require(try Self.report(Self.shared).gradients.first?.differences)
    #expect(!differences.cannotBeMeasured && !differences.disagree && differences.areOfTerms)
    #expect(try Self.check("w²", at: "3", "2·w").differences?.areOfTerms == false)
    #expect(differences.error < 1e-6 && differences.floor > 1e-14 && differences.floor < 1e-6)
  }

  @Test func `a slope that a derivative of 0 does not have is found out, whatever its terms`() throws {
    let text = "lesson slope\nparameters\n  w = [0.5 −2]\nloss\n  E = Σ w³\nbackward\n  dw = 3·w²"
    let lesson = try LessonParser.parse(text, file: "slope.lesson")
    let verifier = Verifier(lesson[0], source: SourceText(file: "slope.lesson", text: text))
    let runner = try Run(try verifier.lesson.program().scope.program)
    try runner.advance()
    let moment = runner.moment()
    let claim = try #require(moment.program.claims.first)
    var derivative = moment.value(of: claim.quantity)
    derivative.values = [1e-17, 12]
    let found = verifier.centralDifferences(try #require(claim.gradient), moment, derivative: derivative) {
      [3e-15, 3e-15]
    }
    #expect(found.map(\.finding) == [.disagrees, .agrees])
  }

  @Test func `a bias before a batch normalization has no effect, and a wrong mean is found out`() throws {
    func report(_ mean: String, isTransposed: Bool) throws -> Report {
      let text = """
        lesson normalized
        data
          X = [0.5 1.2; 1.5 2; 3 0.5; 2.2 3.1]
          y = [0; 1; 1; 0]
        parameters
          W = [0.3 −0.2; 0.1 0.4]
          b = [0.1 0.2]
          v = [0.5; −0.6]
        forward
          Z = X·W + b
          μ = mean_rows(Z)
          s = mean_rows((Z − μ)²)
          N = (Z − μ)/√(s + 1e-5)
          p = N·v
        loss
          L = ½·Σ (p − y)²
        backward
          dv = Nᵀ·(p − y)
          dN = (p − y)·vᵀ  is ∂L/∂N
          ds = −½·(Σrows dN ⊙ (Z − μ))/√(s + 1e-5)^3  is ∂L/∂s
          dμ = \(mean)  is ∂L/∂μ
          dZ = dN/√(s + 1e-5) + ½·ds ⊙ (Z − μ) + dμ/4  is ∂L/∂Z
          dW = Xᵀ·dZ
          db = Σrows dZ
        update
          W by dW with descent(0.1)
          b by db with descent(0.1)
          v by dv with descent(0.1)
        """
      let lesson = try LessonParser.parse(text, file: "normalized.lesson")
      var settings = LessonSettings()
      settings.isTransposed = isTransposed
      let source = SourceText(file: "normalized.lesson", text: text)
      return try Verifier(lesson[0], source: source, options: settings).verify()
    }
    for isTransposed in [false, true] {
      let right = try report("−(Σrows dN)/√(s + 1e-5)", isTransposed: isTransposed)
      #expect(right.isRight && right.gradients.count == 7)
      let bias = try #require(right.gradients.last?.differences)
      #expect(right.gradients.last?.quantity.symbol.name == "db")
      #expect(!bias.cannotBeMeasured && bias.floor > 0 && bias.floor < 1e-6)
      let wrong = try report("−1.001·(Σrows dN)/√(s + 1e-5)", isTransposed: isTransposed)
      #expect(wrong.gradients.filter { !$0.isRight }.map(\.quantity.symbol.name) == ["dμ", "dZ", "dW", "db"])
    }
  }

  @Test func `a factor that rounds to 1 is not told`() throws {
    let check = try Self.check("Σ w²", at: "[1 2 3]", "2.00000002·w")
    #expect(!check.isRight && check.factor == nil)
    #expect(try #require(Self.check("Σ w²", at: "[1 2 3]", "2.02·w").factor).value > 1.009)
  }

  @Test func `a parameter that rests where its derivative is 0 takes a step at any rate`() throws {
    func report(_ rest: String) throws -> Report {
      let lines = """
        parameters
          w = 2
          u = 3
        loss
          E = w²
        update
          w ← w − 0.1·2·w
          u ← \(rest)
        """
      return try Self.report(lines)
    }
    let resting = try report("u − 0.1·0")
    #expect(resting.isRight && resting.descents.map { $0.rate == nil } == [false, true])
    #expect(abs(try #require(resting.commonRate) - 0.1) < 1e-12)
    #expect(try !report("u − 0.1").isRight)
  }
}

extension String {
  fileprivate func replacing(_ old: String, with new: String) -> String {
    split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
  }
}
