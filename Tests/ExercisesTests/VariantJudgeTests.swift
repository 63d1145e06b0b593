import Calculus
import Testing
import Trace
import Typesetting

@testable import Exercises

/// Numbers that degenerate are refused, each kind for what it is, and what is accepted has nothing of it.
@Suite struct VariantJudgeTests {
  private func check(
    _ kind: VariantRefusal.Kind, _ text: String, vary names: [String]? = nil, variants: Int = 25,
    holds: (Moment) throws -> Bool
  ) throws {
    let (kinds, found) = try Drawings.kinds(Drawings.written(text, vary: names), variants: variants)
    #expect(kinds.contains(kind), "\(kinds)")
    for variant in found {
      #expect(try holds(Drawings.moment(variant)), "\(variant.text)")
      let places = variant.refusals.map { $0.attempt }
      #expect(places == Array(1..<variant.attempts))
    }
  }

  private func values(_ name: String, _ moment: Moment) throws -> [Double] {
    let quantity = try #require(moment.program.quantities.first { $0.name == name })
    return moment.value(of: quantity).values
  }

  @Test func `a saturated unit`() throws {
    let text = "lesson a\ndata\n  x = [2.5; −1.5]\nforward\n  z = 1.5·Σ x\n  a = σ(z)\n"
    try check(.saturated, text, variants: 40) { try values("a", $0).allSatisfy { $0 * (1 - $0) >= 0.01 } }
    // What the lesson has itself is no reason.
    let (kinds, _) = try Drawings.kinds(Drawings.written(text.replacing("1.5·", with: "9·")), variants: 10)
    #expect(!kinds.contains(.saturated))
  }

  @Test func `a layer of ReLU without a live unit`() throws {
    let text = "lesson a\ndata\n  x = [0.5; −0.3]\nforward\n  z = x\n  a = relu(z)\nmetrics\n  m = Σ a\n"
    try check(.zeros, text) { try values("a", $0).contains { $0 > 0 } }
    // With something added the layer's values are not 0, and it is dead all the same.
    try check(.dead, text.replacing("relu(z)", with: "relu(z) + 0.1")) { try values("z", $0).contains { $0 > 0 } }
  }

  @Test func `equal numbers of which the greatest is looked for`() throws {
    let text = """
      lesson a
        examples in rows
      data
        A = [1 3; 2 4]
        B = [5 6; 7 8]
      forward
        Z = A + B
      metrics
        k = argmax(Z)
        m = max(Z)

      """
    try check(.tie, text) { moment in
      let z = try values("Z", moment)
      return z[0] != z[1] && z[2] != z[3]
    }
    // The greatest in the loss; in a metric it is the same whichever of them is taken.
    let loss = text.replacing("metrics\n  k = argmax(Z)\n", with: "loss\n")
    try check(.tie, loss) { moment in
      let z = try values("Z", moment)
      return z.count { $0 == z.max() } == 1
    }
    let (kinds, _) = try Drawings.kinds(
      Drawings.written(text.replacing("  k = argmax(Z)\n", with: "")), variants: 25)
    #expect(!kinds.contains(.tie))
  }

  private static let rectified = """
    lesson a
      examples in columns
    data
      x = [1; 2]
      b = [3; −2]
    parameters
      w = 2
    forward
      z = w·x − b
      a = relu(z) + 0.01·z
    loss
      E = Σ (a − 1)²
    backward
      dw = Σ 2·(a − 1) ⊙ (relu'(z) + 0.01) ⊙ x  is ∂E/∂w

    """

  @Test func `a derivative at a kink`() throws {
    try check(.kink, Self.rectified, variants: 40) { try !values("z", $0).contains(0) }
  }

  @Test func `a line that is the derivative only at the lesson's own numbers`() throws {
    let text = "lesson a\ndata\n  k = 0.5\nparameters\n  w = 0.3\nloss\n  E = k·w²\nbackward\n  dw = w\n"
    let fixed = try Drawings.written(text, vary: ["w"])
    #expect(try Drawings.kinds(fixed, variants: 5).kinds.isDisjoint(with: [.gradient]))
    do {
      _ = try Drawings.written(text, vary: ["k"]).variant(VariantNumber(1))
      Issue.record("a wrong derivative was accepted")
    } catch let error as VariantFault {
      #expect(!error.isOfRequest)
      #expect(error.message.en.hasPrefix("None of the 1000 draws of “a-1-01” will do: "), "\(error.message.en)")
      #expect(error.message.en.contains(" × dw would not be the derivative it promises"))
      #expect(error.message.es.contains(" × dw no sería la derivada prometida"))
    }
  }

  @Test func `a run that diverges, or that does not reach what the lesson reaches`() throws {
    let text = """
      lesson a
      settings
        η = 0.1
      parameters
        w = 0.7
      loss
        E = 4.5·w²
      backward
        dw = 9·w
      update
        w ← w − η·dw
      run
        stop after 2000 iterations

      """
    let rates = try (1...15).map { try Drawings.written(text, vary: ["η"]).variant(VariantNumber($0)) }
    #expect(
      rates.flatMap { $0.refusals }.contains { $0.kind == .ending && $0.message.en.contains("would not end below") })
    #expect(rates.allSatisfy { ($0.values.first?.numbers.first ?? 1) <= 2 / 9.0 })
    let long = try Drawings.written(text.replacing("2000 ", with: "20000 "), vary: ["η"])
    let (_, others) = try Drawings.kinds(long, variants: 15)
    #expect(others.flatMap { $0.refusals }.contains { $0.message.en == "the run would diverge" })
    let reached = text.replacing("2000 iterations\n", with: "4 iterations\n  stop once E < 0.01\n")
    let (kinds, found) = try Drawings.kinds(Drawings.written(reached, vary: ["w"]), variants: 10)
    #expect(kinds.isEmpty || kinds.isSubset(of: [.rounding, .ending]))
    #expect(found.count == 10)
  }

  @Test func `a setting that the lesson does not take`() throws {
    // With one decimal there is no other number between these.
    let text = "lesson a\nsettings\n  p = 0.5  from 0.45 to 0.55\ndata\n  x = 0.3\nforward\n  y = x·p\n"
    do {
      _ = try Drawings.written(text, vary: ["p"]).variant(VariantNumber(1))
      Issue.record("a number outside its limits was accepted")
    } catch let error as VariantFault {
      #expect(error.message.en.contains(" × “p” cannot be 0."), "\(error.message.en)")
    }
  }

  @Test func `a shape or formula that the lesson prints and that would not hold`() throws {
    let text = "lesson a\ndata\n  x = [0.3; 0.4]\n  k = 0.5\nforward\n  y = k·x\nexpect \"page\"\n  y is x/2\n"
    #expect(try Drawings.kinds(Drawings.written(text, vary: ["x"]), variants: 5).kinds.isDisjoint(with: [.expectation]))
    #expect(throws: VariantFault.self) { try Drawings.written(text, vary: ["k"]).variant(VariantNumber(1)) }
  }

  @Test func `numbers at the edge of another rounding, but not those that always are`() throws {
    let text = "lesson a\ndata\n  x = [0.11; 0.52]\nforward\n  y = x·0.12345\n"
    try check(.rounding, text, variants: 60) { try !values("y", $0).contains { AskedDigits().isAtEdge($0) } }
    // Whatever is drawn for x, c stays a tie: that is the lesson's.
    let always = text + "  c = 0.12345 + 0·Σ x\n"
    #expect(try Drawings.kinds(Drawings.written(always), variants: 3).1.count == 3)
  }
}
