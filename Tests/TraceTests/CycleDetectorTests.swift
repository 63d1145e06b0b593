import Calculus
import Execution
import Matrices
import SampleLessons
import Testing

@testable import Trace

struct CycleDetectorTests {
  /// The cycle that the detector finds, and the one found by comparing all epochs' ends.
  private static func cycles(
    _ runner: Run, epochs: Int
  ) throws -> (found: CycleDetector.Cycle?, expected: CycleDetector.Cycle?) {
    var detector = CycleDetector(runner.program)
    var ends: [[Double]] = []
    while runner.epoch < epochs || !runner.isEpochEnd {
      try runner.advance()
      detector.note(runner)
      if runner.isEpochEnd {
        ends.append(runner.program.updates.flatMap { runner.value(of: $0.new)?.values ?? [] })
      }
    }
    for later in ends.indices {
      for earlier in ends[..<later].indices.reversed()
      where zip(ends[earlier], ends[later]).allSatisfy({ abs($0 - $1) < 1e-9 }) {
        return (detector.cycle, .init(start: earlier + 1, period: later - earlier))
      }
    }
    return (detector.cycle, nil)
  }

  private static func perceptron(_ choice: String) throws -> Run {
    let sample = try #require(SampleLesson.all.first { $0.description == choice })
    return try Run(try sample.program())
  }

  @Test func `the perceptron that learns XOR repeats itself every epoch`() throws {
    let (found, expected) = try Self.cycles(try Self.perceptron("perceptron with gate = xor"), epochs: 20)
    #expect(found?.period == 1)
    #expect(found == expected)
  }

  @Test(arguments: ["perceptron", "perceptron with gate = or"])
  func `one that has learnt its gate does not repeat itself, though nothing changes any more`(name: String) throws {
    let (found, _) = try Self.cycles(try Self.perceptron(name), epochs: 20)
    #expect(found == nil)
  }

  @Test(arguments: [(2, 1), (3, 2)]) func `a longer cycle is found with its period`(examples: Int, period: Int) throws {
    let rows = [String](repeating: "1", count: examples).joined(separator: "; ")
    let lesson = try TestLesson(
      "data\n  x = [\(rows)]\nparameters\n  w = 0\n  v = 5\nforward\n  z = x·w\n"
        + "update\n  w ← 1 − w\n  v ← max(v − 1, 0)\nrun\n  x in batches of 1, in order")
    let (found, expected) = try Self.cycles(lesson.runner, epochs: 20)
    #expect(found?.period == period && found == expected)
  }

  @Test func `examples in a random order never repeat themselves for sure`() throws {
    let lesson = try TestLesson(
      "data\n  x = [1; 1; 1]\nparameters\n  w = 0\nforward\n  z = x·w\nupdate\n  w ← 1 − w\nrun\n"
        + "  x in batches of 1, shuffled")
    #expect(try Self.cycles(lesson.runner, epochs: 10).found == nil)
  }

  @Test func `the last batch may be smaller`() throws {
    let lesson = try TestLesson(
      "settings\n  η = 0 as lr\ndata\n  x = [1; 1; 1]\nparameters\n  w = 0\n  v = 0\nforward\n  z = x·w + v\nloss\n"
        + "  E = Σ z²\nupdate\n  parameters by gradient\n  w ← 1 − w\nrun\n  x in batches of 2, in order")
    let (found, expected) = try Self.cycles(lesson.runner, epochs: 10)
    #expect(found?.period == 1 && found == expected)
  }
}
