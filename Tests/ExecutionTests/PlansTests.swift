import Calculus
import Kernels
import LessonLanguage
import Matrices
import SampleLessons
import Synchronization
import Testing

@testable import Execution

/// Plans that several runs share.
struct PlansTests {
  /// Initial draws, draws in each iteration, shuffled batches with a smaller last one, sums, a set of its own.
  private static let text = """
    settings
      η = 0.1 as lr
      β = 0.5
      m = 2
      steps = 3
    data
      X (7×1) ~ normal(0, 1)
      t = 2·X + 1
    parameters
      w (1×1) ~ normal(0, 1)
      b = β
    forward
      M (m×1) ~ keep(0.8)
      z = (X ⊙ M)·w + b
      for i = 1 to steps
        y{i} = η·z
    loss
      E = mean((z − t)²)
    metrics
      total = Σepoch E
    metrics on validation
      held = E
    update
      w ← w − η·∂E/∂w
      b ← β·b − η·∂E/∂b
    run
      X, t in batches of m, shuffled
      keep 2 examples for validation
      stop after 4 epochs
    """

  /// The bits of all that the runner has after each iteration.
  private static func course(_ runner: Run) throws -> [[UInt64]] {
    var found: [[UInt64]] = []
    while !runner.isFinished {
      try runner.advance()
      var numbers = [UInt64(runner.epoch)]
      for quantity in runner.program.quantities { numbers += bits(runner.value(of: quantity)) ?? [] }
      found.append(numbers)
    }
    return found
  }

  private static func options(_ seed: Int) -> RunOptions {
    var options = RunOptions()
    options.seed = UInt32(seed)
    return options
  }

  @Test func `runs with other seeds on as many threads share the plans and have the bits of runs by themselves`() throws
  {
    let program = try TestLesson(Self.text).program
    let plans = try Plans(program)
    let together = Mutex<[Int: [[UInt64]]]>([:])
    WorkerPool(threads: 8).run(tasks: 8) { seed in
      let course = try? Self.course(try Run(plans, options: Self.options(seed)))
      together.withLock { $0[seed] = course }
    }
    let found = together.withLock { $0 }
    for seed in 0..<8 {
      let alone = try Self.course(try Run(program, options: Self.options(seed)))
      #expect(alone.count == 12)
      #expect(found[seed] == alone, "seed \(seed)")
    }
    #expect(Set(found.values.map(\.description)).count == 8, "other seeds, other numbers")
  }

  @Test(arguments: SampleLesson.small)
  func `two runs of the same plans in turn do not disturb one another`(sample: SampleLesson) throws {
    let plans = try Plans(try sample.program())
    let alone = try Run(plans)
    for _ in 1...2 { try alone.advance() }
    let (one, other) = (try Run(plans), try Run(plans, options: Self.options(7)))
    for _ in 1...2 {
      try one.advance()
      try other.advance()
    }
    for quantity in plans.program.quantities {
      #expect(bits(one.value(of: quantity)) == bits(alone.value(of: quantity)))
    }
  }

  @Test func `numeric settings are set for each run of the same plans`() throws {
    let program = try TestLesson(Self.text).program
    let plans = try Plans(program)
    func setting(_ name: String) throws -> Quantity {
      try #require(program.inputs.first { $0.quantity.symbol.name == name }?.quantity)
    }
    let (rate, decay) = (try setting("η"), try setting("β"))
    let slow = try Run(plans, settings: [rate: 0.01, decay: 0.25])
    let fast = try Run(plans, settings: [rate: 0.2])
    let same = try Run(plans)
    let (slowly, quickly) = (try Self.course(slow), try Self.course(fast))
    func through(_ numbers: [String: Double]) throws -> [[UInt64]] {
      let lesson = try TestLesson(Self.text) { $0.overrides = numbers.mapValues { .number($0) } }
      return try Self.course(lesson.runner)
    }
    #expect(slowly == (try through(["η": 0.01, "β": 0.25])))
    #expect(quickly == (try through(["η": 0.2])))
    #expect(try Self.course(same) == (try through([:])))
    #expect(slowly.last != quickly.last)
  }

  @Test(arguments: [
    ("m", "the lines of the lesson depend on “m”: with another value it is another program"),
    ("steps", "the lines of the lesson depend on “steps”: with another value it is another program"),
    ("w", "“w” is not a setting with a number"), ("iteration", "“iteration” is not a setting with a number"),
  ])
  func `what decides the lines, or is no setting, cannot be set for a run`(name: String, reason: String) throws {
    let program = try TestLesson(Self.text).program
    let quantity = try #require(program.inputs.first { $0.quantity.symbol.name == name }?.quantity)
    let plans = try Plans(program)
    let error = #expect(throws: ProgramError.self) { try Run(plans, settings: [quantity: 2]) }
    #expect(error?.reason.en == reason)
  }

  /// Iterations run again have the bits of those that were copied, whatever the run has done since.
  private static func checkReplays(_ runner: Run, iterations: Int) throws {
    var moments: [(program: Program, copied: IterationNumbers, replayed: IterationNumbers)] = []
    let machine = try #require(runner.machine as? ExactMachine)
    for _ in 1...iterations {
      try runner.advance()
      moments.append(
        (runner.program, machine.iterationNumbers(isReplayed: false), machine.iterationNumbers(isReplayed: true)))
    }
    for (place, moment) in moments.enumerated() {
      for quantity in moment.program.quantities {
        let copied = moment.copied.value(of: quantity)
        #expect(bits(moment.replayed.value(of: quantity)) == bits(copied), "\(quantity.name) at \(place + 1)")
      }
    }
  }

  @Test(arguments: SampleLesson.all)
  func `an iteration that is run again has the bits of its copy`(sample: SampleLesson) throws {
    try Self.checkReplays(try Run(try sample.program()), iterations: sample.description == "mnist" ? 14 : 3)
  }

  @Test func `so it has with draws, smaller batches, sums, metrics on other sets and settings of its own`() throws {
    let program = try TestLesson(Self.text + "\n  stop once held < 0").program
    let rate = try #require(program.inputs.first { $0.quantity.symbol.name == "η" }?.quantity)
    try Self.checkReplays(try Run(try Plans(program), settings: [rate: 0.3]), iterations: 12)
    var options = RunOptions()
    options.carry = RunOptions.Carry(decimals: 3, truncates: true)
    try Self.checkReplays(try Run(program, options: options), iterations: 12)
  }

  @Test func `what a run keeps is what it has learned, and no example`() throws {
    let mnist = try #require(SampleLesson.all.first { $0.description == "mnist" })
    let program = try mnist.program()
    let plans = try Plans(program)
    let learned = program.updates.reduce(0) { $0 + $1.old.shape.count }
    let head = plans.main.head
    // Each matrix may leave the rest of a cache line empty.
    #expect((learned...(learned + 8 * program.updates.count)).contains(head.used.count))
    #expect(head.updated.count == head.used.count)
    #expect(head.counted.count < 64 && head.begun.count == head.counted.count)
    #expect(head.given.count < 64, "settings and no examples")
    let runner = try Run(plans)
    try runner.advance()
    #expect(runner.checkpoint().numbers == head.counted.count + head.updated.count)
    let machine = try #require(runner.machine as? ExactMachine)
    #expect(machine.iterationNumbers(isReplayed: true).kept == head.used.count + 2 * head.counted.count)
    // A smaller batch has the same head, so that what has been learned is found where it was.
    #expect(plans.remainder?.head.used == head.used && plans.remainder?.head.updated == head.updated)
  }
}
