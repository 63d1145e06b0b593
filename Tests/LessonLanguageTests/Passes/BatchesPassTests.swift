import Calculus
import Matrices
import Testing

@testable import LessonLanguage

struct BatchesPassTests {
  private static let text =
    "settings\n  m = 2\ndata\n  X = [1 2; 3 4; 5 6; 7 8; 9 0]\nrun\n  keep 2 examples for validation\n  X in batches of m, shuffled"

  private static func built(_ text: String, _ part: ProgramPart) throws -> (PassBench, BatchesPass) {
    var bench = try PassBench(text)
    bench.builder.draft.program.examplesInRows = true
    _ = try bench.give(try bench.bind(LessonSettings(), part))
    var pass = BatchesPass(bench.syntax)
    try pass.makeBatches(part, &bench.builder)
    return (bench, pass)
  }

  @Test func `below, a name means the batch, and what is kept for another set is not learned from`() throws {
    let (bench, pass) = try Self.built(Self.text, .whole)
    let batching = try #require(bench.builder.draft.program.batching)
    #expect(batching.size == 2 && batching.count == 3 && batching.isShuffled && batching.remainder == 1)
    #expect(batching.pairs.map(\.all.shape) == [Shape(5, 2)] && bench.builder.names.latest["X"]?.shape == Shape(2, 2))
    #expect(pass.shortBatch == nil && pass.sizeName == "m")
  }

  @Test func `a smaller batch has its real size and the same examples in all`() throws {
    let (bench, _) = try Self.built(Self.text, .batch(of: 1))
    #expect(bench.builder.names.latest["X"]?.shape == Shape(1, 2))
    #expect(bench.builder.draft.program.batching?.count == 3)
  }

  @Test func `a batch larger than all the examples is short`() throws {
    let (bench, pass) = try Self.built(Self.text.replacing("m = 2", with: "m = 4"), .whole)
    #expect(pass.shortBatch == 3 && bench.builder.draft.program.batching?.size == 3)
  }

  @Test func `another set has the examples set apart for it, which come last`() throws {
    var (bench, pass) = try Self.built(Self.text, .set("validation", examples: 2))
    let data = try #require(bench.builder.draft.program.setData.first)
    #expect(data.first == 3 && data.set.shape == Shape(2, 2) && bench.builder.draft.program.batching == nil)
    #expect(try pass.size(of: "validation", &bench.builder) == 2 && pass.size(of: "test", &bench.builder) == nil)
  }

  @Test func `more than there is cannot be set apart, and batches are given once`() throws {
    let all = #expect(throws: LocatedError.self) {
      _ = try Self.built(Self.text.replacing("keep 2", with: "keep 5"), .whole)
    }
    #expect(all?.message.en == "of 5 examples 5 cannot be set apart")
    let twice = #expect(throws: LocatedError.self) {
      _ = try Self.built(Self.text + "\n  X in batches of 1, in order", .whole)
    }
    #expect(twice?.range?.line == 9)
  }
}
