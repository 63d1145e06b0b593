import Calculus
import Execution
import Matrices
import SampleLessons
import Testing

@testable import Trace

/// The numbers as bits, so that even the sign of a zero counts.
func bits(_ matrix: Matrix?) -> [UInt64]? { matrix?.values.map(\.bitPattern) }

struct RecordingTests {
  @Test(arguments: SampleLesson.all)
  func `a recording holds what each quantity was at the iterations asked for`(sample: SampleLesson) throws {
    let runner = try Run(try sample.program())
    var recording = Recording(runner.program)
    var seen: [Int: [(name: String, value: Matrix)]] = [:]
    for iteration in 1...5 {
      try runner.advance()
      guard [1, 4, 5].contains(iteration) else { continue }
      recording.record(runner)
      seen[iteration] = RecordedQuantity.all(of: runner.program).compactMap { recorded in
        // A total of the epoch is there only at its end.
        guard runner.isEpochEnd || !runner.program.isEpochTotal(recorded.quantity) else { return nil }
        return runner.value(of: recorded.quantity).map { (recorded.name, $0) }
      }
    }
    #expect(recording.frames.map(\.iteration) == [1, 4, 5])
    for (iteration, values) in seen {
      let recorded = recording.quantities(at: iteration)
      #expect(recorded.map(\.name) == values.map(\.name))
      #expect(Set(recorded.map(\.name)).count == recorded.count, "no name twice: \(recorded.map(\.name))")
      for (name, value) in values {
        let found = recording[name, at: iteration]
        #expect(found?.shape == value.shape && bits(found) == bits(value), "\(name) at \(iteration)")
      }
    }
    #expect(recording.quantities(at: 2).isEmpty && recording.frame(at: 6) == nil && recording.frame(at: 0) == nil)
  }

  @Test(arguments: SampleLesson.all)
  func `every line of a lesson is recorded, and every parameter before and after`(sample: SampleLesson) throws {
    let program = try sample.program()
    let recorded = Set(RecordedQuantity.all(of: program).map(\.quantity.id))
    for definition in program.definitions where !definition.isDerived && !definition.quantity.isUpdated {
      #expect(recorded.contains(definition.quantity.id), "\(definition.quantity.name)")
    }
    for update in program.updates { #expect(recorded.contains(update.old.id) && recorded.contains(update.new.id)) }
    for parameter in program.parameters { #expect(recorded.contains(parameter.id)) }
  }

  @Test func `any spelling of a name finds it, and what was not recorded is nil`() throws {
    let lesson = try TestLesson("parameters\n  δ_out = 3\nforward\n  ŷ = δ_out·2\n  z₁ = ŷ + 1\nupdate\n  δ_out ← z1")
    var recording = Recording(lesson.program)
    try lesson.timeline.go(to: 1)
    recording.record(lesson.runner)
    for name in ["δ_out", "δout", "delta_out"] { #expect(recording[name, at: 1]?.values == [3], "\(name)") }
    for name in ["ŷ", "yhat", "y_hat"] { #expect(recording[name, at: 1]?.values == [6], "\(name)") }
    for name in ["z1", "z₁"] { #expect(recording[name, at: 1]?.values == [7], "\(name)") }
    #expect(recording["new(δ_out)", at: 1]?.values == [7])
    #expect(recording["q", at: 1] == nil && recording["z1", at: 2] == nil)
  }

  @Test func `a name defined again is the last definition, earlier ones have their place behind a point`() throws {
    let lesson = try TestLesson("data\n  c = 2\nforward\n  c = c·3\n  d = c\n  c = c·5")
    var recording = Recording(lesson.program)
    try lesson.timeline.go(to: 1)
    recording.record(lesson.runner)
    #expect(recording.quantities(at: 1).map(\.name) == ["c.1", "c.2", "d", "c"])
    #expect(["c.1", "c.2", "d", "c"].map { recording[$0, at: 1]?.values[0] } == [2, 6, 6, 30])
  }

  @Test func `a smaller batch is recorded with its own shape`() throws {
    let lesson = try TestLesson("data\n  X = [1; 2; 3]\nforward\n  z = 2·X\nrun\n  X in batches of 2, in order")
    var recording = Recording(lesson.program)
    for iteration in 1...2 {
      try lesson.timeline.go(to: iteration)
      recording.record(lesson.runner)
    }
    #expect(recording["X", at: 1] == Matrix(Shape(2, 1), [1, 2]))
    #expect(recording["z", at: 2] == Matrix(Shape(1, 1), [6]))
    #expect(recording.frames.map { [$0.epoch, $0.batch] } == [[1, 1], [1, 2]])
  }
}
