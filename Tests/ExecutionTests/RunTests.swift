import Calculus
import LessonLanguage
import Matrices
import SampleLessons
import Testing

@testable import Execution

struct RunTests {
  func end(_ text: String, run: (inout RunOptions) -> Void = { _ in }) throws -> Run {
    let lesson = try TestLesson(text, run: run)
    try lesson.runner.run()
    return lesson.runner
  }

  // MARK: - When a run ends

  private static let falling = """
    data
      x = [5; 4; 3; 3; 3; 3; 2; 2]
    forward
      z = x·1
    loss
      E = z
    metrics
      total = Σepoch E
    run
      x in batches of 1, in order
    """

  @Test(arguments: [
    ("", 1), ("run\n  stop after 4 iterations", 4), ("run\n  stop after 4 epochs", 4),
    ("run\n  stop after 9 iterations\n  stop after 4 epochs", 4), ("run\n  stop once z ≥ 3", 3),
    ("run\n  stop once z ≥ 3\n  stop after 2 iterations", 2), ("run\n  stop once z·2 = 10\n  stop after 7 epochs", 5),
  ])
  func `a run ends where the lesson says, after one iteration when it says nothing`(text: String, count: Int) throws {
    let runner = try end("forward\n  z = iteration\n" + text)
    #expect(runner.iteration == count && runner.stoppedAt == count && runner.isFinished)
    let isReached = text.contains("once") && !text.contains("after 2")
    #expect(isReached ? runner.outcome != .completed : runner.outcome == .completed)
  }

  @Test func `iterations and epochs count from 1 and an epoch is one pass`() throws {
    let lesson = try TestLesson(
      "data\n  x = [1; 2; 3; 4; 5]\nforward\n  z = x + epoch\nrun\n  x in batches of 2, in order")
    var seen: [[Int]] = []
    for iteration in 1...7 {
      try lesson.timeline.go(to: iteration)
      seen.append([lesson.runner.iteration, lesson.runner.epoch, lesson.runner.batch])
      #expect(try lesson["epoch", at: iteration].values == [Double(lesson.runner.epoch)])
    }
    #expect(seen == [[1, 1, 1], [2, 1, 2], [3, 1, 3], [4, 2, 1], [5, 2, 2], [6, 2, 3], [7, 3, 1]])
  }

  @Test func `what the reader asks replaces stop after, not stop once`() throws {
    let text = "data\n  x = [1; 2; 3]\nforward\n  z = x·1\nrun\n  x in batches of 1, in order\n  stop after 4 epochs"
    #expect(try end(text) { $0.iterations = 5 }.iteration == 5)
    #expect(try end(text) { $0.epochs = 2 }.iteration == 6)
    #expect(try end(text + "\n  stop once iteration = 2") { $0.epochs = 2 }.iteration == 2)
  }

  @Test func `patience counts epochs without a new lowest value`() throws {
    // Lowest in epoch 3; epochs 4, 5 and 6 are no lower, and then comes a lower one that nobody waits for.
    let text =
      "settings\n  a = 1\nforward\n  z = where(iteration < 4, 10 − iteration, where(iteration < 7, 8, 1))\nrun\n"
    let runner = try end(text + "  stop once z has not fallen for 3 epochs")
    #expect(runner.iteration == 6)
    guard case .notFalling(let quantity, epochs: 3) = runner.outcome else {
      Issue.record("\(String(describing: runner.outcome))")
      return
    }
    #expect(quantity.symbol.name == "z")
    let patient = try end(text + "  stop once z has not fallen for 4 epochs\n  stop after 20 iterations")
    #expect(patient.iteration == 11, "the lower value of epoch 7 begins a new wait")
  }

  @Test func `a sum over the epoch is looked at when the epoch is over`() throws {
    // 5 + 4 + 3 + 3 = 15 in mid-epoch must not stop the run.
    let runner = try end(Self.falling + "\n  stop once total = 15\n  stop once total = 25\n  stop after 3 epochs")
    #expect(runner.iteration == 8 && runner.outcome == .reached("total = 25"))
  }

  @Test func `going on past the stop keeps the outcome`() throws {
    let lesson = try TestLesson("forward\n  z = iteration\nrun\n  stop after 2 iterations")
    try lesson.timeline.go(to: 5)
    #expect(lesson.runner.outcome == .completed && lesson.runner.stoppedAt == 2 && lesson.runner.iteration == 5)
  }

  @Test func `an interrupted run says so`() throws {
    let lesson = try TestLesson("forward\n  z = iteration\nrun\n  stop after 100000 iterations")
    try lesson.runner.run(stop: { true })
    #expect(lesson.runner.outcome == .interrupted && lesson.runner.iteration == 256)
  }

  @Test(arguments: [
    // w doubles its digits until it is infinite; a is the first to be so.
    ("a = w·w\n  b = a − a", "a", 0, 10), ("b = [1 0]·w − w·w\n  a = b + b", "b", 0, 10),
    ("b = [1 (w·w)]\n  a = Σ b", "b", 1, 10), ("a = 1/(4 − iteration)", "a", 0, 4),
    ("b = 0·iteration\n  a = b/(iteration − 1)", "a", 0, 1),
    // Nothing comes of q, which has been infinite from the start.
    ("q = 1/(w − w)\n  a = w·w", "a", 0, 10),
  ])
  func `a quantity that is no longer finite is found: the first one, its entry and the iteration`(
    lines: String, name: String, offset: Int, iteration: Int
  ) throws {
    let runner = try end(
      "parameters\n  w = 2\nforward\n  \(lines)\n  o = Σ a\nupdate\n  w ← w·w\nrun\n  stop after 20 iterations")
    guard case .diverged(let quantity, let found, let when) = runner.outcome else {
      Issue.record("\(String(describing: runner.outcome))")
      return
    }
    #expect(quantity.symbol.name == name && found == offset && when == iteration && runner.iteration == iteration)
  }

  @Test func `a metric that is infinite does not end a run`() throws {
    let runner = try end("forward\n  z = 1\nmetrics\n  ratio = 1/0\nrun\n  stop after 3 iterations")
    #expect(runner.outcome == .completed && runner.iteration == 3)
  }
}
