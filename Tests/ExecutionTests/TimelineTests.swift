import Calculus
import Foundation
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

  @Test(arguments: SampleLesson.all)
  func `an iteration that was passed over can be completed, with the bits that it has otherwise`(
    sample: SampleLesson
  ) throws {
    let (whole, passed) = (try Run(try sample.program()), try Run(try sample.program()))
    for _ in 1...3 {
      try whole.advance()
      try passed.pass()
    }
    try passed.complete()
    #expect(passed.machine.hasEverything)
    #expect(Self.snapshot(passed) == Self.snapshot(whole))
    try whole.advance()
    try passed.advance()
    #expect(Self.snapshot(passed) == Self.snapshot(whole))
  }

  @Test func `what nobody looks at is not computed on the way`() throws {
    let lesson = try TestLesson(
      "parameters\n  w = 1\nforward\n  z = 2·w\nloss\n  E = z²\nmetrics\n  m = 10·w\nupdate\n  w ← ½·w")
    let metric = try #require(lesson.program.quantities.first { $0.name == "m" })
    try lesson.timeline.go(to: 1)
    try lesson.runner.pass()
    #expect(lesson.runner.number(of: metric) == 10 && !lesson.runner.machine.hasEverything)
    try lesson.runner.complete()
    #expect(lesson.runner.number(of: metric) == 5)
  }

  /// Stops where `end` says, with a metric on a set of its own that the iterations of the next epoch show.
  private static func stopping(_ end: String) -> String {
    lessons[1].text.replacingOccurrences(of: "stop after 20 epochs", with: end)
  }

  @Test(arguments: ["stop after 7 iterations", "stop after 8 iterations", "stop once w > 1.2", "stop once held < 0.5"])
  func `at the end there is all that a run has that looked at every iteration`(end: String) throws {
    let lesson = try TestLesson(Self.stopping(end))
    try lesson.runToEnd()
    let other = try Run(lesson.program)
    while !other.isFinished { try other.advance() }
    #expect(lesson.runner.iteration == other.iteration && lesson.runner.outcome == other.outcome)
    #expect(Self.snapshot(lesson.runner) == Self.snapshot(other))
    // In the middle of the next epoch, and of an earlier one.
    for iteration in [other.iteration + 1, 3, 5] {
      try lesson.timeline.go(to: iteration)
      let again = try Run(lesson.program)
      for _ in 1...iteration { try again.advance() }
      #expect(Self.snapshot(lesson.runner) == Self.snapshot(again), "\(iteration)")
    }
  }

  @Test func `what is not symmetric is refused on the way, too, where later iterations depend on it`() throws {
    let lesson = try TestLesson(
      "parameters\n  w = 1\nforward\n  M = where(iteration = 2, [1 1; 0 1], [1 0; 0 1])\n  v = eigenvalues(M)\nupdate\n  w ← w + v[1]"
    )
    #expect(throws: ProgramError.self) { try lesson.timeline.go(to: 5) }
  }

  @Test func `what stopped being finite first is named, the same where lines are passed over`() throws {
    let lesson = try TestLesson(
      "parameters\n  w = 1\nforward\n  z = 1·w\nmetrics\n  m = 20·w\nupdate\n  w ← 10·w\nrun\n  stop after 400 iterations"
    )
    let run = try Run(lesson.program)
    while !run.isFinished { try run.advance() }
    try lesson.runToEnd()
    guard case .diverged(let quantity, _, let iteration) = lesson.runner.outcome else {
      Issue.record("\(String(describing: lesson.runner.outcome))")
      return
    }
    // Nothing comes of m, though it has been infinite for longer.
    #expect(lesson.runner.outcome == run.outcome && quantity.name == "new(w)", "\(quantity.name) at \(iteration)")
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
