import Calculus
import Execution
import LessonLanguage
import Matrices
import SampleLessons
import Testing

@testable import Trace

/// Values and derivatives operation by operation, as the notes begin to work them out.
@Suite struct ExpressionTraceTests {
  private static func text(_ function: String, split: Bool) -> String {
    """
    lesson t
    settings
      f(x1, x2) = \(function)
    parameters
      x1 = 2
      x2 = 5
    forward
      y = f(x1, x2)\(split ? "  split into v" : "")
    """
  }

  private func computed(_ text: String) throws -> (result: Resolved, variables: [Quantity], moment: Moment) {
    let (lessons, source) = try LessonParser.read(text, file: "t.lesson")
    let scope = try Lesson(try #require(lessons.first), source: source).program().scope
    let run = try Run(scope.program)
    try run.advance()
    let variables = try ["x1", "x2"].map { try LessonParser.formula($0) }
    let found = try scope.computed(LessonParser.formula("y"), from: variables)
    return (found.formula, found.variables, run.moment())
  }

  @Test(arguments: [true, false])
  func `the trace of the notes' function has the numbers of the notes, whether the lesson splits it or not`(split: Bool)
    throws
  {
    let (result, variables, moment) = try computed(Self.text("ln(x1) + x1·x2 − sin(x2)", split: split))
    let trace = try ExpressionTrace(result, from: variables, moment)
    #expect(trace.nodes.map(\.quantity.name) == ["x1", "x2", "v1", "v2", "v3", "v4", "y"])
    func expect(_ found: [Double], _ wanted: [Double]) {
      #expect(found.count == wanted.count)
      for (found, wanted) in zip(found, wanted) { #expect(abs(found - wanted) < 1e-9, "\(found), \(wanted)") }
    }
    expect(
      trace.values(at: trace.point).values,
      [2, 5, 0.693147180559945, 10, 10.693147180559945, -0.958924274663138, 11.652071455223084])
    expect(trace.tangents(by: 0).values, [1, 0, 0.5, 5, 5.5, 0, 5.5])
    expect(trace.tangents(by: 1).values, [0, 1, 0, 2, 2, 0.283662185463226, 1.716337814536774])
    expect(trace.adjoints().values, [5.5, 1.716337814536774, 1, 1, 1, -1, 1])
  }

  @Test func `another function has a trace of its own, and one that is the variable itself has one too`() throws {
    let (result, variables, moment) = try computed(Self.text("(x1 + x2)·x1", split: false))
    let trace = try ExpressionTrace(result, from: variables, moment)
    #expect(trace.nodes.map(\.quantity.name) == ["x1", "x2", "v1", "y"])
    #expect(trace.adjoints().values == [9, 2, 2, 1])
    for (function, adjoints) in [("x1", [1.0, 0, 1]), ("7 + 0·2", [0, 0, 1]), ("x1·x1·x1", [12, 0, 2, 1])] {
      let (result, variables, moment) = try computed(Self.text(function, split: false))
      #expect(try ExpressionTrace(result, from: variables, moment).adjoints().values == adjoints, "\(function)")
    }
  }

  @Test func `four ways come to one derivative, and each is counted by what it does`() throws {
    let (result, variables, moment) = try computed(Self.text("ln(x1) + x1·x2 − sin(x2)", split: true))
    let methods = try DerivativeMethods(result, from: variables, moment)
    #expect(methods.results.map(\.way) == DerivativeMethods.Way.allCases)
    // 1/x1 + x2 and x1 − cos(x2); 4 evaluations of 5 operations; with dual numbers the slopes and products besides.
    #expect(methods.results.map(\.operations) == [4, 20, 36, 17])
    #expect(methods.results.map(\.runs) == [2, 4, 2, 1])
    for result in methods.results {
      #expect(abs(result.derivatives[0] - 5.5) < 1e-8 && abs(result.derivatives[1] - 1.716337814536774) < 1e-8)
    }
    let differences = methods.results.map(\.difference)
    #expect(differences[3] == 0 && differences[0] < 1e-14 && differences[2] < 1e-14)
    #expect(differences[1] > 1e-13 && differences[1] < 1e-9)
  }

  @Test func `what is no number has no trace`() throws {
    let text = """
      lesson t
      parameters
        x1 = 2
        x2 = 5
      forward
        z = x1·[1 2]
        y = Σ z + x2
      """
    let (result, variables, moment) = try computed(text)
    #expect(throws: ShapeError.self) { try ExpressionTrace(result, from: variables, moment) }
  }
}
