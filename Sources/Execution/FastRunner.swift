import Calculus
import Matrices

/// Runs a lesson the fast way, in Float or Double, from the same formulas and the same initial values as `Runner`.
///
/// The same lesson, options and seed give the same bits on one kind of kernels, whatever the number of threads.
package final class FastRunner<Scalar: KernelsScalar> {
  /// The program for full batches.
  package let main: Program
  package let options: RunOptions
  /// The iteration whose values are there: 0 before the first.
  package private(set) var iteration = 0
  /// Its epoch, and its batch within it, from 1.
  package private(set) var epoch = 0
  package private(set) var batch = 0
  /// Why the run ended.
  package private(set) var outcome: Outcome?

  private let kernels: Kernels
  private let pool: WorkerPool
  private let shared: FastMemory<Scalar>
  private var variants: [Int: FastVariant<Scalar>] = [:]
  /// The plans that keep every quantity, by size.
  private var keepingVariants: [Int: FastVariant<Scalar>] = [:]
  /// What an iteration that kept everything used and wrote over.
  private var used: [Int: FastCopy<Scalar>] = [:]
  /// Whether the last iteration did.
  private var keptEverything = false
  private var current: FastVariant<Scalar>
  private var evaluators: [FastSetEvaluator<Scalar>] = []
  private let kept: Set<Int>
  private let isMeasured: Bool
  private var evaluationSeconds = 0.0
  private var epochStart = ContinuousClock.now
  private let batchesPerEpoch: Int
  private let iterationLimit: Int
  private var order: [Int32] = []
  private var orderEpoch = 0
  package private(set) var leastValues: LeastValues = [:]

  /// - Parameters:
  ///   - kept: quantities whose values are wanted after an iteration, besides objective, metrics and updated ones; nil
  ///     for all.
  ///   - isMeasured: whether `profile` is wanted afterwards.
  package init(
    _ program: Program, options: RunOptions = RunOptions(), kernels: Kernels = .best, pool: WorkerPool,
    keeping kept: Set<Int>? = [], isMeasured: Bool = false
  ) throws(ProgramError) {
    main = program
    self.options = options
    self.kernels = kernels
    self.pool = pool
    self.isMeasured = isMeasured
    var wanted = kept ?? Set(program.quantities.map(\.id))
    for definition in program.definitions where definition.phase == .metrics || definition.phase == .control {
      wanted.insert(definition.quantity.id)
      if definition.phase == .control { wanted.formUnion(definition.formula.references.map(\.id)) }
    }
    if let objective = program.objective { wanted.insert(objective.id) }
    self.kept = wanted
    batchesPerEpoch = program.batching?.batchesPerEpoch ?? 1
    iterationLimit = IterationLimit.of(program, options)
    shared = FastMemory(program, keeping: wanted)
    current = try FastVariant(
      program, shared: shared.places(of: program), kept: wanted, kernels: kernels, pool: pool,
      accumulators: shared.accumulators, epochStart: shared.epochStart)
    if isMeasured { current.plan.measure() }
    variants[program.batching?.size ?? 0] = current
    current.initialize(seed: options.seed)
    if let start = options.start { resume(start) }
  }

  /// The program of the current batch's size.
  package var program: Program { current.program }

  /// Whether this is an epoch's last iteration.
  package var isEpochEnd: Bool { batch == batchesPerEpoch }

  /// The batches of an epoch.
  package var batchCount: Int { batchesPerEpoch }

  /// The iterations after which the run stops if nothing stops it before.
  package var plannedIterations: Int { iterationLimit }

  /// A copy of a quantity's value in double precision; nil for one that is not kept.
  package func value(of quantity: Quantity) -> Matrix? { current.place(of: quantity)?.matrix }

  /// The first entry of a quantity; nil for one that is not kept.
  package func number(of quantity: Quantity) -> Double? {
    current.place(of: quantity).map { Double($0.pointer.pointee) }
  }

  /// Sets a parameter, a state or data, for a run that begins from given values.
  package func set(_ quantity: Quantity, to matrix: Matrix) {
    guard matrix.shape == quantity.shape else { return }
    current.place(of: quantity)?.set(matrix)
  }

  /// For each sum or mean over the epoch, the sum so far and how many it adds up.
  package var epochSums: [Double] { shared.accumulators.flatMap { [$0.sum.pointee, $0.count.pointee] } }

  private func resume(_ start: SavedRun) {
    for input in SavedRun.inputs(program) {
      guard let value = start.value(of: input.quantity, in: program) else { continue }
      set(input.quantity, to: value)
      set(program.updated(input.quantity), to: value)
    }
    guard let position = start.position else { return }
    for (place, sum) in zip(shared.accumulators, start.sums.pairs) { (place.sum.pointee, place.count.pointee) = sum }
    leastValues = start.leastValues
    iteration = position.iteration
    epoch = position.epoch
    batch = position.batch
    if iteration >= iterationLimit { outcome = .completed }
  }

  /// Goes on until the run stops.
  package func run(
    isInterrupted: () -> Bool = { false }, keepingEverything keepsEverything: (Int) -> Bool = { _ in false },
    observe: ((FastRunner) throws -> Void)? = nil
  ) throws {
    pool.beginWork()
    defer { pool.endWork() }
    while outcome == nil {
      try advance(keepingEverything: keepsEverything(iteration + 1))
      if let observe { try observe(self) }
      if iteration & 15 == 0 && isInterrupted() && outcome == nil { outcome = .interrupted }
    }
  }

  /// Runs the next iteration.
  ///
  /// - Parameter keepsEverything: whether afterwards every quantity's value is there (`used`), with the same bits that
  ///   it has otherwise.
  package func advance(keepingEverything keepsEverything: Bool = false) throws(ProgramError) {
    if iteration > 0 { current.carryOver() }
    iteration += 1
    batch = batch % batchesPerEpoch + 1
    if batch == 1 {
      epoch += 1
      if isMeasured { epochStart = .now }
    }
    shared.epochStart.pointee = batch == 1 ? 1 : 0
    try chooseVariant(keepsEverything)
    keptEverything = keepsEverything
    if keepsEverything { noteUsed() }
    current.prepare(seed: UInt64(options.seed), iteration: iteration, epoch: epoch)
    current.plan.run()
    if isEpochEnd && !main.evaluations.isEmpty { try evaluate() }
    if isEpochEnd && isMeasured { fastestEpoch = min(fastestEpoch, (.now - epochStart) / .seconds(1)) }
    if outcome == nil { judge() }
  }

  /// Seconds of the fastest epoch, for a run that measures; infinite before the first is complete.
  private var fastestEpoch = Double.infinity

  /// Where the time went, for a run that measures.
  package var profile: FastProfile {
    var profile = FastProfile(
      iterations: iteration - (options.start?.position?.iteration ?? 0),
      fastestEpoch: fastestEpoch.isFinite ? fastestEpoch : nil)
    for variant in [variants, keepingVariants].flatMap(\.values) { variant.plan.add(to: &profile) }
    profile.add(.evaluation, evaluationSeconds)
    return profile
  }

  /// The plan for the next batch's size, which may keep every quantity.
  private func chooseVariant(_ keepsEverything: Bool) throws(ProgramError) {
    guard let batching = main.batching else {
      current = try variant(size: 0, keepsEverything)
      return
    }
    let first = (batch - 1) * batching.size
    let count = min(batching.size, batching.count - first)
    current = try variant(size: count, keepsEverything)
    if batching.isShuffled && orderEpoch != epoch {
      var random = KeyedRandom(seed: UInt64(options.seed), iteration: epoch, name: "shuffle")
      order = random.shuffle(batching.count).map { Int32(truncatingIfNeeded: $0) }
      orderEpoch = epoch
    }
    current.chooseBatch(first: first, order: batching.isShuffled ? order : nil)
  }

  private func variant(size: Int, _ keepsEverything: Bool) throws(ProgramError) -> FastVariant<Scalar> {
    if let made = keepsEverything ? keepingVariants[size] : variants[size] { return made }
    let isMain = size == main.batching?.size ?? 0
    let own = isMain ? main : main.remainder ?? main
    let wanted = keepsEverything ? Set(own.quantities.map(\.id)) : kept
    let made = try FastVariant(
      own, shared: shared.places(of: own), kept: wanted, kernels: kernels, pool: pool,
      accumulators: shared.accumulators, epochStart: shared.epochStart)
    if isMeasured { made.plan.measure() }
    if keepsEverything { keepingVariants[size] = made } else { variants[size] = made }
    return made
  }

  /// Notes what the iteration uses and the update then writes over.
  private func noteUsed() {
    for input in SavedRun.inputs(program) where !input.isEvaluation {
      guard let place = current.place(of: input.quantity) else { continue }
      let key = input.quantity.id
      if let copy = used[key], copy.count == place.count {
        copy.take(place)
      } else {
        used[key] = FastCopy(place)
      }
    }
  }

  /// The numbers of a quantity as the last iteration used or computed it, valid until the next one; nil for one that was
  /// not kept.
  package func numbers(of quantity: Quantity) -> UnsafeBufferPointer<Scalar>? {
    if keptEverything, let copy = used[quantity.id] { return copy.numbers }
    return current.place(of: quantity).map { UnsafeBufferPointer(start: $0.pointer, count: $0.count) }
  }

  /// The metrics on other sets, with the parameters that the epoch has left; then what stopping looks at, again.
  private func evaluate() throws(ProgramError) {
    if evaluators.isEmpty {
      for evaluation in main.evaluations {
        evaluators.append(
          try FastSetEvaluator(
            evaluation, main: shared, kernels: kernels, pool: pool))
      }
    }
    let start = ContinuousClock.now
    defer { evaluationSeconds += (ContinuousClock.now - start) / .seconds(1) }
    for evaluator in evaluators {
      evaluator.run(into: current, seed: UInt64(options.seed), iteration: iteration, epoch: epoch)
    }
    current.runControl()
  }

  /// The values of some quantities of another set's program, with the parameters that the run has come to.
  func values(of quantities: [Quantity], on evaluation: Program.Evaluation) throws(ProgramError) -> [Matrix]? {
    let evaluator = try FastSetEvaluator(
      evaluation, main: shared, kernels: kernels, pool: pool, keeping: quantities)
    evaluator.run(into: current, seed: UInt64(options.seed), iteration: iteration, epoch: epoch)
    let values = quantities.compactMap { evaluator.value(of: $0) }
    return values.count == quantities.count ? values : nil
  }

  private func judge() {
    // What only the next iteration would use is looked at when there is none.
    let isLast = iteration >= iterationLimit
    if let (quantity, offset) = current.firstNotFinite(looksAtUpdates: isLast) {
      outcome = .diverged(quantity, offset: offset, iteration: iteration)
      return
    }
    for (index, stop) in program.stops.enumerated() where outcome == nil {
      switch stop {
      case .afterIterations, .afterEpochs: continue
      case .once(let quantity, let text, let isEpochTotal):
        if isEpochTotal && !isEpochEnd { continue }
        if let value = number(of: quantity), value != 0 { outcome = .reached(text) }
      case .unlessFalling(let quantity, let epochs):
        guard isEpochEnd, let value = number(of: quantity) else { continue }
        if let best = leastValues[index], value >= best.value {
          if epoch - best.epoch >= epochs { outcome = .notFalling(quantity, epochs: epochs) }
        } else {
          leastValues[index] = (value, epoch)
        }
      }
    }
    if outcome == nil && iteration >= iterationLimit { outcome = .completed }
  }
}
