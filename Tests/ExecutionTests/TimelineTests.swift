import Calculus
import Matrices
import SampleLessons
import Testing

@testable import Execution

struct TimelineTests {
  /// The bits of everything that the current iteration has, by name.
  private static func snapshot(_ runner: Run) -> [String: [UInt64]] {
    var found: [String: [UInt64]] = [:]
    for quantity in runner.program.quantities {
      if let value = runner.value(of: quantity) { found["\(quantity.id) \(quantity.name)"] = bits(value) }
    }
    return found
  }

  private static let lessons: [(name: String, text: String)] = [
    (
      "batches in mid-epoch, sums over the epoch, a smaller last batch",
      """
      settings
        η = 0.1 as lr
        m = 2
      data
        X (5×1) ~ normal(0, 1)
        t = 2·X + 1
      parameters
        w = 0
        b = 0
      forward
        M (m×1) ~ keep(0.8)
        z = (X ⊙ M)·w + b
      loss
        E = (1/m)·Σ (z − t)²
      metrics
        total = Σepoch E
        average = mean_epoch(abs(w))
      update with adam(η)
        parameters by gradient
      run
        X, t in batches of m, shuffled
        stop after 20 epochs
      """
    ),
    (
      "metrics on a set of its own",
      """
      settings
        η = 0.1 as lr
      data
        X = [1; 2; 3; 4; 5]
        t = [2; 4; 6; 8; 11]
      parameters
        w = 0
      forward
        z = X·w
      loss
        E = mean((z − t)²)
      metrics on validation
        held = E
      update
        w by ∂E/∂w
      run
        X, t in batches of 2, in order
        keep 1 examples for validation
        stop after 20 epochs
      """
    ),
  ]

  private static func check(_ runner: Run) throws {
    let timeline = Timeline(runner)
    var seen: [Int: [String: [UInt64]]] = [:]
    for iteration in 1...8 {
      try timeline.go(to: iteration)
      seen[iteration] = snapshot(runner)
    }
    for iteration in [7, 3, 7, 1, 8, 2, 3, 4, 5, 6, 8] {
      #expect(try timeline.go(to: iteration))
      #expect(runner.iteration == iteration)
      let now = snapshot(runner)
      for (name, values) in seen[iteration] ?? [:] { #expect(now[name] == values, "\(name) at \(iteration)") }
    }
  }

  @Test(arguments: SampleLesson.all)
  func `going back and forward again shows the same bits`(sample: SampleLesson) throws {
    try Self.check(try Run(try sample.program()))
  }

  @Test(arguments: [0, 1])
  func `so it does in the middle of an epoch`(index: Int) throws {
    let lesson = try TestLesson(Self.lessons[index].text)
    try Self.check(lesson.runner)
  }

  @Test func `however long the run, checkpoints stay few and every iteration can be found again`() throws {
    let lesson = try TestLesson(
      """
      parameters
        w = 1
      forward
        z = 1·w
      update
        w ← w·1.0001 + iteration
      run
        stop after 3000 iterations
      """)
    try lesson.runToEnd()
    let end = try lesson["w", at: 3000]
    let middle = try lesson["w", at: 1234]
    #expect(try lesson["w", at: 1233].values[0] < middle.values[0])
    #expect(bits(try lesson["w", at: 1234]) == bits(middle))
    #expect(bits(try lesson["w", at: 3000]) == bits(end))
  }

  @Test func `there is no iteration before the first`() throws {
    let lesson = try TestLesson("forward\n  z = iteration")
    #expect(try !lesson.timeline.go(to: 0))
    #expect(try lesson["z"] == [1])
  }

  @Test func `the end is where the run stopped, however far one has gone`() throws {
    let lesson = try TestLesson("forward\n  z = iteration\nrun\n  stop once z ≥ 5\n  stop after 9 iterations")
    try lesson.timeline.go(to: 30)
    try lesson.runToEnd()
    #expect(lesson.runner.iteration == 5)
    #expect(lesson.runner.outcome == .reached("z ≥ 5"))
  }

  @Test func `a reader's interruption leaves the run where it was`() throws {
    let lesson = try TestLesson("forward\n  z = iteration")
    #expect(try !lesson.timeline.go(to: 5000, isInterrupted: { true }))
    #expect(lesson.runner.iteration == 256)
  }
}
