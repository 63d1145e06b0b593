import Calculus
import Matrices
import Testing

@testable import LessonLanguage

struct EvaluationsPassTests {
  private static let text = """
      examples in columns
    data
      X = [1 2 3]
      X for test = [4 5]
    parameters
      w = 2
    forward
      z = w·X
    loss
      E = Σ z
    metrics on test
      half = z/2
      total = Σ half
    update
      w by gradient with descent(0.1)
    """

  @Test(arguments: [false, true])
  func `another set has a program of its own, whose metrics have places in the lesson's`(
    isTransposed: Bool
  ) throws {
    var settings = LessonSettings()
    settings.isTransposed = isTransposed
    let program = try PassBench(Self.text).lesson.program(settings: settings).program
    let evaluation = try #require(program.evaluations.first)
    #expect(program.evaluations.count == 1 && evaluation.set == "test")
    #expect(evaluation.results.map(\.metric.symbol.name) == ["half", "total"])
    for result in evaluation.results {
      #expect(program.quantities[result.target.id] == result.target)
      #expect(program.input(of: result.target)?.isEvaluation == true)
      #expect(result.metric.shape == result.target.shape && evaluation.program.definition(of: result.metric) != nil)
    }
    #expect(evaluation.results[0].target.shape == (isTransposed ? Shape(2, 1) : Shape(1, 2)))
    #expect(evaluation.program.updates.isEmpty && evaluation.program.convention == (isTransposed ? .rows : .columns))
  }

  @Test func `a set without data is told with the heading's line`() throws {
    let bench = try PassBench(Self.text.replacing("metrics on test", with: "metrics on exam"))
    let error = #expect(throws: LessonError.self) { try bench.lesson.program() }
    #expect(error?.message.en.hasPrefix("there are no data of “exam”") == true && error?.range?.line == 12)
  }
}
