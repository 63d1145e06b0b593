import Calculus
import Kernels
import LessonLanguage
import Matrices
import SampleLessons
import Testing

@testable import Execution
@testable import FastExecution

/// A run that ends in the middle of an epoch has the same last iteration, whichever way it is computed.
@Suite struct HalfwayTests {
  /// Five batches in an epoch, the last one smaller; a weight matrix that the fast way writes its new value over.
  private static func lesson(_ stop: String) throws -> TestLesson {
    try TestLesson(
      """
      lesson halfway
      settings
        m = 3
      data
        X (14×9) ~ uniform(−1, 1)
        t (14×8) ~ uniform(−1, 1)
        X for test (5×9) ~ uniform(−1, 1)
        t for test (5×8) ~ uniform(−1, 1)
      parameters
        W (9×8) ~ uniform(−1, 1)
        b (1×8) = 0
      state
        r = 0
      forward
        Z = X·W + b
        A = tanh(Z)
      loss
        E = (1/m)·½·Σ (A − t)²
      metrics
        whole = Σepoch E
        average = mean_epoch(E)
      metrics on test
        far = mean(abs(A − t))
      update with velocity(0.05, 0.9)
        parameters by gradient
        r ← 0.9·r + E
      run
        X, t in batches of m, shuffled
        \(stop)
      """)
  }

  private static func fast(_ program: Program, _ options: RunOptions = RunOptions()) throws -> Run {
    Run(try FastMachine<Double>(program, pool: WorkerPool(threads: 2)), options: options)
  }

  /// Every number of the last iteration, as somebody who looks at it finds it.
  private func check(_ fast: Run, is exact: Run) throws {
    try fast.complete()
    #expect(fast.iteration == exact.iteration && fast.epoch == exact.epoch && fast.batch == exact.batch)
    #expect(!exact.isEpochEnd && fast.machine.hasEverything)
    let (found, wanted) = (fast.numbers(), exact.numbers())
    let program = exact.program
    let quantities =
      program.definitions.map(\.quantity)
      + program.inputs.filter { $0.phase > .data || $0.initializer.isBatch }.map(\.quantity)
    #expect(quantities.count > 20)
    for quantity in quantities {
      let wanted = try #require(wanted.value(of: quantity), "\(quantity.name)")
      let found = try #require(found.value(of: quantity), "\(quantity.name)")
      let scale = wanted.values.reduce(1e-6) { max($0, abs($1)) }
      #expect(wanted.shape == found.shape)
      for (one, other) in zip(wanted.values, found.values) {
        #expect(abs(one - other) <= 1e-9 * scale, "\(quantity.name): \(other) and not \(one)")
      }
    }
  }

  /// The middle of an early epoch, before any state was noted on the way, and that of a late one.
  @Test(arguments: [3, 5 * 4 + 3, 5 * 122 + 2])
  func `a condition that holds halfway`(last: Int) throws {
    let program = try Self.lesson("stop once iteration ≥ \(last)").program
    let (exact, fast) = (try Run(program), try Self.fast(program))
    try exact.run()
    try fast.run()
    #expect(exact.stoppedAt == last && fast.stoppedAt == last && fast.outcome == exact.outcome)
    #expect(fast.outcome == .reached("iteration ≥ \(last)"))
    try check(fast, is: exact)
  }

  @Test func `a reader who ends it halfway`() throws {
    let program = try Self.lesson("stop after 400 epochs").program
    let (exact, fast) = (try Run(program), try Self.fast(program))
    try fast.run(stop: { fast.iteration > 300 })
    #expect(fast.outcome == .interrupted && fast.stoppedAt == fast.iteration && fast.iteration < 2000)
    while exact.iteration < fast.iteration { try exact.advance() }
    try check(fast, is: exact)
  }

  @Test func `a run that was saved halfway and goes on to halfway, by either way from either`() throws {
    let program = try Self.lesson("stop after 400 epochs").program
    for first in [5 * 3 + 2, 5 * 3] {
      let (one, other) = (try Run(program), try Self.fast(program))
      for run in [one, other] { while run.iteration < first { try run.advance() } }
      for last in [first + 1, 5 * 5 + 3, 5 * 80 + 1] {
        for saved in [one.saved, other.saved] {
          var options = RunOptions()
          options.start = saved
          options.iterations = last
          let (exact, fast) = (try Run(program, options: options), try Self.fast(program, options))
          try exact.run()
          try fast.run()
          #expect(exact.outcome == .completed && fast.outcome == .completed && exact.iteration == last)
          try check(fast, is: exact)
        }
      }
    }
  }

  @Test func `what a condition watches over epochs is not forgotten halfway`() throws {
    let text = "stop once far has not fallen for 3 epochs"
    let program = try Self.lesson(text).program
    let whole = try Run(program)
    try whole.run()
    let end = try #require(whole.stoppedAt)
    #expect(end % 5 == 0 && end >= 20)
    for first in [end - 5 * 2 + 1, end - 3] {
      let run = try Self.fast(program)
      while run.iteration < first { try run.advance() }
      #expect(run.outcome == nil)
      var options = RunOptions()
      options.start = run.saved
      let (exact, fast) = (try Run(program, options: options), try Self.fast(program, options))
      try exact.run()
      try fast.run()
      #expect(exact.stoppedAt == end && fast.stoppedAt == end && exact.outcome == whole.outcome)
    }
  }

  @Test func `of iterations and epochs that a reader asks for, the fewer end the run`() throws {
    let program = try Self.lesson("stop after 7 epochs").program
    for (iterations, epochs, limit) in [
      (nil, nil, 35), (12, nil, 12), (nil, 2, 10), (12, 2, 10), (3, 2, 3), (nil, 9, 45), (.max, .max, .max),
    ] as [(Int?, Int?, Int)] {
      var options = RunOptions()
      options.iterations = iterations
      options.epochs = epochs
      #expect(
        IterationLimit.of(program, options) == limit, "\(String(describing: iterations)), \(String(describing: epochs))"
      )
    }
  }
}
