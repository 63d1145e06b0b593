import LessonLanguage
import Testing

@testable import Verification

/// Where steps written with `←` go, beside the gradient.
@Suite struct DescentTests {
  /// The steps of a lesson with W 2×2, u and a loss in which u has the derivative 1.
  private static func report(_ update: String, loss: String = "Σ W² + u") throws -> Report {
    let text = """
      lesson steps
      parameters
        W = [1 0.5; 3 0]
        u = 2
      loss
        E = \(loss)
      update
      \(update)
      """
    let lesson = try LessonParser.parse(text, file: "steps.lesson")
    return try Verifier(lesson[0], source: SourceText(file: "steps.lesson", text: text)).verify()
  }

  private static func step(_ update: String) throws -> DescentCheck {
    try #require(try report("  W ← W " + update).descents.first)
  }

  @Test func `a step that changes some entries is one with their one rate, and says which part it leaves out`() throws {
    let step = try Self.step("− 0.1·[0 1; 0 0] ⊙ ∂E/∂W")
    let rate = try #require(step.rate)
    #expect(step.isRight && !step.isOfAnotherKind && abs(rate - 0.1) < 1e-12)
    #expect(step.count == 4 && step.moved == 1)
    // Of the other three, one has the derivative 0.
    #expect(step.left == 2)
    #expect(try Self.step("− 0.1·∂E/∂W").left == 0)
    #expect(try !Self.step("+ 0.1·[0 1; 0 0] ⊙ ∂E/∂W").isRight)
  }

  @Test func `a step of one entry alone is one of that entry`() throws {
    let step = try #require(try Self.report("  W[1,2] ← W[1,2] − 0.1·∂E/∂W[1,2]").descents.first)
    #expect(step.isRight && step.count == 4 && step.moved == 1 && step.left == 2)
    let rate = try #require(step.rate)
    #expect(abs(rate - 0.1) < 1e-12)
    // Several lines are one step of the parameter.
    let both = try Self.report("  W[1,2] ← W[1,2] − 0.1·∂E/∂W[1,2]\n  W[:,1] ← W[:,1] − 0.1·∂E/∂W[:,1]").descents
    #expect(both.count == 1 && both[0].moved == 3 && both[0].left == 0 && both[0].isRight)
    #expect(try !Self.report("  W[1,2] ← W[1,2] + 0.1·∂E/∂W[1,2]").isRight)
  }

  @Test func `a rate of its own for each entry descends, and is told apart from one for all`() throws {
    let step = try Self.step("− [0.1 0.02; 0.3 0.4] ⊙ ∂E/∂W")
    #expect(step.isRight && step.isOfAnotherKind && step.rate == nil && step.left == 0)
    guard case .entries(let lowest, let highest) = step.direction else {
      Issue.record("\(step.direction)")
      return
    }
    #expect(abs(lowest - 0.02) < 1e-12 && abs(highest - 0.3) < 1e-12)
    #expect(step.error > 0.1)
    let some = try Self.step("− [0 0.02; 0.3 0.4] ⊙ ∂E/∂W")
    #expect(some.isRight && some.moved == 2 && some.left == 1)
    // The other steps have one rate all the same.
    let both = try Self.report("  W ← W − [0.1 0.02; 0.3 0.4] ⊙ ∂E/∂W\n  u ← u − 0.1")
    let rate = try #require(both.commonRate)
    #expect(both.isRight && abs(rate - 0.1) < 1e-12)
    #expect(try Self.report("  W ← W − [0.1 0.02; 0.3 0.4] ⊙ ∂E/∂W").isRight)
  }

  @Test func `another direction counts by whether the loss falls along it`() throws {
    // ∂E/∂W is [2 1; 6 0]: once the entry whose derivative is 0 moves, too; once one entry goes uphill.
    let decaying = try Self.step("− [0.2 0.1; 0.6 0.5]")
    #expect(decaying.isRight && decaying.isOfAnotherKind && abs(decaying.slope + 4.1) < 1e-12)
    let mixed = try Self.step("− [−0.2 0.1; 0.6 0]")
    #expect(mixed.isRight && abs(mixed.slope + 3.3) < 1e-12)
    guard case .falling = mixed.direction else {
      Issue.record("\(mixed.direction)")
      return
    }
    let rising = try Self.step("− [0.2 0.1; −0.6 0]")
    #expect(!rising.isRight && abs(rising.slope - 3.1) < 1e-12)
    // Across the slope; where there is none; not at all though there is one.
    #expect(try !Self.step("+ [1 −2; 0 0]").isRight)
    #expect(try !Self.step("+ [0 0; 0 1]").isRight)
    #expect(try !Self.step("+ 0").isRight)
    #expect(try !Self.step("/ 0").isRight)
  }

  @Test(arguments: ["0", "0.4"])
  func `a bias before a softmax that all classes share rests, wherever it begins`(start: String) throws {
    let text = """
      lesson shared
      data
        X = [0.5 1.2; 1.5 2.0; 3.0 0.5]
        T = [1 0 0; 0 1 0; 0 0 1]
      parameters
        W = [0.3 −0.2 0.7; 0.1 0.4 −0.9]
        c = \(start)
      forward
        P = softmax(X·W + c)
      loss
        L = −mean(Σcols T ⊙ ln(P))
      backward
        dU = (P − T)/3
        dW = Xᵀ·dU
        dc = Σ dU
      update
        W ← W − 0.1·dW
        c ← c − 0.1·dc
      """
    for isTransposed in [false, true] {
      let lesson = try LessonParser.parse(text, file: "shared.lesson")
      var settings = LessonSettings()
      settings.isTransposed = isTransposed
      let source = SourceText(file: "shared.lesson", text: text)
      let report = try Verifier(lesson[0], source: source, options: settings).verify()
      #expect(report.isRight && report.descents.map { $0.rate == nil } == [false, true])
      let differences = try #require(report.gradients.last?.differences)
      #expect(report.gradients.last?.quantity.symbol.name == "dc")
      #expect(differences.unmeasuredCount == 0 && differences.floor > 0 && differences.floor < 1e-6)
    }
  }

  @Test func `of a loss that is not one number no step is judged`() throws {
    let report = try Self.report("  W ← W − 0.1·2·W", loss: "W²")
    #expect(report.descents.isEmpty && report.remarks.map(\.line) == [4, 6])
  }
}
