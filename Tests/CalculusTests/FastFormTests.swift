import Kernels
import Matrices
import Testing

@testable import Calculus

/// What operators say of themselves for the fast way, held against their own values.
struct FastFormTests {
  /// An operator with arguments on which it is something that loops compute entry by entry.
  private struct Case {
    var trial: Trial
    let entries: EntryFormula

    /// Nil where it is anything else.
    /// - Parameter constant: the number that arguments of one entry are known to be.
    init?(_ rule: any Operator, _ sample: OperatorSample, constant: Double?, seed: Int) {
      var trial = Trial(rule, sample, seed: seed)
      if let constant {
        for place in trial.values.indices where sample.shapes[place].isScalar {
          trial.values[place] = Matrix(sample.shapes[place], repeating: constant)
        }
      }
      let arguments = sample.shapes.map { FastArgument($0, constant: $0.isScalar ? constant : nil) }
      guard case .entries(let entries) = rule.fastForm(of: arguments) else { return nil }
      self.trial = trial
      self.entries = entries
    }

    static let all: [Case] = Operators.all.enumerated().flatMap { number, rule in
      rule.samples.flatMap { sample in
        [nil, 2].compactMap { Case(rule, sample, constant: $0, seed: number) }
      }
    }
  }

  @Test func `an operator names each function, but for those that formulas come to by themselves`() {
    let named = Set(Case.all.flatMap(\.entries.functions))
    // What is only handed on is copied; a product that is added becomes one with the sum.
    let others: Set<EntryFunction> = [.copy, .multiplyAdd]
    #expect(named.isDisjoint(with: others))
    let missing = Set(EntryFunction.all).subtracting(named.union(others))
    #expect(missing.isEmpty, "\(missing.map(\.name))")
  }

