import Calculus
import Matrices

/// Runs a lesson the exact way, one iteration at a time; after each, every quantity can be asked for.
///
/// The same lesson, options and seed give the same bits.
package final class Runner {
  /// The program for full batches.
  package let main: Program
  package let options: RunOptions
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

  private let shared: SharedMemory
  private var evaluators: [SetEvaluator] = []
  private let stored: StoredInputs
  private var variants: [Int: Variant] = [:]
  @exclusivity(unchecked) private var current: Variant
  private let hasBatches: Bool
  private let hasEvaluations: Bool
  private let batchesPerEpoch: Int
  private let iterationLimit: Int
  /// One less than the iterations from one pause to the next, a power of two.
  private let pauses: Int
  private let epochStart: UnsafeMutablePointer<Double>
  private var order: [Int32] = []
  private var orderEpoch = 0
  package private(set) var leastValues: LeastValues = [:]

  /// Reserves memory and draws the initial values.
  package init(_ program: Program, options: RunOptions = RunOptions()) throws(ProgramError) {
    main = program
    self.options = options
    epochStart = .allocate(capacity: 1)
    epochStart.initialize(to: 1)
    shared = SharedMemory(program)
    hasBatches = program.batching != nil
    hasEvaluations = !program.evaluations.isEmpty
    batchesPerEpoch = program.batching?.batchesPerEpoch ?? 1
    iterationLimit = IterationLimit.of(program, options)
    current = try Variant(program, shared: shared, options: options, epochStart: epochStart)
    pauses = current.plan.numbers < 4096 ? 255 : 0
    variants[program.batching?.size ?? 0] = current
    stored = try StoredInputs(program)
    initialize()
    if program.evaluations.allSatisfy({ $0.isSmall }) { try makeEvaluators() }
    if let start = options.start { resume(start) }
  }

  deinit { epochStart.deallocate() }

  /// The program whose quantities the values belong to: that of the current batch's size.
  package var program: Program { current.program }

  /// Whether that is the one for the smaller last batch.
  package var isAtRemainder: Bool { current.program.isRemainder }

  /// Whether this is an epoch's last iteration.
  package var isEpochEnd: Bool { batch == batchesPerEpoch }

  /// Whether it is time to ask if the reader wants to stop: now and then, or each time where an iteration is long.
  package var isPause: Bool { iteration & pauses == 0 }

  /// The iterations after which the run stops if nothing stops it before.
  package var plannedIterations: Int { iterationLimit }

  /// A copy of the numbers of the iteration.
  package func numbers() -> IterationNumbers { current.numbers() }

  /// A copy of a quantity's value; nil for one that the current program does not compute.
  package func value(of quantity: Quantity) -> Matrix? {
    guard let buffer = current.buffer(of: quantity) else { return stored.matrix(of: quantity) }
    return Matrix(buffer.shape, Array(UnsafeBufferPointer(start: buffer.pointer, count: buffer.count)))
  }

  /// Where a quantity's value is, valid until the next iteration; for recorders.
  package func withValue<Result>(of quantity: Quantity, _ body: (UnsafeBufferPointer<Double>) -> Result) -> Result? {
    guard let buffer = current.buffer(of: quantity) else { return nil }
    return body(UnsafeBufferPointer(start: buffer.pointer, count: buffer.count))
  }

  /// Where a quantity's value is whenever the batch has the present size, valid as long as the runner; for recorders.
  package func memory(of quantity: Quantity) -> UnsafeBufferPointer<Double>? {
    current.buffer(of: quantity).map { UnsafeBufferPointer(start: $0.pointer, count: $0.count) }
  }

  /// Goes on until the run stops, calling `observe` after each iteration; `isInterrupted` is asked now and then.
  package func run(
    isInterrupted: () -> Bool = { false }, observe: ((Runner) throws -> Void)? = nil
  ) throws {
    while !isFinished {
      try advance()
      if let observe { try observe(self) }
      if isPause && isInterrupted() { stop() }
    }
  }

  /// Runs the next iteration, past the stop too.
  package func advance() throws(ProgramError) {
    if iteration > 0 { current.carryOver() }
    iteration += 1
    batch = batch % batchesPerEpoch + 1
    if batch == 1 { epoch += 1 }
    epochStart.pointee = batch == 1 ? 1 : 0
    if hasBatches { try cutBatch() }
    current.setCounters(iteration: iteration, epoch: epoch)
    if current.hasDraws { current.draw(seed: UInt64(options.seed), iteration: iteration) }
    current.plan.run()
    if hasEvaluations && isEpochEnd { try evaluate() }
    if !isFinished { judge() }
  }

  /// Ends the run here, as the reader asked.
  package func stop() {
    guard outcome == nil else { return }
    outcome = .interrupted
    stoppedAt = iteration
  }

  // MARK: - Saving and restoring

  /// All that the next iteration depends on.
  package struct Checkpoint: Sendable {
    package let iteration: Int
    fileprivate let epoch: Int
    fileprivate let batch: Int
    fileprivate let values: [Int: Matrix]
    /// How many numbers it keeps.
    package var numbers: Int { values.values.reduce(0) { $0 + $1.values.count } }
  }

  /// What the next iteration starts from; the epoch's sums are kept only between epochs.
  package func checkpoint() -> Checkpoint {
    var values: [Int: Matrix] = [:]
    for update in program.updates {
      values[update.old.id] = value(of: iteration == 0 ? update.old : update.new)
    }
    for input in program.inputs where input.isEvaluation {
      values[input.quantity.id] = value(of: input.quantity)
    }
    return Checkpoint(iteration: iteration, epoch: epoch, batch: batch, values: values)
  }

  /// Goes back to a checkpoint: `advance` then runs the iteration after it again, with the same bits.
  package func restore(_ checkpoint: Checkpoint) {
    for update in program.updates {
      guard let saved = checkpoint.values[update.old.id] else { continue }
      put(saved, into: update.old)
      put(saved, into: update.new)
    }
    for input in program.inputs where input.isEvaluation {
      if let saved = checkpoint.values[input.quantity.id] { put(saved, into: input.quantity) }
    }
    iteration = checkpoint.iteration
    epoch = checkpoint.epoch
    batch = checkpoint.batch
  }

  /// For each sum or mean over the epoch, the sum so far and how many it adds up.
  package var epochSums: [Double] { shared.gathered.flatMap { [$0.sum.pointee, $0.count.pointee] } }

  /// The iteration that the run began after: 0, or that of the saved run it goes on from.
  package var beginning: Int { options.start?.position?.iteration ?? 0 }

  private func resume(_ start: SavedRun) {
    for input in SavedRun.inputs(program) {
      guard let value = start.value(of: input.quantity, in: program) else { continue }
      put(value, into: input.quantity)
      put(value, into: program.updated(input.quantity))
    }
    guard let position = start.position else { return }
    for (place, sum) in zip(shared.gathered, start.sums.pairs) { (place.sum.pointee, place.count.pointee) = sum }
    leastValues = start.leastValues
    iteration = position.iteration
    epoch = position.epoch
    batch = position.batch
    if iteration >= iterationLimit {
      outcome = .completed
      stoppedAt = iteration
    }
  }

  private func put(_ matrix: Matrix, into quantity: Quantity) {
    guard let buffer = current.plan.buffers[quantity.id], buffer.count == matrix.values.count else { return }
    matrix.values.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { buffer.pointer.update(from: base, count: source.count) }
    }
  }

  // MARK: - Parts of an iteration

  private func initialize() {
    for input in main.inputs {
      guard let buffer = current.plan.buffers[input.quantity.id] else { continue }
      stored.fill(input.quantity, first: 0, order: nil, size: input.quantity.exampleCount, to: buffer.pointer)
    }
    for (id, matrix) in InitialValues.of(main, seed: options.seed, stored: stored) {
      guard let buffer = current.plan.buffers[id] else { continue }
      matrix.values.withUnsafeBufferPointer { source in
        if let base = source.baseAddress { buffer.pointer.update(from: base, count: source.count) }
      }
    }
  }

  private func cutBatch() throws(ProgramError) {
    guard let batching = main.batching else { return }
    let first = (batch - 1) * batching.size
    let count = min(batching.size, batching.count - first)
    if let known = variants[count] {
      current = known
    } else if let remainder = main.remainder {
      let made = try Variant(remainder, shared: shared, options: options, epochStart: epochStart)
      variants[count] = made
      current = made
    }
    if batching.isShuffled && orderEpoch != epoch {
      var random = KeyedRandom(seed: UInt64(options.seed), iteration: epoch, name: "shuffle")
      order = random.shuffle(batching.count).map { Int32(truncatingIfNeeded: $0) }
      orderEpoch = epoch
    }
    current.fillBatch(first: first, order: batching.isShuffled ? order : nil)
  }

  /// The metrics on other sets, with the parameters that the epoch has left.
  private func evaluate() throws(ProgramError) {
    if evaluators.isEmpty { try makeEvaluators() }
    for evaluator in evaluators { evaluator.run(into: current, iteration: iteration, epoch: epoch) }
    current.plan.runControl()
  }

  private func makeEvaluators() throws(ProgramError) {
    for evaluation in main.evaluations {
      evaluators.append(
        try SetEvaluator(evaluation, of: main, shared: shared, options: options, epochStart: epochStart))
    }
  }

  private func judge() {
    if let (quantity, offset) = current.firstNotFinite() {
      outcome = .diverged(quantity, offset: offset, iteration: iteration)
    } else if !current.watched.isEmpty, let reached = reachedStop() {
      outcome = reached
    } else if iteration >= iterationLimit {
      outcome = .completed
    }
    if isFinished { stoppedAt = iteration }
  }

  private func reachedStop() -> Outcome? {
    for (index, stop) in current.watched.enumerated() {
      switch stop {
      case .once(let pointer, let text, let isEpochTotal):
        if isEpochTotal && !isEpochEnd { continue }
        if pointer.pointee != 0 { return .reached(text) }
      case .unlessFalling(let pointer, let quantity, let epochs):
        guard isEpochEnd else { continue }
        let value = pointer.pointee
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
