import Calculus
import Datasets
import Execution
import Foundation
import Kernels
import LessonLanguage
import Matrices
import Testing

@testable import FastExecution

private let root = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

private func prepared(_ path: String) throws -> [Program] {
  let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  return try LessonParser.parse(text, file: path).map {
    var options = LessonSettings()
    options.digits = DigitSource(.madeUp(count: 100, seed: 3))
    return try Lesson($0, source: SourceText(file: path, text: text)).program(settings: options).program
  }
}

/// The lessons that the fast way is held against the exact one on.
private let lessons = [
  "Lessons/clase6.lesson", "Lessons/xor.lesson", "Lessons/perceptron.lesson",
  "Lessons/mnist.lesson",
  "Fixtures/Examples/mnist-columns.lesson", "Fixtures/Examples/quadratic-eq.lesson",
  "Fixtures/Examples/saturation.lesson", "Fixtures/Examples/optimizers.lesson",
  "Fixtures/Examples/gradient-problems.lesson", "Fixtures/Examples/linear-collapse.lesson",
  "Fixtures/Examples/images.lesson", "Fixtures/Examples/cnn.lesson",
]

@Suite struct FastMachineTests {
  @Test(arguments: lessons)
  func `one iteration from the same parameters agrees with the exact way`(path: String) throws {
    let pool = WorkerPool(threads: 2)
    for lesson in try prepared(path) {
      let exact = try Run(lesson)
      let fast = Run(try FastMachine<Double>(lesson, pool: pool, keeping: Set(lesson.quantities.map(\.id))))
      try exact.advance()
      try fast.advance()
      for definition in lesson.definitions {
        let expected = try #require(exact.value(of: definition.quantity))
        let found = try #require(fast.value(of: definition.quantity))
        let scale = expected.values.reduce(1e-12) { max($0, abs($1)) }
        for (one, other) in zip(expected.values, found.values) {
          #expect(abs(one - other) <= 1e-11 * scale, "\(lesson.name) \(definition.quantity.name)")
        }
      }
    }
  }

  @Test func `the number of threads does not change a bit`() throws {
    let lesson = try #require(try prepared("Fixtures/Examples/mnist-columns.lesson").first)
    var results: [Matrix] = []
    for threads in [1, 2, 3] {
      let runner = Run(try FastMachine<Float>(lesson, pool: WorkerPool(threads: threads)))
      for _ in 0..<3 { try runner.advance() }
      let weights = try #require(lesson.parameters.first)
      results.append(try #require(runner.value(of: lesson.updated(weights))))
    }
    #expect(results[0] == results[1])
    #expect(results[0] == results[2])
  }

  /// What runs change: parameters written over the old ones are those of a run that keeps every value.
  @Test(arguments: lessons) func `writing over old values changes nothing`(path: String) throws {
    let pool = WorkerPool(threads: 1)
    for lesson in try prepared(path) {
      let whole = Run(try FastMachine<Double>(lesson, pool: pool, keeping: Set(lesson.quantities.map(\.id))))
      let sparing = Run(try FastMachine<Double>(lesson, pool: pool))
      for _ in 0..<5 {
        try whole.advance()
        try sparing.advance()
      }
      for update in lesson.updates {
        let expected = try #require(whole.value(of: update.new))
        let found = try #require(sparing.value(of: update.new))
        let scale = expected.values.reduce(1e-12) { max($0, abs($1)) }
        for (one, other) in zip(expected.values, found.values) where one.isFinite {
          #expect(abs(one - other) <= 1e-9 * scale, "\(lesson.name) \(update.new.name)")
        }
      }
    }
  }

  @Test func `an epoch and its metrics on the test digits agree with the exact way`() throws {
    let lesson = try #require(try prepared("Lessons/mnist.lesson").first)
    let exact = try Run(lesson)
    let fast = Run(try FastMachine<Double>(lesson, pool: WorkerPool(threads: 2)))
    repeat {
      try exact.advance()
      try fast.advance()
    } while !exact.isEpochEnd
    #expect(fast.isEpochEnd)
    let program = lesson
    let totals =
      program.inputs.filter(\.isEvaluation).map(\.quantity)
      + program.definitions.filter(\.isEpochTotal).map(\.quantity)
    #expect(totals.count == 4)
    for quantity in totals {
      let expected = try #require(exact.number(of: quantity))
      let found = try #require(fast.number(of: quantity))
      #expect(abs(expected - found) <= 1e-6 * max(1, abs(expected)), "\(quantity.name)")
    }
  }

  @Test func `the run ends as the exact one does`() throws {
    let lesson = try #require(try prepared("Lessons/mnist.lesson").first)
    var options = RunOptions()
    options.epochs = 1
    let runner = Run(try FastMachine<Float>(lesson, pool: WorkerPool(threads: 1)), options: options)
    try runner.run()
    #expect(runner.outcome == .completed)
    #expect(runner.iteration == 2)
    let stopped = Run(try FastMachine<Float>(lesson, pool: WorkerPool(threads: 1)), options: RunOptions())
    try stopped.run(stop: { true })
    #expect(stopped.outcome == .completed || stopped.outcome == .interrupted)
  }
}
