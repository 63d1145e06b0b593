import Execution
import LessonLanguage
import SampleLessons
import Testing
import Trace

@testable import Calculus

/// A program without the lines that a run does not need.
struct ProgramKeepingTests {
  @Test(arguments: SampleLesson.everyone)
  func `what is kept has the bits that it has in the whole program`(sample: SampleLesson) throws {
    let whole = try sample.program()
    let some = whole.keeping(whole.definitions.first.map { [$0.quantity] } ?? [])
    #expect(some.updates == whole.updates && some.stops == whole.stops)
    let (all, few) = (try Run(whole), try Run(some))
    for _ in 1...3 {
      try all.advance()
      try few.advance()
      for quantity in some.definitions.map(\.quantity) + whole.updates.map(\.new) {
        let (expected, value) = (try #require(all.value(of: quantity)), try #require(few.value(of: quantity)))
        #expect(bits(value.values) == bits(expected.values), "\(quantity.name)")
      }
      #expect(all.isFinished == few.isFinished)
    }
  }

  @Test func `metrics that nobody looks at go, and sums over the epoch keep their terms`() throws {
    let text = """
      lesson a
      data
        x = [1; 2; 3]
        y = [2; 4; 7]
      parameters
        w = 0.1
      forward
        z = x·w
      loss
        E = mean((z − y)²)
      metrics
        worst = max(abs(z − y))
        total = Σepoch worst
        unused = total²
      update
        w ← w − 0.01·∂E/∂w
      run
        x, y in batches of 2, in order
        stop once E < 0.5
        stop after 9 iterations
      """
    let (lessons, source) = try LessonParser.read(text, file: "a.lesson")
    let whole = try Lesson(lessons[0], source: source).program().program
    func names(_ program: Program) -> [String] { program.definitions.map(\.quantity.name) }
    let least = names(whole.keeping([]))
    #expect(least.contains("E") && !least.contains("worst") && !least.contains("unused"))
    let total = try #require(whole.accumulations.first?.total)
    let some = whole.keeping([total])
    #expect(names(some).contains("worst") && !names(some).contains("unused") && some.accumulations.count == 1)
    #expect(some.remainder.map(names) == names(some))
    let (all, few) = (try Run(whole), try Run(some))
    while !all.isFinished {
      try all.advance()
      try few.advance()
      #expect(all.number(of: total) == few.number(of: total))
    }
    #expect(few.isFinished && few.iteration == all.iteration)
  }
}
