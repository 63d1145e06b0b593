import Calculus
import Execution
import LessonLanguage
import Matrices
import SampleLessons
import Testing

@testable import Trace

struct ExplanationTests {
  /// Entries of a quantity: all of them, or of a large one some all over it.
  static func offsets(_ quantity: Quantity) -> [Int] {
    let count = quantity.shape.count
    return count <= 36 ? Array(0..<count) : Array(Swift.stride(from: 0, to: count, by: count / 7))
  }

  private static func explainer(_ moment: Moment, mostTerms: Int) -> Explainer {
    var explainer = Explainer(moment)
    explainer.mostTerms = mostTerms
    return explainer
  }

  @Test(arguments: SampleLesson.all)
  func `the formula of an entry has the bits of the entry, and its parts are the entries it reads`(
    sample: SampleLesson
  ) throws {
    let runner = try Run(try sample.program())
    try runner.advance()
    try runner.advance()
    let moment = runner.moment()
    let explainer = Self.explainer(moment, mostTerms: 1_000)
    for definition in runner.program.definitions {
      let value = moment.value(of: definition.quantity)
      for offset in Self.offsets(definition.quantity) {
        let entry = Entry(definition.quantity, offset)
        let explanation = try explainer.explain(entry, depth: 1)
        #expect(explanation.value.bitPattern == value.values[offset].bitPattern)
        guard case .computed(let line, let own) = explanation.origin else {
          Issue.record("\(entry.address) is not computed")
          continue
        }
        #expect(line == definition.formula && own.omitted.isEmpty)
        #expect(moment.number(own.formula).bitPattern == value.values[offset].bitPattern, "\(entry.address)")
        #expect(explanation.parts.map(\.entry) == own.formula.entries)
        let areRight = explanation.parts.allSatisfy { part in
          part.value.bitPattern == moment.entry(part.entry.quantity, part.entry.offset).bitPattern && part.parts.isEmpty
        }
        #expect(areRight, "the parts of \(entry.address) are entries, opened no deeper than asked")
      }
    }
  }

  @Test(arguments: SampleLesson.small)
  func `opened far enough, every number comes down to what was given`(sample: SampleLesson) throws {
    let runner = try Run(try sample.program())
    try runner.advance()
    let program = runner.program
    let explainer = Self.explainer(runner.moment(), mostTerms: 3)
    func check(_ explanation: Explanation, above: Int) {
      let id = explanation.entry.quantity.id
      let place = program.definitions.firstIndex { $0.quantity.id == id }
      switch explanation.origin {
      case .computed:
        #expect(place.map { $0 < above } == true, "\(explanation.entry.address) is computed before what reads it")
        for part in explanation.parts { check(part, above: place ?? 0) }
      case .given(let phase):
        #expect(place == nil && phase == program.input(of: explanation.entry.quantity)?.phase)
      case .gathered:
        // What an epoch gathers has no formula over one iteration.
        #expect(program.accumulations.contains { $0.total.id == id }, "\(explanation.entry.address)")
      case .measured:
        #expect(program.input(of: explanation.entry.quantity)?.isEvaluation == true, "\(explanation.entry.address)")
      case .derived, .unknown: Issue.record("\(explanation.entry.address) is not known")
      }
    }
    for definition in program.definitions where definition.phase == .update || definition.phase == .loss {
      check(try explainer.explain(Entry(definition.quantity, 0), depth: 4), above: program.definitions.count)
    }
  }

  private func sum(of count: Int) throws -> (TestLesson, Moment, Scalar) {
    let lesson = try TestLesson(
      "data\n  x (1×\(count)) ~ normal(0, 1)\n  w (\(count)×1) ~ normal(0, 1)\nforward\n  z = x·w + 1")
    try lesson.timeline.go(to: 1)
    let moment = lesson.runner.moment()
    let whole = try #require(lesson.program.definitions.first).formula.entry(at: 0)
    return (lesson, moment, whole)
  }

