import LessonLanguage
import Matrices
import Testing

@testable import Verification

/// A backward pass with an error in it is found out, and a right one is not.
@Suite struct GradientCheckerTests {
  /// A 2-2-1 network on three examples; `dw` is the line of the gradient of the hidden weights.
  private static func report(_ dw: String, forward: String = "", setting: String = "") throws -> Report {
    let text = """
      lesson net
      settings
        η = 0.1 as lr
      data
        X = [0.2 -0.4; 1 0.3; -0.7 0.9]
        y = [1; 0; 1]
      parameters
        W = [0.3 -0.2; 0.1 0.4]
        v = [0.5; -0.6]
      forward
        Z = X·W
        A = tanh(Z)
        p = A·v
      \(forward)
      loss
        E = ½·Σ (p − y)²
      backward
        δ = p − y  is ∂E/∂p
        dv = Aᵀ·δ
      \(dw)
      update
        W by dW
        v by dv
      """
    let lesson = try LessonParser.parse(text, file: "net.lesson")
    return try Verifier(lesson[0], source: SourceText(file: "net.lesson", text: text)).verify()
  }

  private static let right = "  dW = Xᵀ·((δ·vᵀ) ⊙ (1 − A²))"

  private static func check(_ line: String) throws -> GradientCheck {
    try #require(try report(line).gradients.first { $0.quantity.symbol.name == "dW" })
  }

  @Test func `a right gradient agrees in every entry with both witnesses`() throws {
    let report = try Self.report(Self.right)
    #expect(report.isRight)
    let check = try Self.check(Self.right)
    #expect(check.isRight && check.isOfParameter && check.factor == nil)
    #expect(check.count == 4 && check.agreeing == 4)
    let differences = try #require(check.differences)
    #expect(differences.error > 0 && differences.error < 1e-7 && differences.floor > 0 && differences.floor < 1e-6)
    #expect(differences.count == 4 && differences.unmeasuredCount == 0)
  }

  @Test(arguments: [
    ("  dW = −(Xᵀ·((δ·vᵀ) ⊙ (1 − A²)))", -1.0), ("  dW = 2·(Xᵀ·((δ·vᵀ) ⊙ (1 − A²)))", 2),
    ("  dW = (1/3)·Xᵀ·((δ·vᵀ) ⊙ (1 − A²))", 1.0 / 3),
  ])
  func `a multiple of the gradient is wrong, and the factor is told`(line: String, factor: Double) throws {
    let check = try Self.check(line)
    #expect(!check.isRight && check.agreeing == 0)
    #expect(abs(try #require(check.factor).value - factor) < 1e-9)
    #expect(try !Self.report(line).isRight)
  }

  @Test(arguments: [
    // A factor is missing; the derivative of another function; the product the wrong way round.
    "  dW = Xᵀ·(δ·vᵀ)", "  dW = Xᵀ·((δ·vᵀ) ⊙ (A ⊙ (1 − A)))", "  dW = (Xᵀ·((δ·vᵀ) ⊙ (1 − A²)))ᵀ",
  ])
  func `another error is wrong without a factor`(line: String) throws {
    let check = try Self.check(line)
    #expect(!check.isRight && check.agreeing < check.count)
    #expect(check.factor == nil)
  }

  /// A line through points: its bias is one number, so that one ratio says nothing.
  private static func line(_ db: String) throws -> GradientCheck {
    let text = """
      lesson line
      data
        x = [1; 2; 3; 4]
        y = [2.1; 3.9; 6.2; 7.8]
      parameters
        w = 0
        b = 0
      forward
        ŷ = w·x + b
      loss
        J = ½·Σ (ŷ − y)²
      backward
        δ = ŷ − y  is ∂J/∂ŷ
        dw = xᵀ·δ
        db = \(db)
      update
        w by dw with descent(0.01)
        b by db with descent(0.01)
      """
    let lesson = try LessonParser.parse(text, file: "line.lesson")
    let report = try Verifier(lesson[0], source: SourceText(file: "line.lesson", text: text)).verify()
    return try #require(report.gradients.first { $0.quantity.symbol.name == "db" })
  }

  @Test(arguments: [("Σ δ + 40", 20.0), ("Σ δ + 20", 0), ("Σ δ + 0.1", -19.9)])
  func `a constant too many is no factor: the values are told`(db: String, value: Double) throws {
    let check = try Self.line(db)
    #expect(!check.isRight && check.factor == nil)
    let worst = try #require(check.worst)
    #expect(worst.iteration == 1 && worst.difference.indices.isEmpty)
    #expect(abs(worst.difference.value - value) < 1e-12 && abs(worst.difference.expected + 20) < 1e-12)
  }

