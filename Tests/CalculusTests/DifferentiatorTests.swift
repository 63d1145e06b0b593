import Execution
import Matrices
import SampleLessons
import Synchronization
import Testing
import Trace

@testable import Calculus

/// The mechanical derivative: what it is worth, and what it is called.
struct DifferentiatorTests {
  /// Slopes of the objective along one entry, with a distance and with a tenth of it.
  private static func slopes(
    _ objective: Quantity, _ denominator: Quantity, _ offset: Int, _ moment: Moment
  ) -> (wide: Double, narrow: Double) {
    let start = moment.entry(denominator, offset)
    func slope(_ distance: Double) -> Double {
      let moved = Entry(denominator, offset)
      let above = moment.replacing(moved, with: start + distance).entry(objective, 0)
      let below = moment.replacing(moved, with: start - distance).entry(objective, 0)
      return (above - below) / (2 * distance)
    }
    let unit = max(1, abs(start))
    return (slope(2e-5 * unit), slope(2e-6 * unit))
  }

  /// In windows of `cnn` all four entries are 0: their maximum has a slope to one side alone.
  private static let smooth = SampleLesson.everyone.filter { $0.description != "cnn" }

  @Test(arguments: smooth)
  func `the derivative of the objective by every parameter and forward quantity agrees with central differences`(
    sample: SampleLesson
  ) throws {
    let scope = try sample.scope()
    let runner = try Run(scope.program)
    try runner.advance()
    try runner.advance()
    let moment = runner.moment()
    let program = runner.program
    let objective = try #require(program.objective)
    let forward = program.definitions.filter { $0.phase <= .loss && !$0.isDerived }.map(\.quantity)
    for denominator in program.parameters + forward {
      let resolved = try scope.of(program).derivative(of: objective, at: 0, by: denominator)
      #expect(resolved.shape == denominator.shape)
      let derivative = moment.evaluate(resolved).values
      let scale = max(1e-4, derivative.reduce(0) { max($0, abs($1)) })
      let count = denominator.shape.count
      for offset in Swift.stride(from: 0, to: count, by: max(1, count / 4)) {
        let (wide, narrow) = Self.slopes(objective, denominator, offset, moment)
        let isKink = abs(wide - narrow) > 1 && abs(narrow) > 1e3
        // The perceptron stands on its own line, where its answer jumps.
        if isKink && sample.description.hasPrefix("perceptron") { continue }
        #expect(
          min(abs(wide - derivative[offset]), abs(narrow - derivative[offset])) <= 1e-6 * scale,
          "∂\(objective.symbol)/∂\(denominator.symbol), entry \(offset): \(derivative[offset]), \(wide)")
      }
    }
  }

  // MARK: - On definitions of one's own

  /// Quantities and definitions built one after the other.
  private final class Bench {
    var differentiator = Differentiator()

    func make(_ name: String, _ shape: Shape = .scalar) -> Quantity {
      defer { differentiator.nextID += 1 }
      return Quantity(id: differentiator.nextID, symbol: Symbol(canonical: name), shape: shape)
    }

    func define(_ name: String, _ formula: Formula) -> Quantity {
      let quantity = make(name, formula.shape)
      differentiator.append(Definition(quantity: quantity, formula: formula, phase: .forward))
      return quantity
    }

    /// What a formula is worth, through the derived definitions.
    func value(_ formula: Formula, _ given: [Int: Matrix]) -> [Double] {
      var known = given
      for definition in differentiator.derived {
        known[definition.quantity.id] = definition.formula.evaluate {
          known[$0.id] ?? Matrix($0.shape, repeating: .nan)
        }
      }
      return formula.evaluate { known[$0.id] ?? Matrix($0.shape, repeating: .nan) }.values
    }
  }

  @Test func `each derivative is a definition, named after what is moved and what changes`() throws {
    let bench = Bench()
    let x = bench.make("x", Shape(2, 1))
    let a = bench.define("a", try .apply(EntrywiseFunction.sigmoid, [.reference(x)]))
    let e = bench.define("e", try .apply(EntrywiseProduct(), [.reference(a), .reference(a)]))
    let total = bench.define("E", try .total(.reference(e)))
    _ = try bench.differentiator.derivative(of: total, at: 0, by: x)
    #expect(bench.differentiator.derived.map(\.quantity.name) == ["∂E/∂e", "∂E/∂a", "∂E/∂x"])
    _ = try bench.differentiator.derivative(of: e, at: 1, by: x)
    #expect(bench.differentiator.derived.map(\.quantity.name).suffix(3) == ["∂e[2]/∂e", "∂e[2]/∂a", "∂e[2]/∂x"])
    for definition in bench.differentiator.derived {
      #expect(definition.isDerived && definition.phase == .backward && definition.line == nil)
      #expect(definition.formula.shape == definition.quantity.shape)
    }
  }

  @Test func `asked again it is the same formula, and nothing is derived twice`() throws {
    let bench = Bench()
    let x = bench.make("x")
    let a = bench.define("a", try .apply(EntrywiseFunction.exp, [.reference(x)]))
    let b = bench.define("b", try .product(.reference(a), .reference(x)))
    let first = try bench.differentiator.derivative(of: b, at: 0, by: x)
    let count = bench.differentiator.derived.count
    #expect(try bench.differentiator.derivative(of: b, at: 0, by: x) == first)
    #expect(try bench.differentiator.derivative(of: b, at: 0, by: a) == .reference(x), "too short for a name")
    #expect(bench.differentiator.derived.count == count)
    let c = bench.define("c", try .product(.reference(b), .reference(b)))
    #expect(try bench.differentiator.derivative(of: b, at: 0, by: x) == first, "what comes later changes nothing")
    let formula = try bench.differentiator.derivative(of: c, at: 0, by: x)
    let (value, e) = (2.0, 7.38905609893065)
    let given = [x.id: Matrix(value), a.id: Matrix(e), b.id: Matrix(2 * e), c.id: Matrix(4 * e * e)]
    let found = bench.value(formula, given)[0]
    #expect(abs(found - 2 * (2 * e) * (e * value + e)) < 1e-10)
  }

  @Test func `without a path it is zero, by itself it is one at its entry`() throws {
    let bench = Bench()
    let (x, y) = (bench.make("x"), bench.make("y", Shape(1, 3)))
    let z = bench.define("z", .reference(x))
    #expect(try bench.differentiator.derivative(of: z, at: 0, by: y).shape == Shape(1, 3))
    #expect(bench.value(try bench.differentiator.derivative(of: z, at: 0, by: y), [:]) == [0, 0, 0])
    #expect(try bench.differentiator.derivative(of: z, at: 0, by: z).constant == 1)
    #expect(try bench.differentiator.derivative(of: x, at: 0, by: z).constant == 0, "the cause does not follow")
    #expect(bench.value(try bench.differentiator.derivative(of: y, at: 1, by: y), [:]) == [0, 1, 0])
  }

  @Test func `a derivative can be derived in its turn`() throws {
    let bench = Bench()
    let x = bench.make("x")
    let y = bench.define("y", try .power(.reference(x), 4))
    var formula = try bench.differentiator.derivative(of: y, at: 0, by: x)
    var expected: [Double] = [32, 48, 48, 24]
    while !expected.isEmpty {
      #expect(bench.value(formula, [x.id: Matrix(2), y.id: Matrix(16)]) == [expected.removeFirst()])
      guard case .reference(let quantity) = formula else { break }
      formula = try bench.differentiator.derivative(of: quantity, at: 0, by: x)
    }
    #expect(expected.isEmpty)
  }

  @Test func `a formula grows in proportion to its lines, not to its paths`() throws {
    let bench = Bench()
    let x = bench.make("x")
    var last = x
    for index in 1...40 { last = bench.define("y\(index)", try .adding(.reference(last), .reference(last))) }
    let formula = try bench.differentiator.derivative(of: last, at: 0, by: x)
    #expect(bench.value(formula, [:]) == [0x1p40])
    #expect(bench.differentiator.derived.allSatisfy { $0.formula.extent.terms < 10 })
  }

  @Test func `a sum is walked through once, however many of its terms are asked about`() throws {
    let bench = Bench()
    let pulled = Counter()
    let terms = (1...100).map { bench.make("x\($0)") }
    var sum = Formula.reference(terms[0])
    for term in terms.dropFirst() { sum = try .apply(CountedAddition(pulled), [sum, .reference(term)]) }
    let total = bench.define("E", sum)
    for term in terms { #expect(try bench.differentiator.derivative(of: total, at: 0, by: term).constant == 1) }
    #expect(pulled.count == 99)
  }

  /// Addition that counts how often something is sent back through it.
  private final class CountedAddition: PairOperator {
    let pulled: Counter

    init(_ pulled: Counter) { self.pulled = pulled }

    var identity: String { "counted" }
    var summary: OperatorSummary { Addition().summary }
    func fastForm(of arguments: [FastArgument]) -> FastForm { .entrywise(.add) }
    func value(_ left: Double, _ right: Double) -> Double { left + right }
    func layout(_ arguments: [Typeset]) -> Typeset { .sum(arguments[0], "+", arguments[1]) }

    func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
      pulled.add()
      return [adjoint, adjoint]
    }
  }

  private final class Counter: Sendable {
    private let number = Mutex(0)
    var count: Int { number.withLock { $0 } }
    func add() { number.withLock { $0 += 1 } }
  }

  @Test func `a function entry by entry is derived on a stand-in for its argument`() throws {
    let stand = Quantity(id: -1, symbol: Symbol(canonical: "z"), shape: Shape(1, 2))
    let square = try Formula.power(.reference(stand), 2)
    let slope = try Differentiator.entrywiseDerivative(of: square, by: stand)
    #expect(slope.evaluate { _ in Matrix(Shape(1, 2), [3, -5]) ?? Matrix(0) }.values == [6, -10])
    let flat = try Differentiator.entrywiseDerivative(of: .number(4), by: stand)
    #expect(flat.evaluate().values == [0, 0])
  }

  @Test func `how large a formula is, it knows without walking over itself`() throws {
    let x = Quantity(id: 0, symbol: Symbol(canonical: "x"), shape: Shape(3, 1))
    let product = try Formula.apply(MatrixProduct(), [.reference(x), .apply(Transposition(), [.reference(x)])])
    #expect(product.extent.terms == 4 && product.extent.depth == 2 && product.extent.entries == 3 + 9)
    var doubled = product
    for _ in 0..<17 { doubled = try .apply(Addition(), [doubled, doubled]) }
    #expect(doubled.extent.terms == 4 << 17 | (1 << 17) - 1 && doubled.extent.depth == 19)
    // A formula that would take a walk of years is refused as soon as it is put together.
    #expect(throws: ShapeError.self) {
      for _ in 0..<100 { doubled = try .apply(Addition(), [doubled, doubled]) }
    }
  }
}
