import Calculus
import Matrices
import SampleLessons
import Testing

@testable import LessonLanguage

/// Changes of parameters and state: their order, steps of optimizers, `parameters by gradient`.
struct UpdatesPassTests {
  private static let head = """
    settings
      η = 0.1 as lr
    data
      C = [1 2; 3 4]
    parameters
      W1 = [1 −2; 3 0.5]
      b = 0.7

    """
  private static let rest = """
    forward
      Z = (W1 ⊙ W1) ⊙ C + b
    loss
      E = ½·Σ Z²
    backward
      g = ∂E/∂W1

    """

  private static func lesson(_ update: String, state: String = "", optimizer: String? = nil) throws -> TestLesson {
    try TestLesson(head + (state.isEmpty ? "" : "state\n" + state + "\n") + rest + update) { options in
      if let optimizer { options.optimizer = try LessonParser.formula(optimizer) }
    }
  }

  private static let hands: [(call: String, state: String, lines: String)] = [
    ("descent(0.02)", "", "W1 ← W1 − 0.02·g"),
    ("momentum(0.02)", "v (2×2) = 0", "v ← 0.9·v + (1 − 0.9)·g\n  W1 ← W1 − 0.02·v"),
    ("momentum(α = 0.02, β = 0.5)", "v (2×2) = 0", "v ← 0.5·v + (1 − 0.5)·g\n  W1 ← W1 − 0.02·v"),
    ("velocity(0.02)", "v (2×2) = 0", "v ← 0.9·v − 0.02·g\n  W1 ← W1 + v"),
    ("nesterov(0.02, 0.8)", "v (2×2) = 0", "v ← 0.8·v − 0.02·g\n  W1 ← W1 + 0.8·v − 0.02·g"),
    ("adagrad(0.02)", "s (2×2) = 0", "s ← s + g²\n  W1 ← W1 − 0.02·g/(√s + 1e-7)"),
    ("rmsprop(0.02)", "v (2×2) = 0", "v ← 0.9·v + (1 − 0.9)·g²\n  W1 ← W1 − 0.02·g/(√v + 1e-7)"),
    (
      "adam(0.02)", "m (2×2) = 0\n  v (2×2) = 0",
      "m ← 0.9·m + (1 − 0.9)·g\n  v ← 0.999·v + (1 − 0.999)·g²\n  m̂ = m/(1 − 0.9^iteration)\n"
        + "  v̂ = v/(1 − 0.999^iteration)\n  W1 ← W1 − 0.02·m̂/(√v̂ + 1e-8)"
    ),
  ]

