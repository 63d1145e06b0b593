import Calculus
import Execution
import SampleLessons
import Testing

@testable import Trace

struct HistoryTests {
  private static func history(_ text: String, iterations: Int, also names: [String] = []) throws -> (
    History, TestLesson
  ) {
    let lesson = try TestLesson(text)
    let others = lesson.program.quantities.filter { names.contains($0.symbol.name) }
    var history = History(lesson.program, also: others)
    for _ in 0..<iterations {
      try lesson.runner.advance()
      history.note(lesson.runner)
    }
    history.noteLast(lesson.runner)
    return (history, lesson)
  }

  private static let squares = """
    parameters
      w = 1
    forward
      z = w·iteration
      v = [w w]
    loss
      E = z²
    metrics
      half = E/2
      both = 2·v
    """

  @Test func `it follows the loss and the metrics that are numbers, then what was asked for`() throws {
    let (history, _) = try Self.history(Self.squares, iterations: 3, also: ["w", "v", "half"])
    #expect(history.quantities.map(\.symbol.name) == ["E", "half", "w"])
    #expect(history.iterations == [1, 2, 3])
    #expect(history.values == [[1, 4, 9], [0.5, 2, 4.5], [1, 1, 1]])
    #expect(!history.isPerEpoch)
  }

  @Test func `without a section loss only metrics are followed`() throws {
    let (history, _) = try Self.history("forward\n  z = 3\nmetrics\n  a = z", iterations: 1)
    #expect(history.quantities.map(\.symbol.name) == ["a"])
  }

  @Test(arguments: [4_096, 4_097, 10_000, 20_001])
  func `a long run keeps some thousand points, the first and the last among them, evenly spread`(count: Int) throws {
    let (history, _) = try Self.history(Self.squares, iterations: count)
    let kept = history.iterations
    #expect(kept.count <= 4_098 && kept.count > 1_500)
    #expect(kept.first == 1 && kept.last == count)
    #expect(kept == kept.sorted() && Set(kept).count == kept.count)
    let steps = zip(kept.dropFirst(2), kept.dropFirst()).map { $0 - $1 }.dropLast()
    #expect(Set(steps).count <= 1, "\(Set(steps))")
    for (iteration, value) in zip(kept, history.values[0]) { #expect(value == Double(iteration * iteration)) }
  }

  private static let epochs = """
    data
      x = [1; 2; 3]
    forward
      z = x·1
    metrics
      total = Σepoch z
    run
      x in batches of 1, in order
    """

  @Test func `what only an epoch knows is kept at its end`() throws {
    let (history, _) = try Self.history(Self.epochs, iterations: 8)
    #expect(history.isPerEpoch && history.iterations == [3, 6])
    #expect(history.values == [[6, 6]])
  }

  @Test func `beside other quantities there is none before the epoch's end`() throws {
    let (history, _) = try Self.history(Self.epochs, iterations: 6, also: ["z"])
    #expect(!history.isPerEpoch && history.iterations == [1, 2, 3, 4, 5, 6])
    #expect(history.values[0] == [nil, nil, 6, nil, nil, 6])
    #expect(history.values[1] == [1, 2, 3, 1, 2, 3])
  }

  @Test func `a sample has the first and the last place`() throws {
    let (history, _) = try Self.history(Self.squares, iterations: 100)
    #expect(history.sample(12).map { $0 + 1 } == [1, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
    #expect(history.sample(1000) == Array(0..<100))
    #expect(history.sample(2) == [0, 99])
  }
}
