import Calculus
import Execution
import Matrices
import SampleLessons
import Testing
import Typesetting

@testable import LessonLanguage

/// What a reader types about a finished program.
struct ScopeTests {
  private static let text = """
    data
      X = [1 2; 3 4; 5 6; 7 8; 9 10]
    parameters
      w = [0.5; 0.25]
    forward
      z = X·w
    loss
      E = Σ z²
    run
      X in batches of 2, in order
    """

  @Test func `asking changes nothing, whatever is asked and in whatever order`() throws {
    let scope = try TestLesson(Self.text).scope
    let count = scope.program.quantities.count
    let questions = try ["∂E/∂w", "z", "∂E/∂z", "∂z[1]/∂w[2,1]"].map { try LessonParser.formula($0) }
    let first = try questions.map { try scope.resolve($0) }
    let again = try questions.reversed().map { try scope.resolve($0) }
    #expect(first == again.reversed())
    #expect(scope.program.quantities.count == count)
    for resolved in first {
      let ids = resolved.derived.map(\.quantity.id)
      #expect(ids.allSatisfy { $0 >= count } && Set(ids).count == ids.count)
    }
    #expect(!first[0].derived.isEmpty && first[1].derived.isEmpty)
  }

  @Test func `a derivative has its value from the program's own quantities`() throws {
    let lesson = try TestLesson(Self.text)
    try lesson.timeline.go(to: 1)
    let resolved = try lesson.scope.resolve(try LessonParser.formula("∂E/∂w"))
    #expect(resolved.references.allSatisfy { $0.id < lesson.program.quantities.count })
    let value = resolved.evaluate { lesson.runner.value(of: $0) ?? Matrix($0.shape, repeating: .nan) }
    // z = [1; 2.5], so ∂E/∂w = Xᵀ·2z = [1·2 + 3·5; 2·2 + 4·5].
    #expect(value.values == [17, 24])
  }

  @Test func `a smaller last batch has a program beforehand, and names mean its quantities when it is asked`() throws {
    let (program, scope) = (try TestLesson(Self.text).scope.program, try TestLesson(Self.text).scope)
    let remainder = try #require(program.remainder)
    #expect(remainder.isRemainder && !program.isRemainder && remainder.remainder == nil)
    let name = try LessonParser.formula("X")
    #expect(try scope.address(name).quantity.shape == Shape(2, 2))
    #expect(try scope.of(remainder).address(name).quantity.shape == Shape(1, 2))
    #expect(try scope.of(remainder).of(program).resolve(name).shape == Shape(2, 2))
    #expect(try TestLesson(Self.text.replacing("of 2", with: "of 5")).program.remainder == nil)
  }

  @Test func `what a reader asks of one batch need not fit the others`() throws {
    let lesson = try TestLesson(Self.text)
    try lesson.timeline.go(to: 3)
    let scope = lesson.scope.of(lesson.runner.program)
    func value(_ text: String) throws -> [Double] {
      lesson.runner.moment().evaluate(try scope.resolve(try LessonParser.formula(text))).values
    }
    // The last batch has one example: its X is a row, and its entries have one index, as they are shown.
    #expect(lesson.runner.program.isRemainder)
    #expect(try value("X[2]") == [10] && value("X + ones(1×2)") == [10, 11] && value("X·X.T") == [181])
    #expect(try scope.address(try LessonParser.formula("X[2]")).offset == 1)
    // ∂E/∂z is 2·z, of one number here.
    #expect(try value("∂E/∂z + ones(1×1)") == [15])
    #expect(throws: LocatedError.self) { try value("X + ones(3×3)") }
    #expect(throws: LocatedError.self) { try lesson.scope.resolve(try LessonParser.formula("X[2]")) }
    #expect(try lesson.scope.resolve(try LessonParser.formula("X + ones(2×2)")).shape == Shape(2, 2))
  }

  @Test func `an error in what a reader typed quotes what was typed`() throws {
    let scope = try TestLesson(Self.text).scope
    let text = "w·X"
    do {
      _ = try scope.reading(SourceText(file: "", text: text)).resolve(try LessonParser.formula(text))
      Issue.record("2×1 times 2×2")
    } catch let error as LocatedError {
      #expect(
        error.message.en.hasPrefix("the shapes do not fit: w is 2×1 and X is 2×2; in w·X "), "\(error.message.en)")
    }
  }

  @Test(arguments: [
    ("E + 1", "Σepoch (E + 1)"), ("(E) > (1)", "Σepoch ((E) > (1))"), ("E·2", "Σepoch E·2"), ("E", "Σepoch E"),
  ]) func `a sum over the epoch has the name that it is written with`(term: String, name: String) throws {
    let lesson = try TestLesson(Self.text + "\nmetrics\n  total = Σepoch (\(term))")
    let total = try #require(lesson.program.accumulations.first).total
    #expect(total.name == name)
    let typed = try lesson.scope.resolve(try LessonParser.formula(name))
    #expect(typed.formula == .reference(total))
  }

  @Test func `what fits all batches but a smaller last one is told beforehand, and of that one`() {
    let text = "data\n  X = [1 2; 3 4; 5 6]\nforward\n  z = X·[1 2; 3 4]\n  y = z·X\nrun\n  X in batches of 2, in order"
    #expect(
      refusal(text).hasPrefix(
        "t.lesson:6:7: the shapes do not fit: z is 2×2 and X is 2×2; in z·X the 2 and the 2 (of the batch) should be "
          + "equal; not all batches are equally long"))
    // An entry of the batch may be missing in the last one alone.
    #expect(
      refusal(text.replacing("y = z·X", with: "y = z[2,1]")).hasPrefix(
        "t.lesson:6:3: in the last batch, which has only 1 example: [2,1] is not in the matrix, which is 1×2"))
    #expect(refusal(text.replacing("; 5 6", with: "")) == "")
  }

  @Test func `what a program cannot do is told with the lesson's line`() throws {
    let scope = try TestLesson(Self.text).scope
    let found = #expect(throws: LessonError.self) {
      try scope.locating { () throws(ProgramError) in throw ProgramError(Localized(both: "too large"), line: 4) }
    }
    #expect(found?.lineText == "parameters" && found?.range?.line == 4 && found?.file == "t.lesson")
  }

  @Test func `conditions and numbers over settings are worked out, others are refused`() throws {
    let scope = try TestLesson("settings\n  n = 3\n  gate = and | or\ndata\n  x = 2\nforward\n  z = x").scope
    #expect(try scope.number(try LessonParser.formula("n/2")) == 1.5)
    #expect(try scope.integer(try LessonParser.formula("2·n")) == 6)
    #expect(try scope.holds([try LessonParser.formula("n·2")]))
    #expect(throws: LocatedError.self) { try scope.integer(try LessonParser.formula("x")) }
    #expect(scope.names.contains("z") && scope.names == scope.names.sorted())
  }
}
