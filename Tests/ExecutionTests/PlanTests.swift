import Calculus
import LessonLanguage
import Matrices
import SampleLessons
import Testing

@testable import Execution

/// The numbers as bits, so that even the sign of a zero counts.
func bits(_ matrix: Matrix?) -> [UInt64]? { matrix?.values.map(\.bitPattern) }

struct PlanTests {
  @Test(arguments: SampleLesson.all)
  func `each definition has the bits of its formula on the values it reads`(sample: SampleLesson) throws {
    let runner = try Run(try sample.program())
    for _ in 1...3 {
      try runner.advance()
      var values: [Int: Matrix] = [:]
      for definition in runner.program.definitions {
        let expected = definition.formula.evaluate { quantity in
          if let known = values[quantity.id] { return known }
          let value = runner.value(of: quantity) ?? Matrix(quantity.shape, repeating: .nan)
          values[quantity.id] = value
          return value
        }
        let value = try #require(runner.value(of: definition.quantity))
        #expect(value.shape == definition.quantity.shape && value.shape == expected.shape)
        #expect(bits(value) == bits(expected), "\(definition.quantity.name) at \(runner.iteration)")
      }
    }
  }

  @Test func `large matrices that are computed stretch by stretch have the bits of their formulas`() throws {
    let text = """
      settings
        c = 0.3
      parameters
        W (70×61) ~ normal(0, 1)
        V (1×61) ~ normal(0, 1)
      state
        s (70×61) = 0
      forward
        A = √(W ⊙ W) + c
        B = relu(−A ⊙ W)/A − c·W
        D = B + V
        E = D ⊙ D
        F = where(E > c, E, W)
        total = sum(F)
      update
        s ← 0.9·s + 0.1·F
        W ← W − c·F/(√(s) + 1)
      run
        stop after 3 iterations
      """
    let program = try TestLesson(text).program
    var compiler = PlanCompiler(program: program, carry: nil)
    try compiler.compile()
    let first = try #require(compiler.instructions.first)
    var stretches = try #require(EntryStretches(first, compiler.values))
    #expect(stretches.append(compiler.instructions[1], compiler.values) && stretches.areSeveral)
    let (plain, passing) = (try Run(program), try Run(program))
    for _ in 1...3 {
      try plain.advance()
      try passing.pass()
      for definition in program.definitions {
        let expected = definition.formula.evaluate { plain.value(of: $0) ?? Matrix($0.shape, repeating: .nan) }
        #expect(bits(plain.value(of: definition.quantity)) == bits(expected), "\(definition.quantity.name)")
      }
      for update in program.updates {
        #expect(bits(passing.value(of: update.new)) == bits(plain.value(of: update.new)))
      }
    }
    try passing.complete()
    for definition in program.definitions {
      #expect(bits(passing.value(of: definition.quantity)) == bits(plain.value(of: definition.quantity)))
    }
  }

  @Test func `a quantity defined as another, as a number or as itself before has memory of its own in the end`() throws
  {
    let lesson = try TestLesson(
      """
      parameters
        w = 3
      forward
        a = w
        b = 2
        c = a
        z = c·b
      update
        w ← w + b
        w ← w·2
      """)
    #expect(try lesson["[a b c z w new(w)]"] == [3, 2, 3, 6, 3, 10])
    #expect(try lesson["[a b c z w new(w)]", at: 2].values == [10, 2, 10, 20, 10, 24])
    #expect(try lesson["[a b c z w new(w)]", at: 1].values == [3, 2, 3, 6, 3, 10])
  }

