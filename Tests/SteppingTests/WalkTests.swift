import Execution
import LessonLanguage
import SampleLessons
import Testing
import Trace

@testable import Stepping

/// Why somebody ends what is under way.
private struct Stopped: Error {}

/// A walk with the run that it goes through.
private struct Tour {
  var walk: Walk
  let playback: Playback

  init(_ scope: Scope, stop: @escaping () -> Bool = { false }) throws {
    playback = try Playback(scope, options: RunOptions(), stop: { _, _ in stop() })
    walk = try Walk(scope, from: try #require(try playback.visit(playback.first)))
  }

  mutating func press(_ key: StepKey) throws -> StepEffect {
    try walk.press(key) { iteration in
      guard let visit = try playback.visit(iteration) else { throw Stopped() }
      return visit
    }
  }
}

@Suite struct WalkTests {
  private func tour(_ name: String, stop: @escaping () -> Bool = { false }) throws -> Tour {
    let lesson = try #require(SampleLesson.small.first { $0.description == name })
    return try Tour(lesson.scope(), stop: stop)
  }

  /// The bits of all numbers of the current iteration.
  private func bits(_ walk: Walk) -> [UInt64] {
    walk.steps.flatMap { walk.moment.value(of: $0.quantity).values.map(\.bitPattern) }
  }

  @Test(arguments: ["clase6", "xor", "perceptron"])
  func `whichever way one comes to an iteration, its numbers are the same bits`(name: String) throws {
    var ahead = try tour(name)
    var expected: [[UInt64]] = []
    for iteration in 1...60 {
      _ = try ahead.press(.goTo(iteration))
      #expect(ahead.walk.moment.iteration == iteration)
      expected.append(bits(ahead.walk))
    }
    #expect(Set(expected).count > 1)
    var wanderer = try tour(name)
    var random = SystemRandomNumberGenerator()
    for _ in 0..<120 {
      let keys: [StepKey] = [
        .goTo(.random(in: 1...60, using: &random)), .next(.random(in: 1...20, using: &random)),
        .previous(.random(in: 1...40, using: &random)), .nextIteration(1), .previousIteration(3), .goToEnd,
      ]
      // The end of xor is far away; its own test goes there.
      guard let key = keys.dropLast(name == "clase6" ? 0 : 1).randomElement(using: &random) else { continue }
      _ = try wanderer.press(key)
      #expect(wanderer.walk.state.iteration == wanderer.walk.moment.iteration)
      guard expected.indices.contains(wanderer.walk.state.iteration - 1) else { continue }
      #expect(
        bits(wanderer.walk) == expected[wanderer.walk.state.iteration - 1],
        "iteration \(wanderer.walk.state.iteration) after \(key)")
    }
  }

  @Test func `every line of the lesson is a step, in running order`() throws {
    let walk = try tour("toy-weight").walk
    #expect(walk.steps.map(\.quantity.symbol.name) == ["ŷ", "error", "gradient", "w"])
    let names = try tour("perceptron").walk.steps.map(\.quantity.symbol.name)
    #expect(names == ["z", "ŷ", "error", "errors", "Δw", "Δb", "w", "b"])
  }

  @Test func `the losses are kept in order, however one moves`() throws {
    var tour = try tour("clase6")
    for key in [StepKey.goTo(10), .goTo(3), .goTo(12), .previousIteration(2)] { _ = try tour.press(key) }
    #expect(tour.walk.lossesSoFar.count == 10)
    #expect(zip(tour.walk.lossesSoFar, tour.walk.lossesSoFar.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test func `a lesson that computes nothing has no steps`() throws {
    let lesson = try LessonParser.parse("lesson empty\ndata\n  x = 1\n", file: "empty.lesson")[0]
    let scope = try Lesson(lesson, source: SourceText(file: "empty.lesson", text: "")).program().scope
    #expect(throws: NothingToStep(lesson: "empty")) { try Tour(scope) }
  }

  @Test func `a walk that is stopped on the way stays where it was`() throws {
    var isStopped = false
    var tour = try tour("clase6") { isStopped }
    _ = try tour.press(.goTo(3))
    let before = bits(tour.walk)
    isStopped = true
    // A short lesson asks now and then only.
    #expect(throws: Stopped.self) { try tour.press(.goTo(2_000)) }
    #expect(tour.walk.state == StepState(iteration: 3) && bits(tour.walk) == before)
    isStopped = false
    _ = try tour.press(.nextIteration(1))
    #expect(tour.walk.state.iteration == 4 && tour.walk.moment.iteration == 4)
  }

  @Test func `an end that is found on the way stops the step, wherever what is seen comes from`() throws {
    let scope = try #require(SampleLesson.small.first { $0.description == "clase6" }).scope()
    let playback = try Playback(scope, options: RunOptions())
    let moments = try (1...6).map { try #require(try playback.visit($0)).moment }
    // A run that turns out to end at its fourth iteration, kept as moments.
    var visited: [Int] = []
    func visit(_ iteration: Int) -> Visit {
      visited.append(iteration)
      let ending = iteration < 4 ? nil : RunEnding(iteration: 4, epoch: 4, outcome: .reached("E < 1"))
      return Visit(
        moment: moments[min(iteration, ending?.iteration ?? 6) - 1],
        outlook: Outlook(first: 1, planned: 6, ending: ending), losses: [])
    }
    var walk = try Walk(scope, from: visit(1))
    let effect = walk.press(.nextIteration(5), visiting: visit)
    #expect(walk.state == StepState(iteration: 4) && walk.moment.iteration == 4 && effect == .show(.end))
    #expect(visited == [1, 6, 4] && walk.bounds.end == 4)
  }
}