  @Test func `one number that is the same multiple in every iteration shows the factor`() throws {
    #expect(try Self.line("−Σ δ").factor?.value == -1)
    #expect(try abs(#require(Self.line("¼·Σ δ").factor).value - 0.25) < 1e-12)
    #expect(try Self.line("Σ δ").worst == nil)
  }

  /// The factor of a gradient that is one number, of a loss of 4 examples, without any update.
  private static func factor(_ gradient: String, of parameter: String = "b") throws -> ClaimFactor? {
    let text = """
      lesson alone
      data
        x = [1.1; 2.3; 3.7; 4.1; 0.3; 2.9; 1.7; 0.9; 0.2; 1.3; 2.2; 1.9; 3.1]
      parameters
        b = 3
        V (2×2) = 2
      loss
        J = mean((x − b)²) + Σ V³
      backward
        d\(parameter) = \(gradient)
      """
    let lesson = try LessonParser.parse(text, file: "alone.lesson")
    let report = try Verifier(lesson[0], source: SourceText(file: "alone.lesson", text: text)).verify()
    let check = try #require(report.gradients.first)
    #expect(!check.isRight)
    return check.factor
  }

  @Test(
    arguments: [
      ("mean(b − x)", 0.5), ("−2·mean(b − x)", -1), ("3·mean(b − x)", 1.5), ("2·Σ (b − x)", 13), ("Σ (b − x)", 6.5),
      ("2·mean(b − x)/13", 1.0 / 13), ("2.02·mean(b − x)", nil), ("2·mean(b − x) + 0.3", nil),
    ] as [(String, Double?)])
  func `one number alone shows a factor that is easily forgotten, as what may be chance`(
    gradient: String, expected: Double?
  ) throws {
    let factor = try Self.factor(gradient)
    guard let expected else {
      #expect(factor == nil)
      return
    }
    let found = try #require(factor)
    #expect(abs(found.value - expected) < 1e-9 && found.mayBeChance)
    #expect(found.examples == ([13, 6.5, 1.0 / 13].contains(expected) ? 13 : nil))
  }

  @Test func `equal entries are like one number`() throws {
    let factor = try #require(try Self.factor("V²", of: "V"))
    #expect(abs(factor.value - 1.0 / 3) < 1e-9 && factor.mayBeChance && factor.fraction?.denominator == 3)
    #expect(try Self.factor("2.9·V²", of: "V") == nil)
    #expect(try Self.check("  dW = 2·(Xᵀ·((δ·vᵀ) ⊙ (1 − A²)))").factor?.mayBeChance == false)
  }

  @Test func `the entry that is furthest off is told`() throws {
    let check = try Self.check("  dW = (Xᵀ·((δ·vᵀ) ⊙ (1 − A²))) + [0 0.1; −0.3 0.2]")
    let worst = try #require(check.worst)
    #expect(worst.difference.indices == "2,1")
    #expect(abs(worst.difference.value - worst.difference.expected + 0.3) < 1e-12)
    #expect(check.worstOfDifferences == nil)
  }

  @Test func `one wrong entry among right ones is counted, however small it is`() throws {
    let wrong = "  dW = (Xᵀ·((δ·vᵀ) ⊙ (1 − A²))) ⊙ [1 1; 1 1.0001]"
    let check = try Self.check(wrong)
    #expect(!check.isRight && check.agreeing == 3)
    // Beside a gradient ten million times as large the error of a small one still counts.
    let scaled = try Self.report("  big = 1e7·dv  is 1e7·∂E/∂v\n" + wrong)
    #expect(scaled.gradients.filter { !$0.isRight }.map(\.quantity.symbol.name) == ["dW"])
  }

  @Test func `a loss with a large constant does not drown the differences`() throws {
    let report = try Self.report(Self.right + "\n  dL = Aᵀ·δ  is ∂L/∂v", forward: "  L = ½·Σ (p − y)² + 1e7")
    #expect(report.isRight)
    let wrong = try Self.report(Self.right + "\n  dL = 1.01·Aᵀ·δ  is ∂L/∂v", forward: "  L = ½·Σ (p − y)² + 1e7")
    #expect(!wrong.isRight)
  }

