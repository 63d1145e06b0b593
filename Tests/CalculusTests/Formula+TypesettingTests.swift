import Matrices
import Testing
import Typesetting

@testable import Calculus

struct FormulaTypesettingTests {
  private static let names = ["a", "b", "c", "d"]
  private static let (a, b, c, d) = (
    Formula.reference(quantity(0, "a")), Formula.reference(quantity(1, "b")), Formula.reference(quantity(2, "c")),
    Formula.reference(quantity(3, "d"))
  )

  private static func apply(_ rule: any Operator, _ arguments: Formula...) -> Formula {
    (try? .apply(rule, arguments)) ?? .number(.nan)
  }

  /// Each pair of a loose and a tight operator in each order, with what must be read.
  private static let readings: [(Formula, String)] = [
    (apply(Addition(), apply(Addition(), a, b), c), "a + b + c"),
    (apply(Addition(), a, apply(Addition(), b, c)), "a + (b + c)"),
    (apply(Subtraction(), a, apply(Subtraction(), b, c)), "a − (b − c)"),
    (apply(Subtraction(), a, apply(Negation(), b)), "a − (−b)"),
    (apply(Addition(), apply(Negation(), a), b), "−a + b"),
    (apply(Negation(), apply(Addition(), a, b)), "−(a + b)"),
    (apply(Negation(), apply(Scaling(), a, b)), "−(a·b)"),
    (apply(Scaling(), apply(Negation(), a), b), "−a·b"),
    (apply(Scaling(), a, apply(Negation(), b)), "a·(−b)"),
    (apply(Negation(), apply(Power(), a, .number(2))), "−a^{2}"),
    (apply(Power(), apply(Negation(), a), .number(2)), "(−a)^{2}"),
    (apply(Negation(), apply(Negation(), a)), "−(−a)"),
    (apply(Scaling(), apply(Scaling(), a, b), c), "a·b·c"),
    (apply(Scaling(), a, apply(Scaling(), b, c)), "a·(b·c)"),
    (apply(EntrywiseProduct(), apply(Scaling(), a, b), c), "a·b ⊙ c"),
    (apply(EntrywiseProduct(), apply(Subtraction(), a, b), c), "(a − b) ⊙ c"),
    (apply(Division(), a, apply(Scaling(), b, c)), "a/(b·c)"),
    (apply(Scaling(), apply(Division(), a, b), c), "a/b·c"),
    (apply(Scaling(), a, apply(Division(), b, c)), "a·(b/c)"),
    (apply(Division(), apply(Addition(), a, b), c), "(a + b)/c"),
    (apply(Division(), apply(Division(), a, b), c), "a/b/c"),
    (apply(Power(), apply(Addition(), a, b), .number(2)), "(a + b)^{2}"),
    (apply(Power(), apply(Power(), a, .number(2)), .number(3)), "(a^{2})^{3}"),
    (apply(Power(), apply(Transposition(), a), .number(2)), "(a^{T})^{2}"),
    (apply(Scaling(), .number(0.5, spelling: "½"), apply(Total(), apply(Power(), a, .number(2)))), "½·Σ a^{2}"),
    (apply(Total(), apply(Scaling(), a, b)), "Σ a·b"),
    (apply(Total(), apply(Addition(), a, b)), "Σ (a + b)"),
    (apply(Total(), apply(Negation(), a)), "Σ (−a)"),
    (apply(Addition(), apply(Total(), a), b), "Σ a + b"),
    (apply(Scaling(), apply(Total(), a), b), "(Σ a)·b"),
    (apply(Scaling(), apply(Scaling(), a, apply(Total(), b)), c), "(a·Σ b)·c"),
    (apply(Scaling(), a, apply(Scaling(), b, apply(Total(), c))), "a·(b·Σ c)"),
    (apply(Power(), apply(Total(), a), .number(2)), "(Σ a)^{2}"),
    (apply(Negation(), apply(Total(), a)), "−Σ a"),
    (apply(RowTotal(), apply(ColumnTotal(), a)), "Σrows Σcols a"),
    (
      apply(Scaling(), apply(Negation(), apply(Division(), .number(1), a)), apply(Total(), b)), "−(1/a)·Σ b"
    ),
    (apply(EntrywiseFunction.sigmoid, apply(Addition(), a, b)), "σ(a + b)"),
    (apply(EntrywiseDerivative(of: .sigmoid), a), "σ'(a)"),
    (apply(EntrywiseFunction.leakyRelu(slope: 0.1), a), "leaky_relu(a, slope = 0.1)"),
    (apply(Power(), apply(EntrywiseFunction.squareRoot, a), .number(2)), "(√{a})^{2}"),
    (apply(EntrywiseFunction.abs, apply(Negation(), a)), "|−a|"),
    (apply(Comparison(kind: .greater, isExact: false), apply(Addition(), a, b), c), "a + b > c"),
    (apply(Scaling(), apply(Comparison(kind: .less, isExact: true), a, b), c), "(a < b)·c"),
    (apply(Choice(), a, b, c), "where(a, b, c)"),
    (.number(-0.25), "−0.25"), (.number(0.1, spelling: "0.10"), "0.10"), (.number(1e-8), "10^{−8}"),
    (.number(2.5e-8, spelling: "2.5e-8"), "2.5·10^{−8}"), (.number(-3), "−3"), (.number(.pi, spelling: "π"), "π"),
    (apply(Power(), .number(-3), .number(2)), "(−3)^{2}"),
  ]

