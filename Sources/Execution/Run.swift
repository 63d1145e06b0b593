import Calculus
import Matrices

/// A lesson at work on a machine, one iteration after another: epochs, batches, shuffles, stops, saving and going on.
///
/// The same lesson, options and seed give the same bits; the exact machine's are those of every computer.
package final class Run {
  package let machine: any Machine
  package let options: RunOptions
  /// The program for full batches.
  package let main: Program
  /// The iteration whose values are there: 0 before the first.
  @exclusivity(unchecked) package private(set) var iteration = 0
  /// The epoch it belongs to, from 1.
  @exclusivity(unchecked) package private(set) var epoch = 0
  /// Its batch within the epoch, from 1.
  @exclusivity(unchecked) package private(set) var batch = 0
  /// Why the run ended, and after which iteration; going on past it is allowed.
  @exclusivity(unchecked) package private(set) var outcome: Outcome? {
    didSet { isFinished = outcome != nil }
  }
  /// Whether there is an outcome.
  @exclusivity(unchecked) package private(set) var isFinished = false
  package private(set) var stoppedAt: Int?
  /// The least value so far of what a condition watches, by the condition's place among the program's stops.
  package private(set) var leastValues: LeastValues = [:]

  /// The first entry that an inverse or a system of equations has left not finite, and the iteration; looked for until
  /// there is one.
  package private(set) var firstUnsolved: Unsolved?

  private let solved: [Quantity]
  private let batching: Program.Batching?
  private let batchesPerEpoch: Int
  private let iterationLimit: Int
  private let pauses: Int
  private let hasConditions: Bool
  private var order: [Int32]?
  private var orderEpoch = 0
  /// The last two states to compute from again where a machine does not keep everything.
  private var starts: [Checkpoint] = []
  private var isComputingAgain = false

  /// Compiles the program for the exact machine, reserves memory and draws the initial values.
  package convenience init(_ program: Program, options: RunOptions = RunOptions()) throws(ProgramError) {
    try self.init(try Plans(program, carry: options.carry), options: options)
  }

  /// The same with plans that other runs may be using, and for this run other numbers than the program's own.
  ///
  /// - Parameter options: whose `carry` is that of the plans.
  package convenience init(
    _ plans: Plans, options: RunOptions = RunOptions(), settings: [Quantity: Double] = [:]
  ) throws(ProgramError) {
    let machine = try ExactMachine(plans, settings: settings)
    self.init(machine, options: options)
    try machine.prepareSets()
  }

  /// Draws the initial values, or takes those of the saved run that the options name.
  package init(_ machine: any Machine, options: RunOptions = RunOptions()) {
    var options = options
    options.carry = machine.carry
    self.machine = machine
    self.options = options
    main = machine.main
    batching = main.batching
    solved = main.solvedQuantities
    batchesPerEpoch = main.batching?.batchesPerEpoch ?? 1
    iterationLimit = IterationLimit.of(main, options)
    pauses = machine.pauses
    hasConditions = main.stops.contains { $0.isCondition }
    machine.initialize(seed: options.seed)
    if let saved = options.start { resume(saved) }
    if !machine.hasEverything { starts = [checkpoint()] }
  }

  /// The program whose quantities the values belong to: bound to the current batch's length.
  package var program: Program { machine.program }

  /// Whether this is an epoch's last iteration.
  package var isEpochEnd: Bool { batch == batchesPerEpoch }

  /// Whether it is time to ask if the reader wants to stop: now and then, or each time where an iteration is long.
  package var isPause: Bool { iteration & pauses == 0 }

  /// The iterations after which the run stops if nothing stops it before.
  package var plannedIterations: Int { iterationLimit }

  /// The iteration that the run began after: 0, or that of the saved run it goes on from.
  package var beginning: Int { options.start?.position?.iteration ?? 0 }

  // MARK: - Numbers

  /// The numbers of the iteration, which stay as they are.
  package func numbers() -> IterationNumbers { machine.iterationNumbers() }

  /// A copy of a quantity's value; nil for one that is not there.
  package func value(of quantity: Quantity) -> Matrix? { machine.value(of: quantity) }

  /// The first entry of a quantity; nil for one whose value is not there.
  package func number(of quantity: Quantity) -> Double? { machine.number(of: quantity) }

  /// The numbers of a quantity where they are, valid until the next iteration; for recorders.
  package func numbers(of quantity: Quantity) -> MachineNumbers? { machine.numbers(of: quantity) }

  /// The values of quantities of another set's program, with the parameters that the run has come to.
  package func values(
    of quantities: [Quantity], on evaluation: Program.Evaluation
  ) throws(ProgramError) -> [Matrix]? {
    try machine.values(of: quantities, on: evaluation, place())
  }

  // MARK: - Iterations

  /// Goes on until the run stops, calling `observe` after each iteration.
  ///
  /// - Parameters:
  ///   - stop: asked now and then whether to end here.
  ///   - wantsAll: whether every number of an iteration is wanted, asked before it.
  ///   - failing: what is thrown where the program cannot go on.
  package func run<Failure: Error>(
    stop: () -> Bool, keepingEverything wantsAll: (Int) -> Bool = { _ in false },
    failing: (ProgramError) -> Failure, observe: (Run) throws(Failure) -> Void
  ) throws(Failure) {
    machine.beginWork()
    defer { machine.endWork() }
    while !isFinished {
      do throws(ProgramError) {
        try advance(keepingEverything: wantsAll(iteration + 1))
      } catch {
        throw failing(error)
      }
      try observe(self)
      if isPause && stop() { self.stop() }
    }
  }

  /// Goes on until the run stops.
  package func run(stop: () -> Bool = { false }) throws(ProgramError) {
    try run(stop: stop, failing: { $0 }, observe: { _ throws(ProgramError) in })
  }

  /// Runs the next iteration, past the stop too.
  ///
  /// - Parameter keepingEverything: whether every quantity's value is wanted afterwards.
  package func advance(keepingEverything: Bool = false) throws(ProgramError) {
    move()
    let place = place()
    try machine.compute(place, keepingEverything: keepingEverything)
    if isEpochEnd {
      try machine.endEpoch(place)
      noteStart()
    }
    if !isFinished && !isComputingAgain { try judge() }
  }

  /// Runs the next iteration for the sake of later ones, past the stop too: of its quantities only those they depend on may
  /// have a value afterwards, until `complete()`.
  package func pass() throws(ProgramError) {
    move()
    try machine.pass(place(), isEpochEnd: isEpochEnd)
    if isEpochEnd { noteStart() }
    if !isFinished { try judge() }
  }

  /// Whether the metrics on other sets that the iteration shows, those of an epoch before, have been passed over.
  var showsOldMetrics: Bool { machine.hasOldMetrics && !isEpochEnd }

  /// The last iteration of the epoch before, whose metrics on other sets an iteration shows; 0 before any, and nil for an
  /// epoch's last, which measures them itself.
  func measured(before iteration: Int) -> Int? {
    let rest = iteration % batchesPerEpoch
    return rest == 0 ? nil : iteration - rest
  }

  /// Runs the next iteration on the way to another: passes over it, unless it is that one, of which everything is there.
  package func advance(towards target: Int) throws(ProgramError) {
    // What the target shows of other sets.
    if machine.hasOldMetrics, iteration == measured(before: target) { try machine.measureSets(place()) }
    if iteration + 1 < target { try pass() } else { try advance() }
  }

  private func move() {
    iteration += 1
    batch = batch % batchesPerEpoch + 1
    if batch == 1 { epoch += 1 }
  }

  private func noteStart() {
    guard !isComputingAgain, let last = starts.last, iteration - last.iteration >= Self.fewestBetweenStarts else {
      return
    }
    starts = [last, checkpoint()]
  }

  /// Of a small lesson a few iterations are computed again more cheaply than saved.
  private static let fewestBetweenStarts = 256

  /// Where the current iteration is.
  private func place() -> IterationPlace {
    guard let batching else {
      return IterationPlace(
        iteration: iteration, epoch: epoch, batch: batch, length: 0, first: 0, order: nil, seed: UInt64(options.seed))
    }
    let first = max(0, batch - 1) * batching.size
    if batching.isShuffled && orderEpoch != epoch {
      var random = KeyedRandom(seed: UInt64(options.seed), iteration: epoch, name: "shuffle")
      order = random.shuffle(batching.count).map { Int32(truncatingIfNeeded: $0) }
      orderEpoch = epoch
    }
    return IterationPlace(
      iteration: iteration, epoch: epoch, batch: batch, length: min(batching.size, batching.count - first),
      first: first, order: order, seed: UInt64(options.seed))
  }

  /// Ends the run here, as the reader asked.
  package func stop() {
    guard outcome == nil else { return }
    outcome = .interrupted
    stoppedAt = iteration
  }

  /// Sees to it that all numbers of the current iteration are there: where the machine has not kept them, iterations from
  /// an earlier state on are computed again, to the same bits.
  package func complete() throws(ProgramError) {
    let target = iteration
    guard try !machine.complete(), let start = starts.last(where: { $0.iteration < target }) else { return }
    isComputingAgain = true
    defer { isComputingAgain = false }
    restore(start)
    while iteration < target { try advance(keepingEverything: iteration + 1 == target) }
  }

  // MARK: - Saving and restoring

  /// All that the next iteration depends on.
  package struct Checkpoint: Sendable {
    package let iteration: Int
    fileprivate let epoch: Int
    fileprivate let batch: Int
    fileprivate let state: [Double]
    fileprivate let hasOldMetrics: Bool
    /// How many numbers it keeps.
    package var numbers: Int { state.count }
  }

  /// What the next iteration starts from.
  package func checkpoint() -> Checkpoint {
    Checkpoint(
      iteration: iteration, epoch: epoch, batch: batch, state: machine.state, hasOldMetrics: machine.hasOldMetrics)
  }

  /// Goes back to a checkpoint: `advance` then runs the iteration after it again, with the same bits.
  package func restore(_ checkpoint: Checkpoint) {
    machine.restore(checkpoint.state)
    machine.hasOldMetrics = checkpoint.hasOldMetrics
    iteration = checkpoint.iteration
    epoch = checkpoint.epoch
    batch = checkpoint.batch
  }

  /// Lets the next iteration begin otherwise than this one has ended.
  ///
  /// - Parameters:
  ///   - values: of updated parameters and state.
  ///   - surpluses: what the sums over the epoch have gathered besides, in the program's order; empty without any.
  package func change(_ values: [(quantity: Quantity, value: Matrix)], addingToSums surpluses: [Double] = []) {
    for (quantity, value) in values { machine.put(value, into: quantity) }
    guard surpluses.contains(where: { $0 != 0 }) else { return }
    var sums = machine.epochSums
    for (index, surplus) in surpluses.enumerated() where sums.indices.contains(2 * index) {
      sums[2 * index] += surplus
    }
    machine.epochSums = sums
  }

  private func resume(_ saved: SavedRun) {
    for input in SavedRun.inputs(main) {
      guard let value = saved.value(of: input.quantity, in: main) else { continue }
      machine.put(value, into: input.quantity)
      machine.put(value, into: main.updated(input.quantity))
    }
    guard let position = saved.position else { return }
    machine.epochSums = saved.sums
    leastValues = saved.leastValues
    iteration = position.iteration
    epoch = position.epoch
    batch = position.batch
    if iteration >= iterationLimit {
      outcome = .completed
      stoppedAt = iteration
    }
  }

  // MARK: - Stopping

  private func judge() throws(ProgramError) {
    if !solved.isEmpty, firstUnsolved == nil { firstUnsolved = unsolved() }
    if let (quantity, offset) = try machine.firstNotFinite(isLast: iteration >= iterationLimit) {
      outcome = .diverged(quantity, offset: offset, iteration: iteration)
    } else if hasConditions, let reached = reachedStop() {
      outcome = reached
    } else if iteration >= iterationLimit {
      outcome = .completed
    }
    if isFinished { stoppedAt = iteration }
  }

  private func unsolved() -> Unsolved? {
    for quantity in solved {
      guard let numbers = machine.numbers(of: quantity) else { continue }
      for offset in 0..<numbers.count where !numbers[offset].isFinite {
        return Unsolved(quantity: quantity, offset: offset, iteration: iteration)
      }
    }
    return nil
  }

  private func reachedStop() -> Outcome? {
    for (index, stop) in main.stops.enumerated() {
      switch stop {
      case .afterIterations, .afterEpochs: continue
      case .once(_, let text, let isEpochTotal):
        if isEpochTotal && !isEpochEnd { continue }
        if machine.watched(index) != 0 { return .reached(text) }
      case .unlessFalling(let quantity, let epochs):
        guard isEpochEnd else { continue }
        let value = machine.watched(index)
        if let best = leastValues[index], value >= best.value {
          if epoch - best.epoch >= epochs { return .notFalling(quantity, epochs: epochs) }
        } else {
          leastValues[index] = (value, epoch)
        }
      }
    }
    return nil
  }
}

extension Program.Stop {
  /// Whether it looks at a number, and not at how many iterations there were.
  package var isCondition: Bool {
    switch self {
    case .afterIterations, .afterEpochs: false
    case .once, .unlessFalling: true
    }
  }

  /// What it looks at.
  package var watched: Quantity? {
    switch self {
    case .afterIterations, .afterEpochs: nil
    case .once(let quantity, _, _), .unlessFalling(let quantity, _): quantity
    }
  }
}
