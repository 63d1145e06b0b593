import Execution
import LessonLanguage
import SampleLessons
import Testing

@testable import Stepping

@Suite struct StepperTests {
  private func stepper(_ name: String) throws -> Stepper {
    let lesson = try #require(SampleLesson.small.first { $0.description == name })
    return try Stepper(lesson.scope(), options: RunOptions())
  }

  /// The bits of all numbers of the present iteration.
  private func bits(_ stepper: Stepper) -> [UInt64] {
    stepper.operations.flatMap { stepper.moment.value(of: $0.quantity).values.map(\.bitPattern) }
  }

  @Test(arguments: ["clase6", "xor", "perceptron"])
  func `whichever way one comes to an iteration, its numbers are the same bits`(name: String) throws {
    let ahead = try stepper(name)
    var expected: [[UInt64]] = []
    for iteration in 1...60 {
      _ = try ahead.press(.goTo(iteration))
      #expect(ahead.runner.iteration == iteration)
      expected.append(bits(ahead))
    }
    #expect(Set(expected).count > 1)
    let wanderer = try stepper(name)
    var random = SystemRandomNumberGenerator()
    for _ in 0..<120 {
      let keys: [StepKey] = [
        .goTo(.random(in: 1...60, using: &random)), .next(.random(in: 1...20, using: &random)),
        .previous(.random(in: 1...40, using: &random)), .nextIteration(1), .previousIteration(3), .goToEnd,
      ]
      // The end of xor is far away; its own test goes there.
      guard let key = keys.dropLast(name == "clase6" ? 0 : 1).randomElement(using: &random) else { continue }
      _ = try wanderer.press(key)
      #expect(wanderer.state.iteration == wanderer.runner.iteration)
      guard expected.indices.contains(wanderer.state.iteration - 1) else { continue }
      #expect(
        bits(wanderer) == expected[wanderer.state.iteration - 1], "iteration \(wanderer.state.iteration) after \(key)")
    }
  }

  @Test func `every line of the lesson is an operation, in running order`() throws {
    let stepper = try stepper("toy-weight")
    #expect(stepper.operations.map(\.quantity.symbol.name) == ["ŷ", "error", "gradient", "w"])
    let names = try self.stepper("perceptron").operations.map(\.quantity.symbol.name)
    #expect(names == ["z", "ŷ", "error", "errors", "Δw", "Δb", "w", "b"])
  }

  @Test func `the losses are kept in order, however one moves`() throws {
    let stepper = try stepper("clase6")
    for key in [StepKey.goTo(10), .goTo(3), .goTo(12), .previousIteration(2)] { _ = try stepper.press(key) }
    #expect(stepper.lossesSoFar.count == 10)
    #expect(zip(stepper.lossesSoFar, stepper.lossesSoFar.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test func `a lesson that computes nothing has no steps`() throws {
    let lesson = try LessonParser.parse("lesson empty\ndata\n  x = 1\n", file: "empty.lesson")[0]
    let scope = try Lesson(lesson, source: SourceText(file: "empty.lesson", text: "")).program().scope
    #expect(throws: StepperError.noOperations(lesson: "empty")) { try Stepper(scope, options: RunOptions()) }
  }
}
