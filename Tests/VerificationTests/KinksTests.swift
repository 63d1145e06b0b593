import LessonLanguage
import Testing

@testable import Verification

/// Where a loss has a kink, any slope between those of both sides is a gradient; where it is not finite there is none.
@Suite struct KinksTests {
  private static func report(_ lines: String) throws -> Report {
    let text = "lesson corners\n" + lines
    let lesson = try LessonParser.parse(text, file: "corners.lesson")
    return try Verifier(lesson[0], source: SourceText(file: "corners.lesson", text: text)).verify()
  }

  private static func check(_ loss: String, at start: String, _ slope: String) throws -> GradientCheck {
    let lines = "parameters\n  w = \(start)\nloss\n  E = \(loss)\nbackward\n  dw = \(slope)"
    return try #require(try report(lines).gradients.first)
  }

  /// A hinge loss whose first example lies just at the margin.
  private static func hinge(_ active: String) throws -> Report {
    try report(
      """
      data
        X = [1 2; 3 −1; −1 1]
        y = [1; 1; −1]
      parameters
        w = [0.5; 0.25]
      loss
        J = Σ max(0, 1 − y ⊙ (X·w))
      backward
        a = \(active)
        dw = −(Xᵀ·(a ⊙ y))
      update
        w by dw with descent(0.1)
      """)
  }

  @Test func `either subgradient of a margin of exactly 0 is right, and the kink is told`() throws {
    for (active, isOwn) in [("1 − y ⊙ (X·w) > 0", false), ("1 − y ⊙ (X·w) ≥ 0", true)] {
      let report = try Self.hinge("(\(active))")
      let check = try #require(report.gradients.first)
      #expect(report.isRight && check.agreeing == 2 && check.mechanicalError == 0)
      let found = try #require(check.kink)
      #expect(found.iteration == 1 && found.count == 2 && (found.own > 0) == isOwn)
      #expect(found.kink.contains(found.used) && abs(abs(found.kink.left - found.kink.right) - 1) < 1e-6)
    }
    // What lies outside of both slopes is wrong all the same.
    #expect(try !Self.hinge("2·(1 − y ⊙ (X·w) ≥ 0)").isRight)
  }

  @Test(arguments: ["max(w, 0)", "max(0, w)", "relu(w)", "½·(w + abs(w))", "w − min(w, 0)", "max(w, 2·w) − w"])
  func `a kink is seen whatever it is written with`(loss: String) throws {
    for slope in ["0", "0.25", "1"] {
      let check = try Self.check(loss, at: "0", slope)
      #expect(check.isRight)
      let found = try #require(check.kink)
      #expect(abs(found.kink.left) < 1e-9 && abs(found.kink.right - 1) < 1e-9)
      #expect(abs(found.used - (["0": 0, "0.25": 0.25][slope] ?? 1)) < 1e-12)
      #expect(check.differences?.cannotBeMeasured == true)
    }
    for slope in ["−0.01", "1.01"] { #expect(try !Self.check(loss, at: "0", slope).isRight) }
    // Not at the kink.
    #expect(try Self.check(loss, at: "0.5", "1").kink == nil)
    #expect(try !Self.check(loss, at: "0.5", "0.25").isRight)
  }

  @Test(arguments: ["w²", "w³ − w", "exp(30·w)", "√(w + 1e-12)", "step(w)", "1e6·w²"])
  func `a curve and a jump are no kinks`(loss: String) throws {
    #expect(try Self.check(loss, at: "0", "∂E/∂w").kink == nil)
  }

  @Test(arguments: ["relu(w) − relu(−w)", "2·relu(w) − relu(−w)", "relu(w) − 3·relu(−w)"])
  func `where several kinks meet the automatic derivative is not held against the slopes`(loss: String) throws {
    // Each kink has its own subgradient, and their sum is none of the whole.
    let check = try Self.check("\(loss) + w", at: "0", "∂E/∂w")
    #expect(check.isRight && check.differences?.disagree == false)
    #expect(try #require(check.kink).kink.isNested)
    // Beside the kinks both are what they are, and a wrong gradient is wrong.
    for start in ["0.5", "−0.5"] {
      #expect(try Self.check("\(loss) + w", at: start, "∂E/∂w").kink == nil)
      #expect(try !Self.check("\(loss) + w", at: start, "1.5·∂E/∂w + 0.25").isRight)
    }
  }

  @Test func `a multiple of a subgradient is one`() throws {
    let lines = "parameters\n  w = 0\nloss\n  E = abs(w)\nbackward\n  g = 2·0.5  is −2·∂E/∂w"
    let check = try #require(try Self.report(lines).gradients.first)
    #expect(check.isRight && check.kink.map { abs($0.used + 0.5) < 1e-12 } == true)
    #expect(try !Self.report(lines.replacingTwo).isRight)
  }

  @Test(arguments: [
    ("√(w²)", "0", "0", true), ("norm([w 0])", "0", "0", true), ("ln(1 + exp(w))", "800", "1", false),
    ("√(w²)", "0", "1.5", false), ("w/w", "0", "0", false),
  ])
  func `what is not finite is not judged, unless both sides have a slope`(
    loss: String, start: String, slope: String, isJudged: Bool
  ) throws {
    let check = try Self.check(loss, at: start, slope)
    #expect(check.isRight && check.worst == nil && check.isJudged == isJudged)
    #expect((check.unjudged == nil) == isJudged)
  }

  @Test func `a parameter of several lines is what the last of them gives`() throws {
    let lines = """
      parameters
        w = [3 1]
        w = w/2
        b = 1
        b = b + w[1]
      loss
        E = Σ w² + b²
      backward
        dw = 2·w
        db = 2·b
      update
        w by dw with descent(0.1)
        b by db with descent(0.1)
      """
    let report = try Self.report(lines)
    #expect(report.isRight && report.remarks.isEmpty)
    #expect(report.gradients.map { $0.isOfParameter } == [true, true] && report.gradients.map(\.count) == [2, 1])
    let text = "lesson corners\n" + lines
    let program = try Lesson(
      LessonParser.parse(text, file: "c.lesson")[0], source: SourceText(file: "c.lesson", text: text)
    ).program().scope.program
    #expect(program.parameters.map(\.symbol.name) == ["w", "b"])
  }

  @Test func `a backward line marked as a misprint has to be wrong`() throws {
    func report(_ line: String) throws -> Report {
      try Self.report("parameters\n  w = [1; 2]\nloss\n  E = Σ w²\nbackward\n  \(line)")
    }
    #expect(try report("dw = 3·w misprint").isRight)
    #expect(try !report("dw = 2·w misprint").isRight)
    #expect(try report("g = w is ∂E/∂w misprint").isRight && !report("g = 2·w is ∂E/∂w misprint").isRight)
    #expect(try !report("dw = 3·w").isRight)
  }
}

extension String {
  /// The same with a factor outside of what a kink allows.
  fileprivate var replacingTwo: String { split(separator: "2·0.5").joined(separator: "5·0.5") }
}
