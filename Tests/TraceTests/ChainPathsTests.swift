import Calculus
import Execution
import Matrices
import SampleLessons
import Testing

@testable import Trace

struct ChainPathsTests {
  private static func ready(_ sample: SampleLesson) throws -> (Run, Moment) {
    let runner = try Run(try sample.program())
    try runner.advance()
    return (runner, runner.moment())
  }

  @Test(arguments: SampleLesson.small)
  func `the paths add up to the mechanical derivative`(sample: SampleLesson) throws {
    let (runner, moment) = try Self.ready(sample)
    let scope = try sample.scope()
    let program = runner.program
    guard let objective = program.objective else { return }
    let forward = program.definitions.filter { $0.phase <= .loss && !$0.isDerived }.map(\.quantity)
    for denominator in program.parameters + forward {
      let derivative = moment.evaluate(try scope.derivative(of: objective, at: 0, by: denominator)).values
      for offset in 0..<min(8, denominator.shape.count) {
        let expected = derivative.count == 1 ? derivative[0] : derivative[offset]
        let found = try ChainPaths.find(from: Entry(objective, 0), to: Entry(denominator, offset), in: moment)
        let paths = try #require(found)
        #expect(
          abs(paths.sum - expected) <= 1e-12 * max(1, abs(expected)),
          "∂\(objective.symbol)/∂\(denominator.symbol) \(offset)")
        let listed = paths.paths.reduce(0) { $0 + $1.product }
        #expect(abs(listed + paths.rest - paths.sum) <= 1e-12 * max(1, abs(paths.sum)))
        #expect(paths.paths.count == Int(min(12, paths.count)))
        for path in paths.paths {
          let product = path.factors.reduce(1) { $0 * $1.value }
          #expect(abs(product - path.product) <= 1e-12 * max(1, abs(product)))
          #expect(path.factors.isEmpty ? denominator == objective : path.factors.first?.above == Entry(objective, 0))
          #expect(path.factors.isEmpty || path.factors.last?.below == Entry(denominator, offset))
          for (upper, lower) in zip(path.factors, path.factors.dropFirst()) { #expect(upper.below == lower.above) }
          for factor in path.factors { #expect(moment.number(factor.formula).bitPattern == factor.value.bitPattern) }
        }
      }
    }
  }

  /// All paths by following every entry that a formula reads.
  private static func products(
    from entry: Entry, to denominator: Entry, _ moment: Moment, so product: Double = 1
  ) throws -> [Double] {
    if entry == denominator { return [product] }
    guard let definition = moment.program.definition(of: entry.quantity) else { return [] }
    let formula = try definition.formula.entry(at: entry.offset)
    return try formula.entries.flatMap { below in
      try products(from: below, to: denominator, moment, so: product * moment.number(try formula.partial(by: below)))
    }
  }

  private static let net = """
    data
      x = [0.3 −0.8]
    parameters
      W1 = [0.1 0.3 −0.2; 0.2 0.4 0.9]
      W2 = [0.5 −0.6; 0.7 0.8; 0.2 1.1]
      W3 = [1.5; −0.4]
    forward
      A1 = tanh(x·W1)
      A2 = σ(A1·W2)
      y = A2·W3
    loss
      E = ½·Σ y² + 0.1·Σ A1
    """

  /// Values that are computed as wholes, one from the other.
  private static let wholes = """
    data
      y = [1; −0.5; 2]
    parameters
      S = [0.5 −0.2 0.1; 0.3 1.1 −0.4; −0.6 0.2 0.7]
      c = 2
    forward
      A = S + Sᵀ + [4 0 0; 0 7 0; 0 0 11]
      V = inv(c·A)
      x = solve(A, V·y)
      λ = eigenvalues(A)
      U = eigenvectors(A)
    loss
      E = Σ x² + λ[2]·U[1,2] + U[3,1] + var(V)
    """

  @Test(arguments: [("S", 0), ("S", 5), ("A", 1), ("A", 8), ("c", 0), ("V", 4), ("y", 1)])
  func `paths through what is computed as a whole add up to the mechanical derivative and to differences`(
    name: String, offset: Int
  ) throws {
    let lesson = try TestLesson(Self.wholes)
    try lesson.timeline.go(to: 1)
    let moment = lesson.runner.moment()
    let quantity = try #require(lesson.program.quantities.first { $0.symbol.name == name })
    let objective = try #require(lesson.program.objective)
    let paths = try #require(
      try ChainPaths.find(from: Entry(objective, 0), to: Entry(quantity, offset), in: moment, mostPaths: 3))
    let derivative = moment.evaluate(try lesson.scope.derivative(of: objective, at: 0, by: quantity)).values[offset]
    #expect(abs(derivative) > 1e-6)
    #expect(abs(paths.sum - derivative) <= 1e-13)
    let entry = Entry(quantity, offset)
    func loss(moved distance: Double) -> Double {
      moment.replacing(entry, with: moment.number(.entry(entry)) + distance).number(.entry(Entry(objective, 0)))
    }
    #expect(abs((loss(moved: 1e-5) - loss(moved: -1e-5)) / 2e-5 - derivative) <= 1e-8)
    let listed = paths.paths.reduce(0) { $0 + $1.product }
    #expect(abs(listed + paths.rest - paths.sum) <= 1e-14)
  }

