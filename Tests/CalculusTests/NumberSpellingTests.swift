import SampleLessons
import Testing

@testable import Calculus

/// How the numbers of a lesson are written in its formulas.
@Suite struct NumberSpellingTests {
  private static func lines(_ run: String, isTransposed: Bool) throws -> [String] {
    let lesson = try TestLesson(
      """
      settings
        f(z) = z/rows(z)
      data
        X = [1 2; 3 4; 5 6]
      forward
        a = f(X)
        b = f'(2·X)
        c = (cols(X·[1; 1]) + size(X))·½
      \(run)
      """, change: { $0.isTransposed = isTransposed })
    return lesson.program.definitions.map { $0.formula.typeset(Notation()).text.linear }
  }

  /// All examples at once, and batches of which the last one is smaller.
  @Test(arguments: [("", 3), ("run\n  X in batches of 2, in order\n  stop after 1 epochs", 2)])
  func `a size is of what the lesson measures, in either convention`(run: String, examples: Int) throws {
    #expect(
      try Self.lines(run, isTransposed: false)
        == ["X/rows(X)", "ones(\(examples)×2)/rows(2·X)", "(cols(X·[1; 1]) + size(X))·½"])
    #expect(
      try Self.lines(run, isTransposed: true)
        == ["X/cols(X)", "ones(2×\(examples))/cols(2·X)", "(rows([1 1]·X) + size(X))·½"])
  }
}