  @Test func `differences that rounding hides are not measured, and do not agree`() throws {
    func check(_ constant: String, _ factor: String = "1") throws -> GradientCheck {
      let text = """
        lesson large
        parameters
          w = [0.5 0.25]
        loss
          E = \(constant) + ½·Σ (w − 1)²
        backward
          dw = \(factor)·(w − 1)
        """
      let lesson = try LessonParser.parse(text, file: "large.lesson")
      let report = try Verifier(lesson[0], source: SourceText(file: "large.lesson", text: text)).verify()
      return try #require(report.gradients.first)
    }
    let hidden = try check("3e11")
    let differences = try #require(hidden.differences)
    #expect(hidden.isRight && differences.cannotBeMeasured && differences.unmeasuredCount == 2)
    #expect(differences.floor > GradientCheck.differenceTolerance)
    let plain = try #require(try check("3").differences)
    #expect(!plain.cannotBeMeasured && plain.unmeasuredCount == 0 && plain.error > 0)
    #expect(plain.error < plain.floor && plain.floor < GradientCheck.differenceTolerance)
    #expect(try !check("3e11", "2").isRight)
  }

  @Test func `entries that are compared by differences lie in many columns`() throws {
    let shape = try #require(Shape(sizes: [128, 784]))
    let stride = Verifier.stride(over: shape, most: 32)
    let columns = Set(Swift.stride(from: 0, to: shape.count, by: stride).map { $0 % 784 })
    #expect(columns.count >= 24 && columns.count <= 40)
    let gaps = zip(columns.sorted(), columns.sorted().dropFirst()).map { $1 - $0 }
    #expect(try #require(gaps.max()) < 784 / 10)
    for sizes in [[2, 3], [2, 1], [1, 1], [1, 32], [63, 1]] {
      #expect(Verifier.stride(over: try #require(Shape(sizes: sizes)), most: 32) == 1)
    }
    #expect(Verifier.stride(over: try #require(Shape(sizes: [64, 1])), most: 32) == 2)
  }

  @Test func `a kink within the step of the differences is no error, and a wrong slope beside it is one`() throws {
    func isRight(_ slope: String) throws -> Bool {
      let text = """
        lesson kink
        parameters
          w = 3e-6
        loss
          E = relu(w)
        backward
          dw = \(slope)
        """
      let lesson = try LessonParser.parse(text, file: "kink.lesson")
      return try Verifier(lesson[0], source: SourceText(file: "kink.lesson", text: text)).verify().isRight
    }
    #expect(try isRight("relu'(w)"))
    #expect(try !isRight("0.65"))
  }

  @Test func `what is wrong because of a wrong line above names it, and what is wrong by itself does not`() throws {
    func causes(_ lines: String) throws -> [String: Int] {
      var found: [String: Int] = [:]
      for check in try Self.report(lines).gradients where !check.isRight {
        found[check.quantity.symbol.name] = check.cause?.line ?? 0
      }
      return found
    }
    // The derivative of tanh is forgotten in line 20; the weights below it are wrong because of that.
    let lost = "  δ1 = δ·vᵀ  is ∂E/∂Z\n  dX = δ1·Wᵀ  is ∂E/∂X\n  dW = "
    #expect(try causes(lost + "Xᵀ·δ1") == ["δ1": 0, "dX": 20, "dW": 20])
    #expect(try causes(lost + "2·Xᵀ·δ1") == ["δ1": 0, "dX": 20, "dW": 0])
    #expect(try causes(lost + "Xᵀ·(δ·vᵀ)") == ["δ1": 0, "dX": 20, "dW": 0])
  }

  @Test func `a gradient that is right only in the first iteration is found out`() throws {
    let report = try Self.report("  dW = where(iteration > 1, 0, 1)·(Xᵀ·((δ·vᵀ) ⊙ (1 − A²)))")
    #expect(!report.isRight)
  }

  @Test func `a step written out is held against the gradient, with one rate for all`() throws {
    func report(_ update: String) throws -> Report {
      let text = """
        lesson step
        parameters
          w = [1; 2]
          b = 0.5
        forward
          E = ½·Σ w² + b²
        loss
          L = E
        update
        \(update)
        """
      let lesson = try LessonParser.parse(text, file: "step.lesson")
      return try Verifier(lesson[0], source: SourceText(file: "step.lesson", text: text)).verify()
    }
    let right = try report("  w ← w − 0.1·w\n  b ← b − 0.1·2·b")
    #expect(right.isRight && right.descents.count == 2)
    #expect(abs(try #require(right.commonRate) - 0.1) < 1e-12)
    #expect(try !report("  w ← w + 0.1·w\n  b ← b + 0.2·b").isRight)
    #expect(try !report("  w ← w − 0.1·w\n  b ← b − 0.1·b").isRight)
    // w² has the signs of w: each entry descends, at a rate of its own.
    #expect(try report("  w ← w − 0.1·w²\n  b ← b − 0.2·b").descents.map(\.isOfAnotherKind) == [true, false])
  }
}