  @Test(arguments: hands.indices)
  func `an optimizer takes the steps of its formulas written out by hand, bit for bit`(index: Int) throws {
    let (call, state, lines) = Self.hands[index]
    let hand = try Self.lesson("update\n  \(lines)", state: state.isEmpty ? "" : "  " + state)
    for update in [
      "update\n  W1 by g with \(call)", "update with \(call)\n  W1 by g", "update\n  W1 by ∂E/∂W1 with \(call)",
    ] {
      let lesson = try Self.lesson(update)
      for iteration in [1, 2, 6] {
        for (address, own) in [
          ("W1", "W1"), ("new(W1)", "new(W1)"), ("v_W1", "v"), ("new(m_W1)", "new(m)"), ("m̂_W1", "m̂"),
          ("vhat_W1", "v̂"), ("s_W1", "s"),
        ] {
          let name = own.replacing("new(", with: "").replacing(")", with: "")
          guard own.contains("W1") || (state + lines).contains(name) else { continue }
          let (found, expected) = (try lesson[address, at: iteration], try hand[own, at: iteration])
          #expect(
            found.values.map(\.bitPattern) == expected.values.map(\.bitPattern), "\(address) of \(call) at \(iteration)"
          )
        }
      }
    }
    #expect(try hand["E", at: 6].values[0] != hand["E", at: 1].values[0])
  }

  @Test func `every optimizer that is named is there, and is held against its hand`() {
    let named = Set(Self.hands.map { String($0.call.prefix { $0 != "(" }) })
    #expect(named == Set(BuiltInOptimizers.names))
  }

  @Test func `by alone is descent with the learning rate, and the first argument of any is that rate`() throws {
    #expect(try Self.lesson("update\n  W1 by g")["new(W1)"] == Self.lesson("update\n  W1 ← W1 − η·g")["new(W1)"])
    #expect(
      try Self.lesson("update with momentum\n  W1 by g")["new(W1)"]
        == Self.lesson("update\n  W1 by g with momentum(0.1)")["new(W1)"])
  }

  @Test func `an optimizer on a line comes before that of the section, and one the reader asks for before both`() throws
  {
    let both = "update with adam(0.02)\n  W1 by g with descent(0.5)\n  b by ∂E/∂b"
    let lesson = try Self.lesson(both)
    #expect(try lesson["new(W1)"] == Self.lesson("update\n  W1 by g with descent(0.5)")["new(W1)"])
    #expect(try lesson["new(b)"] == Self.lesson("update\n  b by ∂E/∂b with adam(0.02)")["new(b)"])
    let replaced = try Self.lesson(both, optimizer: "velocity(0.03)")
    #expect(try replaced["new(W1)"] == Self.lesson("update\n  W1 by g with velocity(0.03)")["new(W1)"])
    #expect(
      try replaced["v_b", at: 2].values == Self.lesson("update\n  b by ∂E/∂b with velocity(0.03)")["v_b", at: 2].values)
  }

  @Test func `a thousand updates of one parameter take their steps in order`() throws {
    let steps = 1000
    let lesson = try Self.lesson("update\n" + String(repeating: "  b ← b + 1\n", count: steps))
    #expect(lesson.program.updates.count == 1)
    #expect(lesson.program.updates.first?.new.role == .updated(ordinal: steps))
    let last = try #require(try lesson["new(b)"].first)
    #expect(abs(last - 1000.7) < 1e-9)
  }

  @Test func `an optimizer the reader asks for keeps the learning rate the lesson gives`() throws {
    let scheduled = "update with adam(η/iteration)\n  W1 by g"
    for iteration in [1, 4] {
      #expect(
        try Self.lesson(scheduled, optimizer: "momentum")["new(W1)", at: iteration]
          == Self.lesson("update with momentum(η/iteration)\n  W1 by g")["new(W1)", at: iteration])
      #expect(
        try Self.lesson(scheduled, optimizer: "descent(η)")["new(W1)", at: iteration]
          == Self.lesson("update\n  W1 by g")["new(W1)", at: iteration])
    }
  }

  @Test func `an optimizer of the lesson's own may start from a state, and take a built-in's name`() throws {
    let own = """
      optimizer adam(rate, start = 5)
        state m = start·w
        k = m/2
        m ← m + k − g
        w ← w − rate·m
      update with adam(0.1)
        b by ∂E/∂b
      """
    let lesson = try Self.lesson(own)
    let slope = try lesson["∂E/∂b"][0]
    #expect(slope != 0)
    #expect(try lesson["[m_b k_b]"] == [3.5, 1.75])
    #expect(try lesson["new(m_b)"][0] == 3.5 + 1.75 - slope)
    #expect(try lesson["new(b)"][0] == 0.7 - 0.1 * (3.5 + 1.75 - slope))
    #expect(try lesson["m_b", at: 2] == lesson["new(m_b)", at: 1])
    let late = own.replacing("start·w", with: "start·g")
    #expect(refusal(Self.head + Self.rest + late).contains("a state starts before the first iteration"))
  }

  @Test func `parameters by gradient steps each by its derivative, all of the values before`() throws {
    let each = try Self.lesson("update\n  W1 by ∂E/∂W1\n  b by ∂E/∂b")
    let all = try Self.lesson("update\n  parameters by gradient")
    for name in ["W1", "b"] {
      for iteration in 1...3 {
        #expect(try all["new(\(name))", at: iteration] == each["new(\(name))", at: iteration])
      }
    }
    #expect(try Self.lesson("update\n  W1 by gradient")["new(W1)"] == Self.lesson("update\n  W1 by g")["new(W1)"])
  }

  // MARK: - Order

  private static let ordered = """
    settings
      η = 0.1 as lr
    parameters
      w = 3
      v = 2
    forward
      z = w·v
    loss
      E = z

    """

  @Test func `lines run top to bottom, below an arrow the value is new, and check says so`() throws {
    let lesson = try TestLesson(Self.ordered + "update\n  v ← v + w\n  w ← w + v\n  w ← 10·w\n  both = w + v")
    #expect(try lesson["[v new(v) w new(w) both]"] == [2, 5, 3, 80, 85])
    #expect(try lesson["[v w]", at: 2].values == [5, 80])
    #expect(lesson.program.remarks.map(\.line) == [13, 15, 15])
    #expect(lesson.program.remarks.first?.text.en == "here “v” is already the new value, since it is updated above")
  }

  @Test func `a gradient in update below the step of another parameter uses the new one, and check says so`() throws {
    let lesson = try TestLesson(Self.ordered + "update\n  v by w\n  w by v")
    #expect(try lesson["new(v)"][0] == 2 - 0.1 * 3)
    #expect(try lesson["new(w)"][0] == 3 - 0.1 * (2 - 0.1 * 3))
    #expect(lesson.program.remarks.map(\.line) == [13])
    #expect(try TestLesson(Self.ordered + "update\n  v by ∂E/∂v\n  w by ∂E/∂w").program.remarks.isEmpty)
  }

  @Test func `new is the value after the update, and stands below it`() throws {
    let lesson = try TestLesson(
      """
      parameters\n  w = 1\n  fixed = 4\nforward\n  z = w + fixed\n\
      update\n  w ← 2·w\n  d = new(w) − 1\nrun\n  stop once new(w) ≥ 8
      """
    )
    try lesson.runToEnd()
    #expect(lesson.runner.iteration == 3)
    #expect(try lesson["[w new(w) d new(fixed)]", at: 3].values == [4, 8, 7, 4])
    #expect(
      refusal("parameters\n  w = 1\nforward\n  z = new(w)\nupdate\n  w ← w + 1").contains(
        "t.lesson:5:7: new(w) belongs below the line of update that changes “w”"))
    #expect(
      refusal("parameters\n  w = 1\nforward\n  z = w\n  y = new(q)").contains("new(…) takes the name of a quantity"))
  }

  // MARK: - What is refused

  @Test(arguments: [
    ("forward\n  z = w\nupdate\n  z ← 2", "“z” is neither a parameter nor a state; these are: w"),
    ("forward\n  z = w\nupdate\n  w ← [1 2 3]", "“w” is 1×2 and its new value is 1×3"),
    ("forward\n  z = w\nupdate\n  w by [1 2 3] with descent(1)", "the gradient is 1×3 and “w” is 1×2"),
    (
      "forward\n  z = w\nupdate\n  w by gradient with descent(1)",
      "what is minimised is a number and “z” is 1×2; sum it with Σ"
    ),
    (
      "forward\n  z = Σ w\nupdate\n  w by gradient",
      "“descent” needs η: give it in parentheses, or with a setting “as lr”"
    ),
    ("forward\n  z = Σ w\nupdate\n  w by gradient with adan(1)", "there is no optimizer “adan”; did you mean “adam”?"),
    (
      "forward\n  z = Σ w\nupdate\n  w by gradient with adam(1, 2, 3, 4, 5)",
      "“adam” takes 4 arguments (α, β1, β2, ε) and is given 5"
    ),
    (
      "forward\n  z = Σ w\nupdate\n  w by gradient with adam(1, γ = 2)",
      "“adam” has no argument “γ”; it has: α, β1, "
        + "β2, ε"
    ),
    ("forward\n  z = Σ w\nupdate\n  w by gradient with adam([1 2 3])", "t.lesson:7:3: "),
  ])
  func `a change that makes no sense is told with what would`(text: String, expected: String) {
    let message = refusal("parameters\n  w = [1 2]\n" + text)
    #expect(message.contains(expected) && message.hasPrefix("t.lesson:"), "\(message)")
  }

  @Test func `an optimizer from the command line is told of without a place in the lesson`() throws {
    func refused(_ update: String, _ optimizer: String) -> String? {
      let error = #expect(throws: LessonError.self) { try Self.lesson(update, optimizer: optimizer) }
      return error?.description(.english)
    }
    #expect(
      refused("update\n  W1 by g", "adan")?.contains(
        "there is no optimizer “adan”; did you mean "
          + "“adam”?") == true)
    #expect(refused("", "adam")?.contains("“t” changes no parameter") == true)
    let lossless = "lesson t\nparameters\n  w = 1\nforward\n  z = 2·w\nupdate\n  w ← w + 1"
    let error = #expect(throws: LessonError.self) {
      try TestLesson(lossless) { $0.optimizer = try LessonParser.formula("adam(0.1)") }
    }
    #expect(error?.description(.english).contains("“t” has no section loss") == true)
  }

  @Test func `an optimizer the reader asks for takes the place of steps written out, one for each parameter`() throws {
    let written = "update\n  W1 ← W1 − η·g\n  W1 ← clip(W1, −1, 1)\n  b ← b − 5"
    let replaced = try Self.lesson(written, optimizer: "adam(0.02)")
    let left = try Self.lesson("update with adam(0.02)\n  W1 by gradient\n  b by gradient")
    for iteration in [1, 2, 5] {
      for address in ["new(W1)", "new(b)"] {
        #expect(try replaced[address, at: iteration] == left[address, at: iteration])
      }
    }
    #expect(replaced.program.replacedSteps.map { "\($0.quantity.symbol) \($0.line)" } == ["W1 16", "W1 17", "b 18"])
    #expect(try Self.lesson(written).program.replacedSteps.isEmpty)
  }

  @Test func `what every optimizer keeps has a meaning in both languages`() throws {
    for name in BuiltInOptimizers.names {
      let text =
        "lesson a\nsettings\n  η = 0.1 as lr\nparameters\n  w = 1\nforward\n  E = w²\nupdate with \(name)\n  w by gradient\n"
      let (lessons, source) = try LessonParser.read(text, file: "t")
      let program = try Lesson(try #require(lessons.first), source: source).program().program
      for input in program.inputs where input.phase == .state {
        let meaning = try #require(input.meaning, "\(name): \(input.quantity.symbol)")
        #expect(!meaning.es.isEmpty && !meaning.en.isEmpty && meaning.es != meaning.en)
      }
      for definition in program.definitions where definition.phase == .update && definition.isDerived {
        let symbol = definition.quantity.symbol.name
        #expect(symbol == "w" || symbol == "g_w" || definition.meaning != nil, "\(name): \(symbol)")
      }
    }
    #expect(!BuiltInOptimizers.formulas.contains("\"") && BuiltInOptimizers.formulas.contains("m̂ = m/(1 − β1^t)"))
  }

  @Test func `a schedule among the settings is sent to forward`() {
    let text = "lesson a\nsettings\n  r = 0.1\n  η = r·0.9^(epoch − 1)\nforward\n  E = 1\n"
    #expect(throws: LessonError.self) {
      let (lessons, source) = try LessonParser.read(text, file: "t")
      do {
        _ = try Lesson(try #require(lessons.first), source: source).program()
      } catch let error as LessonError {
        #expect(error.message.en.contains("is written in forward"))
        throw error
      }
    }
  }
}
