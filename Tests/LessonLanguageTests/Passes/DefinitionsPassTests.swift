import Calculus
import Testing

@testable import LessonLanguage

struct DefinitionsPassTests {
  @Test func `each line is a definition of its phase, derivatives stand before the line that needs them`() throws {
    var bench = try PassBench("parameters\n  w = 2\nforward\n  z = w²\nloss\n  E = 3·z\nbackward\n  d = ∂E/∂w + 1")
    _ = try bench.give()
    _ = try bench.define()
    let definitions = bench.builder.draft.program.definitions
    #expect(definitions.map(\.quantity.name) == ["z", "E", "∂E/∂w", "d"])
    #expect(definitions.map(\.phase) == [.forward, .loss, .backward, .backward])
    #expect(definitions.map(\.isDerived) == [false, false, true, false])
    #expect(bench.builder.draft.program.objective?.name == "E")
    #expect(bench.builder.draft.quantities.map(\.id) == Array(bench.builder.draft.quantities.indices))
  }

  @Test func `split writes out a line for each operation, innermost first`() throws {
    var bench = try PassBench("parameters\n  w = 2\nforward\n  z = σ(2·w + 1) split into v")
    _ = try bench.give()
    _ = try bench.define()
    #expect(bench.builder.draft.program.definitions.map(\.quantity.symbol.name) == ["v1", "v2", "z"])
  }

  @Test func `a parameter defined with = in update is refused`() throws {
    var bench = try PassBench("parameters\n  w = 2\nforward\n  z = w\nupdate\n  w = z")
    _ = try bench.give()
    let error = #expect(throws: LocatedError.self) { try bench.define() }
    #expect(error?.range?.line == 7)
  }

  @Test func `lines with is are kept for later`() throws {
    var bench = try PassBench("parameters\n  w = 2\nforward\n  z = w\nbackward\n  d = 1  is ∂z/∂w")
    _ = try bench.give()
    let pass = try bench.define()
    #expect(pass.claims.map(\.quantity?.symbol.name) == ["d"] && bench.builder.draft.program.claims.isEmpty)
  }
}
