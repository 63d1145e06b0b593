import Matrices
import Testing
import Typesetting

@testable import Calculus

/// What is true of scalar trees beside the laws of the operators that they are made of.
struct ScalarTests {
  private static let quantities = ["a", "b", "c", "d"].enumerated().map { quantity($0, $1) }
  private static let (a, b, c, d) = (
    number(quantities[0]), number(quantities[1]), number(quantities[2]), number(quantities[3])
  )
  private static let negative = apply(Negation(), b)

  private static func number(_ quantity: Quantity) -> Scalar { .entry(Entry(quantity, 0)) }

  private static func apply(_ rule: any Operator, _ arguments: Scalar...) -> Scalar {
    (try? .apply(rule, arguments)) ?? .number(.nan)
  }

  private static func gathered(_ form: Gathering, _ arguments: Scalar...) -> Scalar {
    (try? .gathered(form, arguments)) ?? .number(.nan)
  }

  private static let forms: [Gathering] = [
    .sum, .extreme(.minimum), .extreme(.maximum), .norm, .share(of: 0), .share(of: 2), .logarithmOfShare(of: 1),
    .winner(.rows), .winner(.columns), .leastPlace(.rows), .leastPlace(.columns),
  ]

  private func value(_ scalar: Scalar, _ numbers: [Double]) -> Double {
    scalar.evaluate { Matrix(numbers[$0.id]) }
  }

  private static let readings: [(Scalar, String)] = [
    (gathered(.sum, a, negative, apply(Scaling(), .number(-2), c)), "a − b − 2·c"),
    (gathered(.sum, .number(-1), apply(Addition(), a, b)), "−1 + (a + b)"),
    (apply(Scaling(), gathered(.sum, a, b), c), "(a + b)·c"),
    (gathered(.extreme(.minimum), a, negative, c), "min(a, −b, c)"),
    (gathered(.extreme(.maximum), a), "a"), (gathered(.sum, negative), "−b"), (gathered(.sum), "0"),
    (gathered(.norm, a, negative), "√{a^{2} + (−b)^{2}}"),
    (gathered(.share(of: 1), a, b), "exp(b)/(exp(a) + exp(b))"),
    (gathered(.logarithmOfShare(of: 0), a, b, c), "a − ln(exp(a) + exp(b) + exp(c))"),
    (.number(0.1, spelling: "0.10"), "0.10"),
  ]

  @Test(arguments: readings.indices)
  func `parentheses stand where binding needs them and nowhere else`(_ place: Int) {
    let (scalar, text) = Self.readings[place]
    #expect(scalar.typeset(Notation()).text.linear == text)
  }

  @Test(arguments: EntrywiseFunction.all.filter(\.hasPrime))
  func `a derivative opens to its operator's own formula, in which functions can be worked out`(
    function: EntrywiseFunction
  ) throws {
    let derivative = Self.apply(EntrywiseDerivative(of: function), Self.a)
    let whole = Self.apply(Scaling(), Self.b, derivative)
    let z = Formula.reference(Self.quantities[0])
    let formula = try function.derivative(z)
    for point in [0.3, 0.41, 1.7] {
      let numbers = [point, -1.3]
      let slope = formula.evaluate { Matrix(numbers[$0.id]) }.values[0]
      let opened = try whole.opened { $0 }
      #expect(opened != whole && value(opened, numbers).bitPattern == (-1.3 * slope).bitPattern)
      var calls = 0
      let worked = try whole.opened { call throws(ShapeError) in
        calls += 1
        return .number(value(call, numbers))
      }
      #expect(abs(value(worked, numbers) + 1.3 * slope) <= 1e-15)
      #expect(calls == 0 || worked != opened)
    }
  }

