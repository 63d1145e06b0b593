import Calculus
import Execution
import LessonLanguage
import Matrices
import SampleLessons
import Testing

@testable import Trace

struct MomentTests {
  private static func first(_ sample: SampleLesson) throws -> Moment {
    let runner = try Run(try sample.program())
    try runner.advance()
    return runner.moment()
  }

  private static func bits(_ matrix: Matrix) -> [UInt64] { matrix.values.map(\.bitPattern) }

  /// The value of every line, in order.
  private static func all(_ moment: Moment) -> [[UInt64]] {
    moment.program.definitions.map { bits(moment.value(of: $0.quantity)) }
  }

  @Test(arguments: SampleLesson.small)
  func `what follows from a moved parameter is what its formula gives, and the moment it came from stays`(
    sample: SampleLesson
  ) throws {
    let moment = try Self.first(sample)
    let before = Self.all(moment)
    for parameter in moment.program.parameters {
      let moved = moment.replacing(Entry(parameter, 0), with: moment.entry(parameter, 0) + 0.5)
      for definition in moment.program.definitions where !definition.isEpochTotal {
        let fresh = definition.formula.evaluate { moved.value(of: $0) }
        #expect(Self.bits(moved.value(of: definition.quantity)) == Self.bits(fresh), "\(definition.quantity.name)")
      }
      #expect(Self.all(moment) == before)
    }
  }

  @Test(arguments: SampleLesson.small)
  func `it makes no difference in which order entries are replaced, or what was asked before`(
    sample: SampleLesson
  ) throws {
    var inOrder = try Self.first(sample)
    var backwards = inOrder
    let parameters = inOrder.program.parameters
    for parameter in parameters { inOrder = inOrder.replacing(Entry(parameter, 0), with: 0.25) }
    _ = Self.all(backwards)
    for parameter in parameters.reversed() {
      backwards = backwards.replacing(Entry(parameter, 0), with: 0.25)
      if let objective = backwards.program.objective { _ = backwards.value(of: objective) }
    }
    #expect(Self.all(inOrder) == Self.all(backwards))
  }

  @Test(arguments: SampleLesson.small)
  func `a whole replaced quantity is each of its entries replaced`(sample: SampleLesson) throws {
    let moment = try Self.first(sample)
    guard let parameter = moment.program.parameters.first else { return }
    let whole = moment.replacing(parameter, with: Matrix(parameter.shape, repeating: 0.125))
    var single = moment
    for offset in 0..<parameter.shape.count { single = single.replacing(Entry(parameter, offset), with: 0.125) }
    #expect(Self.all(whole) == Self.all(single))
  }

  @Test(arguments: SampleLesson.small)
  func `a moment stays as it is when the run moves on, whatever has been asked of it`(sample: SampleLesson) throws {
    let runner = try Run(try sample.program())
    try runner.advance()
    let moment = runner.moment()
    let asked = Self.all(runner.moment())
    let place = [moment.iteration, moment.epoch, moment.batch]
    for _ in 0..<3 { try runner.advance() }
    #expect(Self.all(moment) == asked)
    #expect([moment.iteration, moment.epoch, moment.batch] == place && place == [1, 1, 1])
  }

  @Test func `values can be replaced, and what follows from them is computed again`() throws {
    let lesson = try TestLesson("parameters\n  w = [1 2]\nforward\n  z = 10·w\n  y = Σ z\n  u = 7")
    try lesson.timeline.go(to: 1)
    let start = lesson.runner.moment()
    func quantity(_ name: String) throws -> Quantity {
      try #require(lesson.program.quantities.first { $0.symbol.name == name })
    }
    let (w, z, y, u) = (try quantity("w"), try quantity("z"), try quantity("y"), try quantity("u"))
    var moment = start.replacing(Entry(w, 1), with: 5)
    #expect(moment.value(of: w).values == [1, 5] && moment.value(of: z).values == [10, 50])
    #expect(moment.entry(y, 0) == 60 && moment.entry(u, 0) == 7)
    moment = moment.replacing(Entry(z, 0), with: 1)
    #expect(moment.entry(y, 0) == 51, "both replacements count")
    moment = moment.replacing(w, with: Matrix(Shape(1, 2), [3, 4]) ?? Matrix(0))
    #expect(moment.value(of: z).values == [1, 40] && moment.entry(y, 0) == 41)
    moment = moment.replacing(w, with: Matrix(0))
    #expect(moment.entry(y, 0) == 41, "a matrix of another size changes nothing")
    #expect(start.value(of: z).values == [10, 20] && start.entry(y, 0) == 30)
    #expect(start.entry(w, 2).isNaN)
  }

  @Test func `derivatives follow what is replaced`() throws {
    let lesson = try TestLesson("parameters\n  w = 3\nforward\n  z = w²\nloss\n  E = z²\nbackward\n  dw = 4·w³")
    try lesson.timeline.go(to: 1)
    let start = lesson.runner.moment()
    let w = try #require(lesson.program.parameters.first)
    let claim = try #require(lesson.program.claims.first).promise
    let asked = try lesson.scope.resolve(try LessonParser.formula("∂E/∂z"))
    // E = w⁴: 4·3³ and 2·9; then with w = 2, 4·2³ and 2·4.
    #expect(start.evaluate(claim).values == [108] && start.evaluate(asked).values == [18])
    let moved = start.replacing(Entry(w, 0), with: 2)
    #expect(moved.evaluate(claim).values == [32] && moved.evaluate(asked).values == [8])
    #expect(start.evaluate(claim).values == [108])
  }

  @Test func `quantities of full batches are found in a smaller last one`() throws {
    let lesson = try TestLesson(
      "data\n  X = [1; 2; 3]\nparameters\n  w = 2\nforward\n  z = X·w\nloss\n  E = Σ z\nupdate\n  w by gradient with descent(1)\n"
        + "run\n  X in batches of 2, in order")
    let z = try #require(lesson.scope.program.definitions.first).quantity
    let objective = try #require(lesson.scope.program.objective)
    try lesson.timeline.go(to: 2)
    let moment = lesson.runner.moment()
    // The first batch moves w from 2 to 2 − (1 + 2).
    #expect(moment.program.isRemainder && moment.isEpochEnd)
    #expect(moment.value(of: z).values == [-3] && moment.entry(objective, 0) == -3)
    let w = try #require(lesson.scope.program.parameters.first)
    #expect(moment.replacing(Entry(w, 0), with: 5).entry(objective, 0) == 15)
  }
}