  @Test func `an operator gives each function as many values as it takes, of arguments that it has`() {
    for one in Case.all { #expect(one.entries.fits(one.trial.values.count), "\(one.trial)") }
  }

  @Test func `what an operator's attributes and arguments make of it, it says itself`() {
    let (matrix, number) = (FastArgument(Shape(2, 3)), FastArgument(.scalar))
    func form(_ rule: any Operator, _ arguments: FastArgument...) -> FastForm { rule.fastForm(of: arguments) }
    let square = EntryFormula.apply(.multiply, [.argument(0), .argument(0)])
    #expect(form(Power(), matrix, FastArgument(.scalar, constant: 2)) == .entries(square))
    #expect(form(Power(), matrix, FastArgument(.scalar, constant: 3)) == .stepwise)
    #expect(form(Power(), matrix, number) == .stepwise)
    #expect(form(Division(), matrix, number) == .entrywise(.divideNearly))
    #expect(form(Division(), matrix, matrix) == .entrywise(.divide))
    #expect(form(Division(), number, number) == .entrywise(.divide))
    #expect(form(Comparison(kind: .greater, isExact: true), matrix, number) == .entrywise(.greater))
    #expect(form(Comparison(kind: .greater, isExact: false), matrix, number) == .entrywise(.clearlyGreater))
    let turned = EntryFormula.apply(.nearlyGreaterOrEqual, [.argument(1), .argument(0)])
    #expect(form(Comparison(kind: .lessOrEqual, isExact: false), matrix, number) == .entries(turned))
    #expect(form(EntrywiseFunction.relu, matrix) == .entrywise(.relu))
    #expect(form(EntrywiseFunction.leakyRelu(slope: 0.01), matrix) == .stepwise)
    #expect(form(LogarithmProduct(of: .log2), matrix, matrix) == .stepwise)
  }

  @Test func `on its samples the fast form of an operator has the operator's value`() throws {
    for one in Case.all {
      let value = one.trial.value(try one.trial.formula())
      for kernels in Kernels.available.compactMap({ Kernels($0) }) {
        let found = one.entries.values(of: one.trial.values, one.trial.sample.shapes, value.shape, Double.self, kernels)
        check(one, found, value.values.map { $0 }, "\(kernels.level)")
      }
    }
  }

  /// Zeros, ends of the range, what is no number, and numbers from `Draws` scaled to be large.
  private static func numbers<Scalar: KernelsScalar>(_ type: Scalar.Type, scale: Double) -> [Double] {
    var draws = Draws(seed: 5)
    let special: [Scalar] = [0, -0.0, 1, -1, 0.5, .infinity, -.infinity, .nan, .leastNonzeroMagnitude]
    return special.map(Double.init) + (0..<12).map { _ in Double(Scalar(draws.next(in: -2...2) * scale)) }
  }

  private func checkAnywhere<Scalar: KernelsScalar>(_ type: Scalar.Type, scale: Double) throws {
    let numbers = Self.numbers(type, scale: scale)
    for (place, rule) in Operators.all.enumerated() {
      for count in Set(rule.samples.map(\.shapes.count)) {
        // Each number meets each other.
        let size = (0..<count).reduce(1) { product, _ in product * numbers.count }
        let sample = OperatorSample(Array(repeating: Shape(1, size), count: count))
        guard (try? rule.shape(of: sample.shapes)) == Shape(1, size),
          var one = Case(rule, sample, constant: nil, seed: place)
        else { continue }
        var stride = 1
        for argument in 0..<count {
          one.trial.values[argument] =
            Matrix(Shape(1, size), (0..<size).map { numbers[$0 / stride % numbers.count] }) ?? Matrix(0)
          stride *= numbers.count
        }
        let value = one.trial.value(try one.trial.formula())
        for kernels in Kernels.available.compactMap({ Kernels($0) }) {
          let found = one.entries.values(of: one.trial.values, sample.shapes, value.shape, type, kernels)
          check(one, found, value.values.map { Scalar($0) }, "\(kernels.level)")
        }
      }
    }
  }

  @Test func `whatever the numbers, the fast form has the operator's value, rounded to floats`() throws {
    try checkAnywhere(Float.self, scale: 1)
    try checkAnywhere(Float.self, scale: 40)
  }

  @Test func `whatever the numbers, the fast form has the operator's value in doubles`() throws {
    try checkAnywhere(Double.self, scale: 1)
    try checkAnywhere(Double.self, scale: 300)
  }

  @Test func `floats are equal to a comparison that differ by a millionth of the larger, of 1 at least`() {
    let most = Float.greatestFiniteMagnitude
    let cases: [(a: Float, b: Float, isTie: Bool)] = [
      (0.3 as Float - 0.2 as Float - 0.1 as Float, 0, true), (9e-7, 0, true), (1.1e-6, 0, false),
      (1, 1.000_000_9, true),
      (1, 1.000_001_2, false), (1e6, 1_000_001, true), (1e6, 1_000_002, false), (-most, most, false),
      (.infinity, most, false),
      (.infinity, .infinity, true), (-.infinity, .infinity, false), (.nan, .nan, false), (.nan, 0, false),
    ]
    for (first, second, isTie) in cases {
      for (a, b) in [(first, second), (second, first)] {
        let numbers = [Matrix(Double(a)), Matrix(Double(b))]
        let isLarger = a > b && !isTie
        func holds(_ kind: Comparison.Kind) -> Bool {
          switch kind {
          case .less: a < b && !isTie
          case .lessOrEqual: a < b || isTie
          case .greater: isLarger
          case .greaterOrEqual: a > b || isTie
          case .equal: isTie
          case .notEqual: !isTie
          }
        }
        for kernels in Kernels.available.compactMap({ Kernels($0) }) {
          for kind in Comparison.Kind.allCases {
            let rule = Comparison(kind: kind, isExact: false)
            guard case .entries(let entries) = rule.fastForm(of: []) else { return #expect(Bool(false), "\(kind)") }
            let found = entries.values(of: numbers, [.scalar, .scalar], .scalar, Float.self, kernels)
            #expect(found == [holds(kind) ? 1 : 0], "\(a) \(kind.rawValue) \(b), \(kernels.level)")
          }
          guard b == 0, case .entries(let step) = EntrywiseFunction.step.fastForm(of: []) else { continue }
          #expect(step.values(of: numbers, [.scalar], .scalar, Float.self, kernels) == [isLarger ? 1 : 0])
        }
      }
    }
  }

  private func checkDivisors<Scalar: KernelsScalar>(_ type: Scalar.Type) throws {
    let numbers = Self.numbers(type, scale: 300)
    let sample = OperatorSample([Shape(1, numbers.count), .scalar])
    for divisor in numbers {
      var one = try #require(Case(Division(), sample, constant: nil, seed: 1))
      one.trial.values = [try #require(Matrix(sample.shapes[0], numbers)), Matrix(divisor)]
      let value = one.trial.value(try one.trial.formula())
      for kernels in Kernels.available.compactMap({ Kernels($0) }) {
        let found = one.entries.values(of: one.trial.values, sample.shapes, value.shape, type, kernels)
        check(one, found, value.values.map { Scalar($0) }, "\(kernels.level)")
      }
    }
  }

  @Test func `divided by one number, whatever it is, all are what they are divided one by one`() throws {
    try checkDivisors(Float.self)
    try checkDivisors(Double.self)
  }

  /// The same number, zeros with their sign, or as near as the function that is furthest off may be.
  private func check<Scalar: KernelsScalar>(_ one: Case, _ found: [Scalar], _ wanted: [Scalar], _ level: String) {
    let units = Scalar(one.entries.functions.map(\.errorUnits).max() ?? 0)
    #expect(found.count == wanted.count)
    for (place, (found, wanted)) in zip(found, wanted).enumerated() {
      if found.isNaN && wanted.isNaN || found == wanted && (found != 0 || found.sign == wanted.sign) { continue }
      if units > 0, abs(found - wanted) <= units * wanted.ulp { continue }
      let numbers = one.trial.values.map { $0.values[$0.values.count == 1 ? 0 : place % $0.values.count] }
      Issue.record("\(level): \(one.trial.rule.identity) of \(numbers) is \(found), not \(wanted)")
    }
  }
}

extension EntryFormula {
  /// The functions in it.
  fileprivate var functions: [EntryFunction] {
    switch self {
    case .argument: []
    case .apply(let function, let parts): [function] + parts.flatMap(\.functions)
    }
  }

  /// Whether it is a function of as many values as that takes, and reads only so many arguments.
  fileprivate func fits(_ count: Int) -> Bool {
    guard case .apply(let function, let parts) = self, parts.count == function.arity else { return false }
    return parts.allSatisfy { part in
      if case .argument(let index) = part { (0..<count).contains(index) } else { part.fits(count) }
    }
  }

  /// Its values, by one kernel after another; arguments of one entry are numbers to the kernels.
  fileprivate func values<Scalar: KernelsScalar>(
    of arguments: [Matrix], _ shapes: [Shape], _ shape: Shape, _ type: Scalar.Type, _ kernels: Kernels
  ) -> [Scalar] {
    switch self {
    case .argument(let index):
      let numbers = arguments[index].values.map { Scalar($0) }
      if shapes[index].isScalar { return Array(numbers.prefix(1)) }
      return Broadcast.places(of: shapes[index], in: shape).map { numbers[$0] }
    case .apply(let function, let parts):
      let values = parts.map { $0.values(of: arguments, shapes, shape, type, kernels) }
      var result = [Scalar](repeating: 0, count: shape.count)
      let memory = values.map { values in
        let memory = UnsafeMutableBufferPointer<Scalar>.allocate(capacity: values.count)
        _ = memory.initialize(from: values)
        return memory
      }
      defer { for memory in memory { memory.deallocate() } }
      let sources = memory.compactMap { memory -> Kernels.Source<Scalar>? in
        guard let start = UnsafePointer(memory.baseAddress) else { return nil }
        return memory.count == 1 && shape.count > 1 ? .number(start) : .entries(start)
      }
      result.withUnsafeMutableBufferPointer { result in
        guard let start = result.baseAddress, let first = sources.first else { return }
        kernels.apply(
          function, count: result.count, to: start, first, sources.dropFirst().first, sources.dropFirst(2).first)
      }
      return result
    }
  }
}
