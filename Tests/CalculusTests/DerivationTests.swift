import Matrices
import Testing

@testable import Calculus

/// Derivatives taken rule by rule, beside the mechanical derivative.
@Suite struct DerivationTests {
  private static let x = quantity(0, "x")
  private static let a = quantity(1, "a")

  /// Formulas over x and a, made at random: every operator that a reader writes for numbers, with positive insides where
  /// a root, a logarithm or a power of a power needs them.
  private static func formula(_ depth: Int, _ draws: inout Draws) throws -> Formula {
    func choice(_ count: Int) -> Int { min(count - 1, Int(draws.next(in: 0...Double(count)))) }
    guard depth > 0 else {
      let leaves: [Formula] = [
        .reference(x), .reference(x), .reference(a), .number(2, spelling: "2"), .number(0.5, spelling: "½"), .number(3),
        .number(0), .number(1), .number(.pi, spelling: "π"),
      ]
      return leaves[choice(leaves.count)]
    }
    let inner = try formula(depth - 1, &draws)
    func positive(_ formula: Formula) throws -> Formula {
      try .apply(EntrywiseFunction.exp, [.apply(EntrywiseFunction.sin, [formula])])
    }
    switch choice(14) {
    case 0, 1: return try .apply(Addition(), [inner, formula(depth - 1, &draws)])
    case 2, 3: return try .apply(Subtraction(), [inner, formula(depth - 1, &draws)])
    case 4, 5, 6:
      return try .apply(choice(4) == 0 ? EntrywiseProduct() : Scaling(), [inner, formula(depth - 1, &draws)])
    case 7: return try .apply(Division(), [inner, positive(formula(depth - 1, &draws))])
    case 8: return try .apply(Division(), [inner, .reference(x)])
    case 9: return try .apply(Negation(), [inner])
    case 10:
      let exponents: [Formula] = [.number(2), .number(3), .number(1), .number(0), .reference(a)]
      let exponent = exponents[choice(exponents.count)]
      return try .apply(Power(), [exponent == .reference(a) ? positive(inner) : inner, exponent])
    case 11: return try .apply(Power(), [positive(inner), formula(min(1, depth - 1), &draws)])
    case 12:
      let functions: [EntrywiseFunction] = [.ln, .log2, .log10, .squareRoot]
      return try .apply(functions[choice(functions.count)], [positive(inner)])
    default:
      let functions: [EntrywiseFunction] = [
        .sin, .cos, .tanh, .sigmoid, .relu, .leakyRelu(), .elu, .gelu, .softplus, .abs, .step, .exp,
      ]
      let function = functions[choice(functions.count)]
      return try .apply(function, [function === EntrywiseFunction.exp ? .apply(EntrywiseFunction.sin, [inner]) : inner])
    }
  }

  private static func value(_ formula: Formula, x number: Double, a other: Double) -> Double {
    formula.evaluate { Matrix($0 == x ? number : other) }.values[0]
  }

  @Test(arguments: 0..<60)
  func `every line of a derivation has the value of the mechanical derivative, and the last is finished`(seed: Int)
    throws
  {
    var draws = Draws(seed: seed)
    var judged = 0
    for _ in 0..<10 {
      let formula = try Self.formula(Int(draws.next(in: 1...4.99)), &draws)
      guard formula.extent.terms < 60 else { continue }
      let derivation = try Derivation(of: formula, by: Self.x)
      let mechanical = try Differentiator.entrywiseDerivative(of: formula, by: Self.x)
      var before = derivation.start
      for step in derivation.steps {
        #expect(before.part(at: step.place) == step.before)
        #expect(try before.replacing(at: step.place, with: step.after) == step.line)
        before = step.line
      }
      #expect(try derivation.result.firstPart(.outermostFirst) { $0.asDerivative } == nil)
      for _ in 0..<3 {
        let (x, a) = (draws.next(in: 0.3...1.7), draws.next(in: 0.3...1.7))
        let wanted = Self.value(mechanical, x: x, a: a)
        // Where the derivative is steep, rounding of the numbers on the way is all that would be measured.
        guard abs(wanted) < 1e6 else { continue }
        judged += 1
        for line in [derivation.start] + derivation.steps.map(\.line) {
          let found = Self.value(line, x: x, a: a)
          #expect(
            agree(found, wanted, within: 1e-9),
            "\(formula.typeset(Notation()).text.linear): \(line.typeset(Notation()).text.linear), \(found), \(wanted)")
        }
      }
    }
    #expect(judged > 5)
  }

  @Test func `derivatives are taken outermost first, from left to right, and then simplified innermost first`() throws {
    let x = Formula.reference(Self.x)
    let left = try Formula.apply(Power(), [x, .number(2)])
    let right = try Formula.apply(EntrywiseFunction.sin, [x])
    let derivation = try Derivation(of: .apply(Scaling(), [left, right]), by: Self.x)
    #expect(
      derivation.steps.map(\.rule.id) == ["product", "power", "functionOfVariable", "arithmetic", "one"])
    #expect(derivation.steps.map(\.place) == [[], [0, 0], [1, 1], [0, 0, 1, 1], [0, 0, 1]])
    #expect(derivation.steps[2].name.en == "derivative of sin(z)")
    #expect(derivation.result.typeset(Notation()).text.linear == "2·x·sin(x) + x^{2}·cos(x)")
  }

  @Test func `no two rules have one id, and every function of the table is derived by the table's own derivative`()
    throws
  {
    let ids = RewritingRule.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    for function in EntrywiseFunction.all {
      let derivation = try Derivation(of: .apply(function, [.reference(Self.x)]), by: Self.x)
      #expect(derivation.steps.first?.after == (try function.derivative(.reference(Self.x))), "\(function.identity)")
    }
  }

  @Test func `what is no number is refused, and so is what would have no end`() throws {
    let w = quantity(2, "W", Shape(2, 2))
    #expect(throws: ShapeError.self) { try Derivation(of: .reference(w), by: Self.x) }
    let inside = try Formula.apply(Scaling(), [.reference(Self.x), .reference(w)])
    #expect(throws: ShapeError.self) { try Derivation(of: .apply(Total(), [inside]), by: Self.x) }
    // Matrices that do not depend on the variable are constants like any other.
    let constant = try Formula.apply(Scaling(), [.reference(Self.x), .apply(Total(), [.reference(w)])])
    #expect(try Derivation(of: constant, by: Self.x).result == .apply(Total(), [.reference(w)]))
    var long = Formula.reference(Self.x)
    for _ in 0..<100 { long = try .apply(Division(), [.reference(Self.x), .apply(EntrywiseFunction.sin, [long])]) }
    #expect(throws: ShapeError.self) { try Derivation(of: long, by: Self.x) }
  }

  @Test func `a part of a formula is found, and replaced, by its place`() throws {
    let sum = try Formula.apply(Addition(), [.reference(Self.x), .apply(Negation(), [.reference(Self.a)])])
    #expect(sum.part(at: [1, 0]) == .reference(Self.a))
    #expect(sum.part(at: [0, 0]) == nil)
    #expect(sum.part(at: [2]) == nil)
    #expect(
      try sum.replacing(at: [1, 0], with: .number(3))
        == .apply(Addition(), [.reference(Self.x), .apply(Negation(), [.number(3)])]))
    let wide = try sum.replacing(at: [0], with: .reference(quantity(5, "Z", Shape(2, 3))))
    #expect(wide.shape == Shape(2, 3))
    #expect(throws: ShapeError.self) {
      try wide.replacing(at: [1, 0], with: .reference(quantity(6, "Y", Shape(3, 2))))
    }
  }
}
