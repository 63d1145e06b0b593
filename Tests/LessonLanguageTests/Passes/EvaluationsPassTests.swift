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

  @Test(
    arguments: ["", "run\n  X, y in batches of 2, in order", "run\n  X, y in batches of 1, in order"],
    ["[1; 2]", "[1; 2; 3; 4; 5; 6; 7; 8; 9]", "[1; 2; 3]"])
  func `data of a set have as many examples as each other, however the lesson takes its own`(run: String, y: String)
    throws
  {
    let text = """
      data
        X = [1; 2; 3]
        y = [2; 4; 6]
        X for test = [1; 2; 3; 4; 5]
        y for test = \(y)
      parameters
        w = 2
      forward
        e = X·w − y
      loss
        E = Σ e²
      metrics on test
        far = Σ abs(e)
      update
        w by gradient with descent(0.1)
      \(run)
      """
    let examples = y.count(where: { $0 == ";" }) + 1
    for isTransposed in [false, true] {
      var settings = LessonSettings()
      settings.isTransposed = isTransposed
      let error = #expect(throws: LessonError.self) { try PassBench(text).lesson.program(settings: settings) }
      #expect(error?.message.en == "“y for test” has \(examples) examples and the other data of “test” 5")
      #expect(error?.message.es == "«y for test» tiene \(examples) ejemplos y los otros datos de «test» 5")
      #expect(error?.range?.line == 6 && error?.lineText == "  y for test = \(y)")
    }
  }

  @Test func `a set without data is told with the heading's line`() throws {
    let bench = try PassBench(Self.text.replacing("metrics on test", with: "metrics on exam"))
    let error = #expect(throws: LessonError.self) { try bench.lesson.program() }
    #expect(error?.message.en.hasPrefix("there are no data of “exam”") == true && error?.range?.line == 12)
  }
}