  @Test(arguments: readings.indices)
  func `parentheses stand where binding needs them and nowhere else`(_ place: Int) {
    let (formula, text) = Self.readings[place]
    #expect(formula.typeset(Notation()).text.linear == text)
  }

  @Test func `formulas of the notes read as in the notes`() throws {
    let (prediction, target) = (quantity(0, "ŷ", Shape(2, 1)), quantity(1, "y", Shape(2, 1)))
    let (sum, weights) = (quantity(2, "z2", Shape(2, 1)), quantity(3, "W2", Shape(2, 2)))
    let slope = try Formula.apply(EntrywiseDerivative(of: .sigmoid), [.reference(sum)])
    let delta = try Formula.apply(
      EntrywiseProduct(), [.apply(Subtraction(), [.reference(prediction), .reference(target)]), slope])
    #expect(delta.typeset(Notation()).text.linear == "(ŷ − y) ⊙ σ'(z2)")
    let back = try Formula.apply(
      MatrixProduct(), [.apply(Transposition(), [.reference(weights)]), .reference(sum)])
    #expect(back.typeset(Notation()).text.linear == "W2^{T}·z2")
    #expect(
      try delta.entry(at: 1).typeset(Notation()).text.linear == "(ŷ_{2} − y_{2})·σ'(z_{2}^{(2)})")
    #expect(
      try back.entry(at: 0).typeset(Notation()).text.linear
        == "w_{1,1}^{(2)}·z_{1}^{(2)} + w_{2,1}^{(2)}·z_{2}^{(2)}")
  }

  @Test func `a number among entries is set as an entry, and among matrices by its name`() throws {
    let bias = Formula.reference(quantity(0, "b1"))
    let sum = try Formula.apply(Addition(), [.reference(quantity(1, "x", Shape(2, 1))), bias])
    #expect(sum.typeset(Notation()).text.linear == "x + b1")
    #expect(try sum.entry(at: 0).typeset(Notation()).text.linear == "x_{1} + b^{(1)}")
  }

  @Test func `numbers put in take parentheses when they are negative and not first`() throws {
    let (left, right) = (quantity(0, "x", Shape(2, 1)), quantity(1, "w", Shape(1, 2)))
    let product = try Formula.apply(MatrixProduct(), [.reference(right), .reference(left)])
    let values = [0: ["−0.2", "0.3"], 1: ["0.5", "−0.1"]]
    let text = try product.entry(at: 0).typeset(Notation()) { entry in
      values[entry.quantity.id].map { .number($0[entry.offset]) }
    }
    #expect(text.text.linear == "0.5·(−0.2) − 0.1·0.3")
    let number = Formula.reference(quantity(2, "c"))
    let power = try Formula.apply(Power(), [number, .number(2)])
    #expect(power.typeset(Notation()) { _, _ in .number("−3") }.text.linear == "(−3)^{2}")
    #expect(power.typeset(Notation()) { _, _ in nil }.text.linear == "c^{2}")
  }

  @Test func `a number with a power of ten takes the parentheses of a product`() throws {
    let (a, b) = (Formula.reference(quantity(0, "a")), Formula.reference(quantity(1, "b")))
    func text(_ formula: Formula) -> MathText {
      formula.typeset(Notation()) { quantity, _ in quantity.id == 0 ? .number("7·10⁻⁶") : nil }.text
    }
    #expect(text(Self.apply(Power(), a, .number(2))).linear == "(7·10⁻⁶)^{2}")
    #expect(text(Self.apply(Division(), b, a)).linear == "b/(7·10⁻⁶)")
    #expect(text(Self.apply(Division(), a, b)).linear == "7·10⁻⁶/b")
    #expect(text(Self.apply(Scaling(), b, a)).linear == "b·7·10⁻⁶")
    #expect(text(Self.apply(Subtraction(), b, a)).linear == "b − 7·10⁻⁶")
    #expect(text(Self.apply(Scaling(), a, b)).linear == "7·10⁻⁶·b")
  }

  @Test func `a slice reads as it is typed`() throws {
    let matrix = Formula.reference(quantity(0, "A", Shape(4, 3)))
    func text(_ rows: Range<Int>, _ columns: Range<Int>) throws -> String {
      try Formula.apply(Slice(rows: rows, columns: columns, of: Shape(4, 3)), [matrix]).typeset(Notation()).text.linear
    }
    #expect(try text(0..<2, 0..<3) == "A[1..2,:]")
    #expect(try text(0..<4, 2..<3) == "A[:,3]")
    let row = Formula.reference(quantity(1, "r", Shape(1, 3)))
    for (isAlongLine, text) in [(true, "r[2..3]"), (false, "r[:,2..3]")] {
      let part = MatrixPart([0..<1, 1..<3], of: Shape(1, 3), isAlongLine: isAlongLine)
      #expect(try Formula.apply(Slice(part), [row]).typeset(Notation()).text.linear == text)
    }
  }
}
