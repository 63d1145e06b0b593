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

  @Test func `one entry alone is held against the gradient elsewhere, too`() throws {
    for update in ["u ← u − 0.1·sign(∂E/∂u)", "u by 0.1·sign(∂E/∂u) with descent(1)", "u ← u − 0.1·u·∂E/∂u"] {
      let report = try Self.report("  " + update, loss: "Σ W² + u²")
      let step = try #require(report.descents.first)
      guard case .varying(let rate, let elsewhere, let place) = step.direction else {
        Issue.record("\(update): \(step.direction)")
        continue
      }
      #expect(abs(rate - elsewhere) > 0.001 && place.value != 0)
      // There as here, 0.1·sign(2u) is 0.1/(2u) times 2u.
      if update.contains("← u − 0.1·sign") { #expect(abs(rate - 0.025) < 1e-12) }
      #expect(report.isRight && step.isOfAnotherKind && step.rate == nil)
    }
    for update in ["u ← u − 1e-9·∂E/∂u", "u ← u − 0.3·2·u", "u by 0.5·∂E/∂u with descent(1)"] {
      let step = try #require(try Self.report("  " + update, loss: "Σ W² + u²").descents.first)
      #expect(step.isRight && !step.isOfAnotherKind, "\(update): \(step.direction)")
    }
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

  /// A point moved over a valley, with `update` as it is told; the gradient is g.
  private static func valley(
    _ update: String, backward: String = "  g = 2·p  is ∂L/∂p", start: String = "[1 −2]"
  ) throws -> Report {
    let text = """
      lesson valley
      settings
        η = 0.1 as lr
      parameters
        p = \(start)
      loss
        L = Σ p²
      backward
      \(backward)
      \(update)
      """
    let lesson = try LessonParser.parse(text, file: "valley.lesson")
    return try Verifier(lesson[0], source: SourceText(file: "valley.lesson", text: text)).verify()
  }

  @Test(arguments: ["descent", "momentum", "velocity", "nesterov", "adagrad", "rmsprop", "adam"])
  func `an optimizer that is given the gradient the wrong way round climbs`(optimizer: String) throws {
    let right = try Self.valley("update with \(optimizer)(η)\n  p by g")
    #expect(right.isRight && right.descents.map(\.subject) == [.given] && right.descents.first?.rate == 1)
    let down = try Self.valley("update with \(optimizer)(η)\n  p by d", backward: "  d = −2·p  is −∂L/∂p")
    #expect(!down.isRight && down.descents.first?.rate == -1 && down.gradients.allSatisfy(\.isRight))
    // What it adds up or keeps changes nothing of that.
    #expect(try !Self.valley("update with \(optimizer)(η)\n  p by −g").isRight)
    // The program's own derivative needs no second look.
    #expect(try Self.valley("update with \(optimizer)(η)\n  p by ∂L/∂p").descents.isEmpty)
  }

  @Test func `an optimizer of the lesson's own that climbs is found out by its first step`() throws {
    func isRight(_ step: String) throws -> Bool {
      let own = "optimizer own(α)\n  v ← 0.9·v + g\n  w ← \(step)\nupdate with own(η)\n  p by g"
      return try Self.valley(own).isRight
    }
    #expect(try isRight("w − α·v"))
    #expect(try isRight("w − α·v/(1 + abs(v))"))
    #expect(try !isRight("w + α·v"))
    #expect(try !isRight("w + α·v/(1 + abs(v))"))
  }

  @Test func `what an optimizer is given besides a multiple of the gradient is told`() throws {
    #expect(try Self.valley("update\n  p by 3·g").descents.first?.rate == 3)
    let clipped = try #require(try Self.valley("update\n  p by clip(g, −1, 1)").descents.first)
    #expect(clipped.isRight && clipped.isOfAnotherKind)
    #expect(try !Self.valley("update\n  p by [−2 1]").isRight)
  }

  @Test func `a gradient of another loss is held against that one`() throws {
    let backward = "  M = −Σ (p − 1)²\n  dp = −2·(p − 1)  is ∂M/∂p"
    let report = try Self.valley("update\n  p by dp", backward: backward)
    #expect(report.descents.first?.objective.symbol.name == "M" && report.isRight)
  }

  @Test func `a step that reads a state is judged only where it shows the gradient`() throws {
    func step(_ line: String, start: String = "0") throws -> DescentCheck {
      let update = "state\n  v (1×2) = \(start)\nupdate\n  v ← 0.9·v + g\n  p ← \(line)"
      return try #require(try Self.valley(update).descents.first)
    }
    #expect(try !step("p + η·v").isRight)
    #expect(try step("p − η·v").rate ?? 0 > 0)
    let unclear = try step("p + η·v", start: "5")
    #expect(unclear.isRight && !unclear.isJudged)
    if case .unjudged(.state(let state)) = unclear.direction { #expect(state.symbol.name == "v") }
    // A state that a step does not read is none of its business.
    #expect(try Self.valley("state\n  n = 0\nupdate\n  n ← n + 1\n  p ← p − η·g").descents.first?.rate != nil)
  }

  @Test func `steps are judged in the iterations in which gradients are, and the iteration is told`() throws {
    let text = """
      lesson parts
      data
        x = [1; 2; 3; 5; 4]
        y = [2; 3; 7; 9; 8]
      parameters
        a = [0.5; 0.1]
        c = 0
      forward
        q = [x (1 + 0·x)]·a + c
      loss
        L = mean((q − y)²) + 0.1·Σ a²
      backward
        da = 2·[x (1 + 0·x)]ᵀ·(q − y)/3 + 0.2·a
        dc = 2·Σ (q − y)/3
      update
        a ← a − 0.01·da
        c ← c − 0.01·dc
      run
        x, y in batches of 3, in order
      """
    let lesson = try LessonParser.parse(text, file: "parts.lesson")
    let report = try Verifier(lesson[0], source: SourceText(file: "parts.lesson", text: text)).verify()
    #expect(
      report.gradients.map { $0.wrong?.count } == [2, 1] && report.gradients.map { $0.wrong?.iteration } == [2, 2])
    let (slope, shift) = (report.descents[0], report.descents[1])
    #expect(slope.iteration == 2 && slope.isOfAnotherKind)
    #expect(shift.rates.map(\.iteration) == [1, 2, 3])
    #expect(zip(shift.rates.map(\.rate), [0.01, 2.0 / 300, 0.01]).allSatisfy { abs($0 - $1) < 1e-9 })
  }
}
