import Calculus
import Testing

@testable import LessonLanguage

struct ClaimsPassTests {
  @Test func `what is promised brings its own definitions, and the program stays as it is`() throws {
    var bench = try PassBench(
      "parameters\n  w = 2\nforward\n  z = w²\n  a = z²\nloss\n  E = a²\nbackward\n  δ = 1  is −∂E/∂z\n  dw = 2\n  other = 3"
    )
    _ = try bench.give()
    let pass = try bench.define()
    let before = bench.builder.draft.program.definitions
    bench.builder.draft.isComplete = true
    try ClaimsPass.make(pass.claims, misprints: pass.misprints, &bench.builder)
    let claims = bench.builder.draft.program.claims
    #expect(bench.builder.draft.program.definitions == before)
    #expect(claims.map(\.quantity.symbol.name) == ["δ", "dw"] && claims.map(\.isImplied) == [false, true])
    #expect(claims.map { $0.gradient?.denominator.symbol.name } == ["z", "w"])
    #expect(claims[0].promise.derived.map(\.quantity.name) == ["∂E/∂a", "∂E/∂z"])
    #expect(claims[1].promise.derived.map(\.quantity.name) == ["∂E/∂a", "∂E/∂z", "∂E/∂w"])
    let known = Set(before.map(\.quantity.id))
    #expect(claims.flatMap(\.promise.derived).allSatisfy { !known.contains($0.quantity.id) })
  }

  @Test func `a promise of another shape is told with its place`() throws {
    var bench = try PassBench("parameters\n  w = [1 2]\nforward\n  z = Σ w\nbackward\n  d = [1; 2]  is ∂z/∂w")
    _ = try bench.give()
    let pass = try bench.define()
    bench.builder.draft.isComplete = true
    let error = #expect(throws: LocatedError.self) {
      try ClaimsPass.make(pass.claims, misprints: pass.misprints, &bench.builder)
    }
    #expect(error?.message.en == "“d” is 2×1 and what it is declared to be is 1×2" && error?.range?.line == 7)
  }
}