  @Test(arguments: [2, 8, 9, 10, 50], [3, 8]) func `a long sum keeps its largest terms and its total`(
    count: Int, most: Int
  ) throws {
    let (lesson, moment, whole) = try sum(of: count)
    let short = try Self.explainer(moment, mostTerms: most).shorten(whole)
    let left = Dictionary(uniqueKeysWithValues: short.omitted.map { ($0.key, $0.value.sum) })
    let total = short.formula.evaluate { quantity in
      left[quantity.id].map { Matrix($0) } ?? moment.value(of: quantity)
    }
    let exact = moment.number(whole)
    #expect(abs(total - exact) <= 1e-13 * Double(count))
    if count <= most {
      #expect(short.omitted.isEmpty && short.formula == whole)
      return
    }
    let omitted = try #require(short.omitted.values.first)
    #expect(short.omitted.count == 1 && omitted.count == count - (most - 2))
    let (x, w) = (try lesson["x"], try lesson["w"])
    let products = zip(x, w).map { abs($0 * $1) }.sorted(by: >)
    let order = short.formula.entries.filter { $0.quantity.symbol.name == "x" }.map(\.offset)
    #expect(order == order.sorted(), "terms stand in their order")
    let shown = Set(order)
    let kept: [Double] = shown.map { abs(x[$0] * w[$0]) }
    #expect(kept.sorted(by: >) == Array(products.prefix(most - 2)))
  }

  @Test func `a sum of a dozen terms is shown whole, of a longer one six`() throws {
    for (count, shown) in [(12, 12), (13, 6), (200, 6)] {
      let (_, moment, whole) = try sum(of: count)
      let short = try Explainer(moment).shorten(whole)
      #expect(short.formula.entries.filter { $0.quantity.symbol.name == "x" }.count == shown)
    }
  }

  @Test func `a formula that was typed is worked out entry by entry, derivatives in it included`() throws {
    let lesson = try TestLesson(
      "parameters\n  w = [1 2; 3 4; 5 6]\nforward\n  a = tanh(w)\nloss\n  E = ½·Σ a²")
    try lesson.timeline.go(to: 1)
    let (syntax, _) = try LessonParser.address("2·∂E/∂w + w", in: lesson.scope)
    let resolved = try lesson.scope.resolve(syntax)
    let moment = lesson.runner.moment().knowing(resolved.derived)
    let asked = try AskedFormula(resolved.formula, typed: "2·∂E/∂w + w", in: Explainer(moment), depth: 1)
    #expect(asked.value == resolved.evaluate { moment.value(of: $0) })
    #expect(asked.numbers.count == AskedFormula.mostNumbers && asked.value.values.count == 6)
    for (offset, number) in asked.numbers.enumerated() {
      let (w, a) = (Double(offset + 1), moment.entry(lesson.program.definitions[0].quantity, offset))
      #expect(abs(number.value - (2 * a * (1 - a * a) + w)) <= 1e-14)
      #expect(number.parts.count == 2)
      if case .derived = number.parts[0].origin {} else { Issue.record("∂E/∂w is a derivative") }
      #expect(abs(number.parts[0].value - a * (1 - a * a)) <= 1e-14)
    }
  }

  @Test func `what is given says where, and what nothing computes is unknown`() throws {
    let lesson = try TestLesson("settings\n  η = 2 es \"paso\" en \"step\"\nparameters\n  w = 1\nforward\n  z = η·w")
    try lesson.timeline.go(to: 1)
    let explainer = Explainer(lesson.runner.moment())
    func origin(_ name: String) throws -> Explanation {
      let quantity = try #require(lesson.program.quantities.first { $0.symbol.name == name })
      return try explainer.explain(Entry(quantity, 0), depth: 2)
    }
    if case .given(.parameters) = try origin("w").origin {} else { Issue.record("w is a parameter") }
    if case .given(.settings) = try origin("η").origin {} else { Issue.record("η is a setting") }
    #expect(try origin("η").meaning?.en == "step")
    let stranger = Quantity(id: 999, symbol: Symbol(canonical: "q"), shape: .scalar)
    let unknown = try explainer.explain(Entry(stranger, 0), depth: 0)
    if case .unknown = unknown.origin {} else { Issue.record("q is unknown") }
    #expect(unknown.value.isNaN)
  }

  @Test func `an address tells an entry`() {
    let matrix = Quantity(id: 0, symbol: Symbol(canonical: "W1"), shape: Shape(2, 3))
    let row = Quantity(id: 1, symbol: Symbol(canonical: "b"), shape: Shape(1, 3))
    let number = Quantity(id: 2, symbol: Symbol(canonical: "E"), shape: .scalar)
    let new = Quantity(id: 3, symbol: Symbol(canonical: "W1"), shape: Shape(2, 3), role: .updated(ordinal: 1))
    #expect(Entry(matrix, 4).address == "W1[2,2]")
    #expect(Entry(row, 2).address == "b[3]")
    #expect(Entry(number, 0).address == "E")
    #expect(Entry(new, 0).address == "new(W1)[1,1]")
  }
}
