import Calculus
import Testing

@testable import LessonLanguage

struct UnrollingTests {
  /// The names that the lines of `settings` define, each line bound before the next is asked for.
  private static func names(_ text: String) throws -> [String] {
    var bench = try PassBench(text)
    var pass = SettingsPass(
      overrides: Overrides(LessonSettings()), batches: BatchesPass(bench.syntax))
    var lines = Unrolling(bench.syntax.sections.map(\.lines))
    var found: [String] = []
    while let (statement, names) = try lines.next(&bench.builder) {
      found.append(try bench.builder.name(statement.target, names))
      try pass.line(statement, names, &bench.builder)
    }
    return found
  }

  @Test func `a bound and a condition may read what the line before has built`() throws {
    let text =
      "settings\n  n = 2\n  for i = 1 to n + 1\n    a{i} = 10·i  when i > 1\n  b = 1  when a3 = 30\n  c = 1  when a2 = 0"
    #expect(try Self.names(text) == ["n", "a2", "a3", "b"])
  }

  @Test func `loops in loops go on where they were`() throws {
    let text = """
      settings
        for i = 2 down to 1
          for j = i to 2
            w{i}_{j} = 1
          v{i} = 1
        for i = 3 to 1
          never = 1
        u = 1
      """
    #expect(try Self.names(text) == ["w2_2", "v2", "w1_1", "w1_2", "v1", "u"])
  }

  @Test func `turns and lines are counted, those of empty bodies too`() throws {
    let turns = "settings\n  for i = 1 to 9999\n    for j = 1 to 100\n      for k = 2 to 1\n        a = 1"
    let error = #expect(throws: LocatedError.self) { try Self.names(turns) }
    #expect(error?.message.en == "the loops take more than 100000 turns in all")
    let lines = "settings\n  for i = 1 to 101\n    for j = 1 to 100\n      a = 1  when i = 0"
    let other = #expect(throws: LocatedError.self) { try Self.names(lines) }
    #expect(other?.message.en == "with its loops, the lesson has more than 10000 lines" && other?.range?.line == 5)
  }
}
