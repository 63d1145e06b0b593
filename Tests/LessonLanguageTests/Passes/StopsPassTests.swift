import Calculus
import Testing

@testable import LessonLanguage

struct StopsPassTests {
  private static func stops(_ run: String) throws -> Program {
    var bench = try PassBench("settings\n  n = 3\ndata\n  X = [1; 2]\nforward\n  z = Σ X\nrun\n  \(run)")
    _ = try bench.give(try bench.bind())
    _ = try bench.define()
    try StopsPass(lines: bench.syntax.runLines).make(&bench.builder)
    return bench.builder.draft.program
  }

  @Test func `a condition is a quantity that only stopping looks at`() throws {
    let program = try Self.stops(
      "stop once z > 1\n  stop after 2·n epochs\n  stop after 5 iterations when n > 3\n  stop once z has not fallen for n epochs"
    )
    #expect(program.stops.count == 3)
    guard case .once(let quantity, text: "z > 1", isEpochTotal: false) = program.stops[0] else {
      Issue.record("\(program.stops[0])")
      return
    }
    #expect(program.definition(of: quantity)?.phase == .control)
    #expect(program.stops[1] == .afterEpochs(6))
    guard case .unlessFalling(let subject, epochs: 3) = program.stops[2] else {
      Issue.record("\(program.stops[2])")
      return
    }
    #expect(subject.symbol.name == "z", "a name needs no quantity of its own")
    #expect(program.definitions.count { $0.phase == .control } == 1)
  }

  @Test(arguments: [
    ("stop after 0 iterations", "a lesson runs between 1 and 1,000,000,000 times, not 0"),
    ("stop once X > 1", "the condition must be one number, and it is 2×1"),
    ("keep 1 examples for test", "to set examples apart there must be batches: “X, Y in batches of m, in order”"),
  ])
  func `what makes no sense is told`(run: String, message: String) {
    let error = #expect(throws: LocatedError.self) { try Self.stops(run) }
    #expect(error?.message.en == message && error?.range?.line == 9)
  }
}