  @Test func `only derivatives are opened, and where there is but a function it stays`() throws {
    let (sigmoid, prime) = (EntrywiseFunction.sigmoid, EntrywiseDerivative(of: .sigmoid))
    let text = try Self.apply(prime, Self.apply(prime, Self.a)).opened { $0 }.typeset(Notation()).text.linear
    #expect(text == "σ(σ(a)·(1 − σ(a)))·(1 − σ(σ(a)·(1 − σ(a))))")
    let plain = Self.apply(Addition(), Self.apply(sigmoid, Self.a), Self.b)
    #expect(try plain.opened { _ in .number(9) } == plain)
    #expect(
      try Self.apply(EntrywiseDerivative(of: .exp), Self.a).opened { _ in .number(9) }
        == Self.apply(EntrywiseFunction.exp, Self.a))
  }

  @Test func `numbers are set as entries where an entry of a matrix is read, or where that is asked for`() throws {
    let bias = quantity(0, "b1")
    let weights = quantity(1, "W1", Shape(2, 2))
    let entry = Scalar.entry(Entry(weights, 1))
    #expect(Self.number(bias).typeset(Notation()).text.linear == "b1")
    #expect(Self.number(bias).typesetAsEntry(Notation()).text.linear == "b^{(1)}")
    let sum = try Scalar.gathered(.sum, [entry, Self.number(bias)])
    #expect(sum.typeset(Notation()).text.linear == "w_{1,2}^{(1)} + b^{(1)}")
    let text = sum.typeset(Notation()) { $0 == Entry(weights, 1) ? .number("−0.5") : .number("−2") }.text.linear
    #expect(text == "−0.5 − 2")
  }

  @Test func `of a value computed as a whole, the matrix keeps its name and numbers are put in`() throws {
    let (matrix, number) = (quantity(0, "A", Shape(2, 2)), quantity(1, "c"))
    let whole = try Formula.apply(Eigenvalues(), [.apply(Scaling(), [.reference(number), .reference(matrix)])])
    let entry = try whole.entry(at: 1)
    #expect(entry == .part(of: whole, at: 1))
    #expect(entry.typeset(Notation()).text.linear == "eigenvalues(c·A)[2]")
    #expect(entry.typeset(Notation()) { _ in .number("3") }.text.linear == "eigenvalues(3·A)[2]")
    #expect(entry.entries == [Entry(number, 0)] && entry.references == [matrix, number])
    #expect(entry.dependencies == [Entry(number, 0)] + (0..<4).map { Entry(matrix, $0) })
    // λ(c·A) is c·λ(A).
    let values: (Quantity) -> Matrix = { $0 == matrix ? Matrix(Shape(2, 2), [2, 1, 1, 2]) ?? Matrix(0) : Matrix(5) }
    #expect(agree(try entry.partial(by: Entry(number, 0)).evaluate(values), 3, within: 1e-14))
    // ∂λ/∂a₁,₂ = c·v₁·v₂, each ½ with the sign of the eigenvector's other entry.
    #expect(agree(try entry.partial(by: Entry(matrix, 1)).evaluate(values), 2.5, within: 1e-14))
    #expect(try entry.partial(by: Entry(quantity(2, "d"), 0)) == .number(0))
  }

  @Test func `what changes an entry of an inverse is told by two others`() throws {
    let matrix = quantity(0, "A", Shape(3, 3))
    let entry = try Formula.apply(Inverse(), [.reference(matrix)]).entry(at: 1)
    let slope = try entry.partial(by: Entry(matrix, 5))
    #expect(slope.typeset(Notation()).text.linear == "−(inv(A)[1,2]·inv(A)[3,2])")
  }

  @Test(arguments: forms)
  func `what is gathered has the bits of the operator that it is an entry of, also at ties`(_ form: Gathering) throws {
    let scalar = try Scalar.gathered(form, [Self.a, Self.b, Self.c, Self.d])
    for numbers in [[0.1, 0.7, 0.2, 0.1], [3, 3, 3, 3], [-0.0, 0, -0.0, 0], [1000, 999, -1000, 0]] {
      let row = try #require(Matrix(Shape(1, 4), numbers))
      let argument = Formula.reference(quantity(0, "r", Shape(1, 4)))
      let (rule, place): (any Operator, Int) =
        switch form {
        case .sum: (Total(), 0)
        case .extreme(let kind): (Extreme(kind, .all), 0)
        case .norm: (Norm(), 0)
        case .share(let place): (Softmax(axis: .rows), place)
        case .logarithmOfShare(let place): (LogSoftmax(axis: .rows), place)
        case .winner: (Argmax(axis: .rows), 0)
        case .leastPlace: (Argmin(.all), 0)
        }
      let expected = try Formula.apply(rule, [argument]).evaluate { _ in row }.values[place]
      #expect(bits([value(scalar, numbers)]) == bits([expected]), "\(numbers)")
    }
  }

  @Test(arguments: forms)
  func `what is gathered is derived as central differences say, twice`(_ form: Gathering) throws {
    switch form {
    case .winner, .leastPlace: return
    case .sum, .extreme, .norm, .share, .logarithmOfShare: break
    }
    let squared = try Scalar.apply(Power(), [Self.b, .number(2)])
    let scalar = try Scalar.apply(
      Scaling(), [Self.a, .gathered(form, [Self.apply(Scaling(), Self.a, Self.c), squared, Self.d])])
    let numbers = [0.7, -0.4, 0.9, 0.3]
    func slope(_ scalar: Scalar, _ place: Int) -> Double {
      var (above, below) = (numbers, numbers)
      above[place] += 1e-5
      below[place] -= 1e-5
      return (value(scalar, above) - value(scalar, below)) / 2e-5
    }
    for (place, quantity) in Self.quantities.enumerated() {
      let partial = try scalar.partial(by: Entry(quantity, 0))
      #expect(agree(value(partial, numbers), slope(scalar, place), within: 1e-8))
      for (other, quantity) in Self.quantities.enumerated() {
        let second = try partial.partial(by: Entry(quantity, 0))
        #expect(agree(value(second, numbers), slope(partial, other), within: 1e-8), "\(place), \(other)")
      }
    }
  }

  @Test func `the derivative of an extreme flows to the first of equal numbers`() throws {
    for (kind, numbers) in [(Extreme.Kind.maximum, [2.0, 3, 3, 1]), (.minimum, [2, 1, 1, 3])] {
      let scalar = Self.gathered(.extreme(kind), Self.a, Self.b, Self.c, Self.d)
      let slopes = try Self.quantities.map { value(try scalar.partial(by: Entry($0, 0)), numbers) }
      #expect(slopes == [0, 1, 0, 0])
    }
  }

  @Test func `a derivative reads as the rules of the operators say, with nothing trivial left`() throws {
    func partial(_ scalar: Scalar, by place: Int) throws -> String {
      try scalar.partial(by: Entry(Self.quantities[place], 0)).typeset(Notation()).text.linear
    }
    let sum = Self.gathered(.sum, Self.apply(Scaling(), Self.a, Self.c), Self.b)
    #expect(try partial(sum, by: 0) == "c")
    #expect(try partial(sum, by: 1) == "1")
    #expect(try partial(sum, by: 3) == "0")
    #expect(try partial(Self.apply(Power(), sum, .number(2)), by: 0) == "2·(a·c + b)·c")
    #expect(try partial(Self.apply(EntrywiseFunction.sigmoid, sum), by: 2) == "σ'(a·c + b)·a")
    #expect(try partial(Self.apply(Subtraction(), Self.a, Self.apply(Negation(), sum)), by: 1) == "1")
    #expect(try partial(Self.apply(Power(), Self.a, Self.b), by: 1) == "a^{b}·ln(a)")
    let share = Self.gathered(.share(of: 0), Self.a, Self.b)
    #expect(
      try partial(share, by: 0) == "exp(a)/(exp(a) + exp(b))·(1 − exp(a)/(exp(a) + exp(b)))")
    #expect(
      try partial(share, by: 1) == "exp(a)/(exp(a) + exp(b))·(−(exp(b)/(exp(a) + exp(b))))")
  }

  @Test func `entries are listed once each, in the order of reading`() throws {
    let scalar = Self.gathered(
      .sum, Self.apply(Scaling(), Self.c, Self.a), Self.apply(Scaling(), Self.a, Self.b), .number(1))
    #expect(scalar.entries.map(\.address) == ["c", "a", "b"])
  }

  @Test func `trees are the same when rules and numbers are`() {
    #expect(Self.gathered(.share(of: 0), Self.a, Self.b) != Self.gathered(.share(of: 1), Self.a, Self.b))
    #expect(Self.gathered(.sum, Self.a, Self.b) != Self.apply(Addition(), Self.a, Self.b))
    #expect(Self.apply(Addition(), Self.a, Self.b) == Self.apply(Addition(), Self.a, Self.b))
    #expect(Self.apply(EntrywiseFunction.leakyRelu(slope: 0.1), Self.a) != Self.apply(EntrywiseFunction.relu, Self.a))
  }

  @Test func `what does not fit is refused`() {
    #expect(throws: ShapeError.self) { try Scalar.apply(Addition(), [Self.a]) }
    #expect(throws: ShapeError.self) { try Scalar.gathered(.share(of: 2), [Self.a, Self.b]) }
    #expect(throws: ShapeError.self) { try Scalar.gathered(.share(of: -1), [Self.a, Self.b]) }
    #expect(throws: ShapeError.self) { try Scalar.gathered(.extreme(.maximum), []) }
    #expect(throws: ShapeError.self) { try Scalar.gathered(.winner(.rows), [Self.a]) }
  }

  @Test func `deep and wide trees are walked as far as formulas may go, and refused beyond`() throws {
    var deep = Self.a
    for _ in 0..<FormulaLimits.depth { deep = try .apply(Addition(), [deep, Self.b]) }
    #expect(throws: ShapeError.self) { try Scalar.apply(Negation(), [deep]) }
    #expect(value(deep, [1, 2]) == Double(1 + 2 * FormulaLimits.depth))
    #expect(deep.entries.count == 2 && deep == deep)
    #expect(value(try deep.partial(by: Entry(Self.quantities[1], 0)), [1, 2]) == Double(FormulaLimits.depth))
    #expect(!deep.typeset(Notation()).text.linear.isEmpty)
    let wide = try Scalar.gathered(.sum, [Scalar](repeating: Self.a, count: 100_000))
    #expect(value(wide, [1]) == 100_000)
    #expect(throws: ShapeError.self) {
      try Scalar.gathered(.sum, [Scalar](repeating: wide, count: 11))
    }
  }

  @Test func `derivatives of a long sum are the same when its readings are looked up`() throws {
    let row = quantity(7, "w", Shape(1, 100))
    let other = quantity(8, "v", Shape(1, 100))
    // Each entry is in two terms, and the sum in a formula whose derivative reads its value.
    let terms = try (0..<100).map { place -> Scalar in
      let second = try Scalar.apply(Addition(), [.entry(Entry(row, (place + 1) % 100)), .number(2)])
      return try Scalar.apply(Scaling(), [.entry(Entry(row, place)), second])
    }
    let long = try Scalar.apply(Power(), [.gathered(.sum, terms), .number(2)])
    let readings = try #require(LongSumReadings(long))
    for entry in [Entry(row, 0), Entry(row, 99), Entry(other, 3)] {
      #expect(try long.partial(by: entry, readings: readings) == long.partial(by: entry))
    }
    #expect(try long.partial(by: Entry(row, 0)) != .number(0))
    let short = try LongSumReadings(.gathered(.sum, Array(terms.prefix(10))))
    #expect(short == nil)
  }
}
