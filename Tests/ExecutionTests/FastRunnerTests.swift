import Calculus
import Foundation
import LessonLanguage
import Matrices
import Testing

@testable import Execution

private let root = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

private func prepared(_ path: String) throws -> [PreparedLesson] {
  let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  return try LessonParser.parse(text, file: path).map {
    try PreparedLesson($0, source: SourceText(file: path, text: text))
  }
}

/// The lessons that the fast way is held against the exact one on.
private let lessons = [
  "Lessons/clase6.lesson", "Lessons/xor.lesson", "Lessons/perceptron.lesson",
  "Fixtures/Examples/mnist-columns.lesson", "Fixtures/Examples/quadratic-eq.lesson",
  "Fixtures/Examples/saturation.lesson", "Fixtures/Examples/optimizers.lesson",
  "Fixtures/Examples/gradient-problems.lesson", "Fixtures/Examples/linear-collapse.lesson",
]

@Suite struct FastRunnerTests {
  @Test(arguments: lessons)
  func `one iteration from the same parameters agrees with the exact way`(path: String) throws {
    let pool = WorkerPool(threads: 2)
    for lesson in try prepared(path) {
      let exact = try Runner(lesson)
      let fast = try FastRunner<Double>(lesson, pool: pool, keeping: nil)
      try exact.advance()
      try fast.advance()
      for definition in lesson.main.program.definitions {
        let expected = try #require(exact.value(of: definition.quantity))
        let found = try #require(fast.value(of: definition.quantity))
        let scale = expected.values.reduce(1e-12) { max($0, abs($1)) }
        for (one, other) in zip(expected.values, found.values) {
          #expect(abs(one - other) <= 1e-11 * scale, "\(lesson.syntax.name) \(definition.quantity.name)")
        }
      }
    }
  }

  @Test func `the number of threads does not change a bit`() throws {
    let lesson = try #require(try prepared("Fixtures/Examples/mnist-columns.lesson").first)
    var results: [Matrix] = []
    for threads in [1, 2, 3] {
      let runner = try FastRunner<Float>(lesson, pool: WorkerPool(threads: threads))
      for _ in 0..<3 { try runner.advance() }
      let weights = try #require(lesson.main.program.parameters.first)
      results.append(try #require(runner.value(of: lesson.main.program.updated(weights))))
    }
    #expect(results[0] == results[1])
    #expect(results[0] == results[2])
  }
}
