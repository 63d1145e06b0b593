import Calculus
import Matrices
import Testing

@testable import LessonLanguage

struct BatchesPassTests {
  private static let text =
    "settings\n  m = 2\ndata\n  X = [1 2; 3 4; 5 6; 7 8; 9 0]\nrun\n  keep 2 examples for validation\n  X in batches of m, shuffled"

  private static func built(_ text: String) throws -> (PassBench, BatchesPass) {
    var bench = try PassBench(text)
    _ = try bench.give(try bench.bind())
    let pass = BatchesPass(bench.syntax)
    try pass.makeBatches(&bench.builder)
    return (bench, pass)
  }

  @Test func `below, a name means the batch, and what is kept for another set is not learned from`() throws {
    var (bench, pass) = try Self.built(Self.text)
    let batching = try #require(bench.builder.draft.program.batching)
    #expect(batching.size == 2 && batching.count == 3 && batching.isShuffled && batching.remainder == 1)
    #expect(batching.pairs.map(\.all.shape) == [Shape(5, 2)] && pass.sizeName == "m")
    #expect(try pass.firstKept(for: "validation", of: 5, &bench.builder) == 3)
    #expect(try pass.size(of: "validation", &bench.builder) == 2 && pass.size(of: "test", &bench.builder) == nil)
  }

  @Test func `where the last batch is smaller, the length of a batch is open`() throws {
    let shape = try #require(Self.built(Self.text).0.builder.names.latest["X"]?.shape)
    #expect(shape.dependsOnBatch && shape.usual == Shape(2, 2) && shape != Shape(2, 2))
    #expect((1...3).map { shape.bound(to: $0, usual: 2) } == [Shape(1, 2), Shape(2, 2), Shape(3, 2)])
    // All batches have one example, or three.
    for size in [1, 3] {
      let (bench, _) = try Self.built(Self.text.replacing("m = 2", with: "m = \(size)"))
      #expect(bench.builder.names.latest["X"]?.shape == Shape(size, 2))
      #expect(bench.builder.draft.program.usualLength == nil)
    }
  }

  @Test func `where the lesson has examples in columns, images are still handed out along their first axis`() throws {
    var bench = try PassBench(
      "settings\n  m = 2\ndata\n  X = [1 2 3; 4 5 6]\n  A = reshape([1; 2; 3; 4; 5; 6], 3×1×2×1)\n"
        + "run\n  X, A in batches of m, in order")
    bench.builder.draft.program.convention = .columns
    _ = try bench.give(try bench.bind())
    try BatchesPass(bench.syntax).makeBatches(&bench.builder)
    let pairs = try #require(bench.builder.draft.program.batching?.pairs)
    #expect(pairs.map(\.all.examples) == [.columns, .rows] && pairs.map(\.all.exampleCount) == [3, 3])
    #expect(pairs.map(\.batch.exampleCount) == [2, 2].map(BatchLength.size(usual:)))
    #expect(pairs.map(\.batch.shape.usual.sizes) == [[2, 2], [2, 1, 2, 1]])
  }

  @Test func `a batch larger than all the examples is all of them`() throws {
    let (bench, _) = try Self.built(Self.text.replacing("m = 2", with: "m = 4"))
    #expect(bench.builder.draft.program.batching?.size == 3)
  }

  @Test func `more than there is cannot be set apart, and batches are given once`() throws {
    let all = #expect(throws: LocatedError.self) {
      _ = try Self.built(Self.text.replacing("keep 2", with: "keep 5"))
    }
    #expect(all?.message.en == "of 5 examples 5 cannot be set apart")
    let twice = #expect(throws: LocatedError.self) {
      _ = try Self.built(Self.text + "\n  X in batches of 1, in order")
    }
    #expect(twice?.range?.line == 9)
  }
}