  @Test(arguments: [("W1", 0), ("W1", 5), ("W2", 3), ("A1", 1), ("A2", 0), ("W3", 1)])
  func `paths are counted as if each were followed, and the largest are listed`(name: String, offset: Int) throws {
    let lesson = try TestLesson(Self.net)
    try lesson.timeline.go(to: 1)
    let moment = lesson.runner.moment()
    let quantity = try #require(lesson.program.quantities.first { $0.symbol.name == name })
    let objective = try #require(lesson.program.objective)
    let all = try Self.products(from: Entry(objective, 0), to: Entry(quantity, offset), moment)
    for most in [1, 2, 8] {
      let paths = try #require(
        try ChainPaths.find(from: Entry(objective, 0), to: Entry(quantity, offset), in: moment, mostPaths: most))
      #expect(paths.count == Double(all.count))
      #expect(paths.paths.count == min(most, all.count))
      let largest = all.map(abs).sorted(by: >).prefix(most)
      let listed = paths.paths.map { abs($0.product) }
      #expect(zip(listed.sorted(by: >), largest).allSatisfy { abs($0 - $1) <= 1e-14 })
      if all.count > most {
        #expect(listed == listed.sorted(by: >), "largest first")
        let rest = all.reduce(0, +) - paths.paths.reduce(0) { $0 + $1.product }
        #expect(abs(paths.rest - rest) <= 1e-14)
      } else {
        #expect(paths.rest == 0)
      }
    }
    #expect(name != "W1" || all.count == 3)
  }

  @Test func `paths that are all listed stand in the order of the lesson`() throws {
    let lesson = try TestLesson(
      "parameters\n  w = 2\nforward\n  a = 1·w\n  b = 100·w\n  c = 10·w\n  z = c + a + b")
    try lesson.timeline.go(to: 1)
    let (w, z) = try (quantity("w", lesson), quantity("z", lesson))
    let paths = try #require(try ChainPaths.find(from: Entry(z, 0), to: Entry(w, 0), in: lesson.runner.moment()))
    #expect(paths.paths.map(\.product) == [1, 100, 10] && paths.count == 3 && paths.sum == 111)
    #expect(paths.paths.map { $0.through?.quantity.symbol.name } == ["a", "b", "c"])
    let two = try #require(
      try ChainPaths.find(from: Entry(z, 0), to: Entry(w, 0), in: lesson.runner.moment(), mostPaths: 2))
    #expect(two.paths.map(\.product) == [100, 10] && two.rest == 1 && two.count == 3)
  }

  @Test func `the rest is the sum of the paths left out, also where it is far below the others`() throws {
    let lesson = try TestLesson(
      """
      parameters
        w = 3
      forward
        a = 0.1·w
        b = 0.2·w
        c = 1e-17·w
        d = 0·w
        u = a + b + d
        v = u + c
      """)
    try lesson.timeline.go(to: 1)
    func rest(of name: String) throws -> Double {
      try #require(
        try ChainPaths.find(
          from: Entry(quantity(name, lesson), 0), to: Entry(quantity("w", lesson), 0), in: lesson.runner.moment(),
          mostPaths: 2)
      ).rest
    }
    #expect(try rest(of: "u") == 0)
    #expect(try rest(of: "v") == 1e-17)
  }

  @Test func `a count of paths can be huge, while the work stays small`() throws {
    let layers = (1...40).map { "  a\($0) = U·a\($0 - 1)" }.joined(separator: "\n")
    let lesson = try TestLesson(
      "data\n  U = [0.5 0.5; 0.5 0.5]\nparameters\n  a0 = [1; 1]\nforward\n\(layers)\n  z = Σ a40")
    try lesson.timeline.go(to: 1)
    let (a, z) = try (quantity("a0", lesson), quantity("z", lesson))
    let paths = try #require(try ChainPaths.find(from: Entry(z, 0), to: Entry(a, 0), in: lesson.runner.moment()))
    #expect(paths.count == 0x1p40 && paths.sum == 1 && paths.paths.count == 12)
    #expect(try ChainPaths.find(from: Entry(z, 0), to: Entry(a, 0), in: lesson.runner.moment(), limit: 20) == nil)
  }

  @Test func `nothing leads from what does not depend on it, nor through the update`() throws {
    let lesson = try TestLesson("parameters\n  w = 2\n  v = [1 2]\nforward\n  z = w·3\n  y = Σ v\nupdate\n  w ← w + z")
    try lesson.timeline.go(to: 1)
    let moment = lesson.runner.moment()
    let (w, v, z, y) = try (
      quantity("w", lesson), quantity("v", lesson), quantity("z", lesson), quantity("y", lesson)
    )
    let new = lesson.program.updated(w)
    for (from, to) in [
      (Entry(y, 0), Entry(w, 0)), (Entry(w, 0), Entry(z, 0)), (Entry(new, 0), Entry(w, 0)), (Entry(v, 0), Entry(v, 1)),
    ] {
      let paths = try #require(try ChainPaths.find(from: from, to: to, in: moment))
      #expect(paths.count == 0 && paths.sum == 0 && paths.paths.isEmpty, "\(from.address) by \(to.address)")
    }
    let itself = try #require(try ChainPaths.find(from: Entry(z, 0), to: Entry(z, 0), in: moment))
    #expect(itself.count == 1 && itself.sum == 1)
  }

  @Test(arguments: [false, true], [0, 2, 4])
  func `a hand that cuts its numbers cuts factors, products and the sum`(truncates: Bool, decimals: Int) throws {
    let lesson = try TestLesson(
      Self.net, run: { $0.carry = RunOptions.Carry(decimals: decimals, truncates: truncates) })
    try lesson.timeline.go(to: 1)
    let moment = lesson.runner.moment()
    func cut(_ value: Double) -> Double { RunOptions.Carry(decimals: decimals, truncates: truncates).cut(value) }
    let (W1, E) = try (quantity("W1", lesson), quantity("E", lesson))
    let paths = try #require(try ChainPaths.find(from: Entry(E, 0), to: Entry(W1, 3), in: moment))
    #expect(paths.paths.count == 3 && paths.count == 3)
    for path in paths.paths {
      for factor in path.factors { #expect(factor.value == cut(moment.number(factor.formula))) }
      #expect(path.product == cut(path.factors.reversed().reduce(1) { $1.value * $0 }))
    }
    #expect(paths.sum == cut(paths.paths.reduce(0) { $0 + $1.product }))
    let some = try #require(
      try ChainPaths.find(from: Entry(E, 0), to: Entry(W1, 3), in: moment, mostPaths: 1))
    #expect(some.rest == cut(some.rest) && some.sum == cut(some.sum))
  }

  private func quantity(_ name: String, _ lesson: TestLesson) throws -> Quantity {
    try #require(lesson.program.quantities.first { $0.symbol.name == name })
  }
}