  @Test(arguments: [nil, RunOptions.Carry(decimals: 2, truncates: false)])
  func `what an update alone reads is computed where the update lies, what more reads keeps a place of its own`(
    carry: RunOptions.Carry?
  ) throws {
    let text = """
      parameters
        u = 1
        v = 2
        w = 4
      forward
        a = 3.125
        b = a
      update
        u ← a + 0.5
        v ← a·a
        w ← a·a
      run
        stop after 2 iterations
      """
    let lesson = try TestLesson(text, run: { $0.carry = carry })
    var compiler = PlanCompiler(program: lesson.program, carry: carry)
    try compiler.compile()
    #expect(
      compiler.onlyCopied.values.sorted() == lesson.program.updates.prefix(1).compactMap { compiler.place[$0.new.id] })
    #expect(try lesson["[a b u v w]"] == (carry == nil ? [3.125, 3.125, 1, 2, 4] : [3.13, 3.13, 1, 2, 4]))
    #expect(
      try lesson["[u v w new(u) new(v) new(w)]", at: 2].values
        == (carry == nil
          ? [3.625, 9.765625, 9.765625, 3.625, 9.765625, 9.765625] : [3.63, 9.8, 9.8, 3.63, 9.8, 9.8]))
  }

  // MARK: - Working like a hand

  private static func carried(_ sample: SampleLesson, _ carry: RunOptions.Carry) throws -> Run {
    var options = RunOptions()
    options.carry = carry
    return try Run(try sample.program(), options: options)
  }

  @Test(arguments: SampleLesson.small, [true, false])
  func `a hand writes every quantity down with so many decimals and goes on with what it wrote`(
    sample: SampleLesson, truncates: Bool
  ) throws {
    let carry = RunOptions.Carry(decimals: 4, truncates: truncates)
    let runner = try Self.carried(sample, carry)
    for _ in 1...2 {
      try runner.advance()
      var written: [(formula: Formula, quantity: Quantity)] = []
      for definition in runner.program.definitions {
        // A result that has been written down is read, not computed again.
        let formula = definition.formula.reading(written)
        let exact = formula.evaluate { runner.value(of: $0) ?? Matrix($0.shape, repeating: .nan) }
        let value = try #require(runner.value(of: definition.quantity))
        #expect(
          bits(value) == exact.values.map { carry.cut($0).bitPattern }, "\(definition.quantity.name) = \(formula)")
        written.append((definition.formula.lowered, definition.quantity))
      }
    }
  }

  @Test(arguments: [
    (0.12345, 4, false, 0.1235), (0.12344, 4, false, 0.1234), (-0.12345, 4, false, -0.1235), (0.12349, 4, true, 0.1234),
    (-0.12349, 4, true, -0.1234), (2.5, 0, false, 3), (2.9, 0, true, 2), (1e20, 4, true, 1e20), (0, 4, true, 0),
  ])
  func `a number is cut as a hand cuts it`(number: Double, decimals: Int, truncates: Bool, expected: Double) {
    #expect(RunOptions.Carry(decimals: decimals, truncates: truncates).cut(number) == expected)
  }

  /// 1.0195 and 0.8 by hand; Doubles fall short of them, as of 29.
  private static let noisy: [(number: Double, decimals: Int, truncates: Bool, expected: Double)] = [
    (0.5 * 0.601 + 0.6 * 0.615 + 0.35, 3, false, 1.02), (0.1 + 0.7, 1, true, 0.8), (0.29 * 100, 2, true, 29),
    (-28.999999999999996, 2, true, -29), (1.0194999, 3, false, 1.019), (28.999999, 2, true, 28.99),
    (1.0194999999, 3, false, 1.019), (-1.005, 2, false, -1.01), (1e-20, 2, true, 0),
  ]

  @Test(arguments: noisy)
  func `binary noise breaks no tie and takes no unit`(number: Double, decimals: Int, truncates: Bool, expected: Double)
  {
    #expect(RunOptions.Carry(decimals: decimals, truncates: truncates).cut(number) == expected)
  }

  @Test func `noise has the size of what a number was computed from`() throws {
    let (rest, whole) = (10000.3 - 9999.17, 10000.3)
    let carry = RunOptions.Carry(decimals: 2, truncates: true)
    #expect(rest < 1.13 && carry.cut(rest) == 1.12 && carry.cut(rest, from: whole) == 1.13)
    #expect(carry.cut(1.1299, from: whole) == 1.12 && carry.cut(1.1299, from: .infinity) == 1.12)
    let lesson = try TestLesson(
      "data\n  u = 10000.3\n  v = 9999.17\nforward\n  z = u − v",
      run: { $0.carry = .init(decimals: 2, truncates: true) })
    #expect(try lesson["z"] == [1.13])
  }

  @Test func `a hand's products and sums are those of whole numbers`() throws {
    // w·x + b with 2, 3 and 5 decimals, in units of the fifth, rounded to 3 decimals, half away from zero.
    var random = KeyedRandom(seed: 5, iteration: 1, name: "hand")
    var rows: [(x: Int, w: Int, b: Int)] = []
    for _ in 0..<400 {
      let numbers = [(-2000.0, 2000.0), (-200.0, 200.0), (-1e5, 1e5)].map { Int(random.uniform($0.0, $0.1)) }
      // Every other one lies on a tie.
      let product = numbers[0] * numbers[1]
      let tie = rows.count.isMultiple(of: 2) ? numbers[2] : numbers[2] / 100 * 100 + 50 - product % 100
      rows.append((numbers[0], numbers[1], tie))
    }
    func column(_ numbers: [Int], _ decimals: Int) -> String {
      numbers.map { number in
        let digits = String(abs(number))
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return (number < 0 ? "-" : "") + padded.dropLast(decimals) + "." + padded.suffix(decimals)
      }.joined(separator: "; ")
    }
    let data = "data\n  x = [\(column(rows.map(\.x), 3))]\n  w = [\(column(rows.map(\.w), 2))]\n"
    let text = data + "  b = [\(column(rows.map(\.b), 5))]\nforward\n  z = w ⊙ x + b"
    let exact = try TestLesson(text, run: { $0.carry = .init(decimals: 5, truncates: false) })["z"]
    let carry = RunOptions.Carry(decimals: 3, truncates: false)
    let cut = RunOptions.Carry(decimals: 3, truncates: true)
    for (row, value) in zip(rows, try TestLesson(text)["z"]) {
      let units = row.x * row.w + row.b
      let (whole, rest) = abs(units).quotientAndRemainder(dividingBy: 100)
      let sign = units < 0 ? -1.0 : 1.0
      #expect(carry.cut(value, from: 2) == sign * Double(whole + (rest >= 50 ? 1 : 0)) / 1000, "\(row)")
      #expect(cut.cut(value, from: 2) == sign * Double(whole) / 1000, "\(row)")
    }
    #expect(exact == rows.map { Double($0.x * $0.w + $0.b) / 100_000 })
  }

  @Test(arguments: [Double.infinity, -.infinity, .nan])
  func `what is not finite stays`(number: Double) {
    let cut = RunOptions.Carry(decimals: 2, truncates: false).cut(number)
    #expect(cut == number || (cut.isNaN && number.isNaN))
  }

  @Test func `a plan that would take more memory than there is is refused`() {
    // Each line is within the limits; together they are not.
    let lines = (1...7).map { "  y\($0) = Σ ((x + \($0))·xᵀ)" }.joined(separator: "\n")
    let message = refusal("data\n  x (7000×1) = 1\nforward\n\(lines)")
    #expect(message == "t.lesson: an iteration takes 343063096 numbers at once; the maximum is 250000000")
  }
}

extension Formula {
  /// The formula with its operators that are names for others replaced by these.
  fileprivate var lowered: Formula {
    guard case .apply(let application) = self else { return self }
    if let simpler = try? application.rule.lowered(application.arguments) { return simpler.lowered }
    return (try? .apply(application.rule, application.arguments.map(\.lowered))) ?? self
  }

  /// The formula with what has been written down already read from there.
  fileprivate func reading(_ written: [(formula: Formula, quantity: Quantity)]) -> Formula {
    lowered.substituting(written)
  }

  private func substituting(_ written: [(formula: Formula, quantity: Quantity)]) -> Formula {
    if let found = written.first(where: { $0.formula == self }) { return .reference(found.quantity) }
    guard case .apply(let application) = self else { return self }
    return (try? .apply(application.rule, application.arguments.map { $0.substituting(written) })) ?? self
  }
}
