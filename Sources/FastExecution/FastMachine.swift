import Calculus
import Execution
import Kernels
import Matrices

/// Computes a lesson the fast way, in Float or Double, from the same formulas and the same initial values as the exact
/// machine.
///
/// The same lesson, options and seed give the same bits on one kind of kernels, whatever the number of threads.
package final class FastMachine<Scalar: KernelsScalar>: Machine {
  package let way = Way.fast
  package let isSinglePrecision = Scalar.self == Float.self
  package let keepsPlaces = false
  package let main: Program
  package let pauses = 15
  package var carry: RunOptions.Carry? { nil }
  package private(set) var hasEverything = false

  private let kernels: Kernels
  private let pool: WorkerPool
  private let shared: FastMemory<Scalar>
  private var variants: [Int: FastVariant<Scalar>] = [:]
  /// The plans that keep every quantity, by size.
  private var keepingVariants: [Int: FastVariant<Scalar>] = [:]
  /// What an iteration that kept everything used and wrote over.
  private var used: [Int: FastCopy<Scalar>] = [:]
  /// Row by row, what is stored as its transpose and somebody has asked for.
  private var turned: [Int: FastCopy<Scalar>] = [:]
  private var current: FastVariant<Scalar>
  /// Which one that is: the length of its batches, and whether it keeps everything.
  private var currentKind: (length: Int, keepsEverything: Bool)
  private let hasBatches: Bool
  /// Whether its iterations have something for several threads.
  private let sharesWork: Bool
  private var evaluators: [FastSetEvaluator<Scalar>] = []
  private let kept: Set<Int>
  private let isMeasured: Bool
  private var evaluationSeconds = 0.0
  private var epochStart = ContinuousClock.now
  /// Whether anything has been computed since the last state.
  private var hasBegun = false
  private var measuredIterations = 0

  /// - Parameters:
  ///   - kept: quantities whose values are wanted after each iteration, besides objective, metrics and updated ones.
  ///   - isMeasured: whether `profile` is wanted afterwards.
  package init(
    _ program: Program, kernels: Kernels = .best, pool: WorkerPool, keeping kept: Set<Int> = [],
    isMeasured: Bool = false
  ) throws(ProgramError) {
    main = program
    self.kernels = kernels
    self.pool = pool
    self.isMeasured = isMeasured
    var wanted = kept
    for definition in program.definitions where definition.phase == .metrics || definition.phase == .control {
      wanted.insert(definition.quantity.id)
      if definition.phase == .control { wanted.formUnion(definition.formula.references.map(\.id)) }
    }
    if let objective = program.objective { wanted.insert(objective.id) }
    for quantity in program.solvedQuantities { wanted.insert(quantity.id) }
    self.kept = wanted
    shared = FastMemory(
      program, keeping: wanted,
      transposed: try TransposedStorage.quantities(
        of: program, sparse: FastVariant<Scalar>.sparseExamples(program), keeping: wanted))
    current = try FastVariant(
      program, shared: shared.places(of: program), kept: wanted, kernels: kernels, pool: pool,
      accumulators: shared.accumulators, epochStart: shared.epochStart)
    if isMeasured { current.plan.measure() }
    hasBatches = program.batching != nil
    sharesWork = current.plan.isShared
    currentKind = (program.batching?.size ?? 0, false)
    variants[currentKind.length] = current
  }

  package var program: Program { current.program }

  package func initialize(seed: UInt32) { current.initialize(seed: seed) }

  package func put(_ matrix: Matrix, into quantity: Quantity) {
    guard matrix.shape == quantity.shape else { return }
    current.place(of: quantity)?.set(matrix)
  }

  // MARK: - Iterations

  package func compute(_ place: IterationPlace, keepingEverything: Bool) throws(ProgramError) {
    if hasBegun { current.carryOver() }
    hasBegun = true
    if isMeasured {
      if place.batch == 1 { epochStart = .now }
      measuredIterations += 1
    }
    shared.epochStart.pointee = place.batch == 1 ? 1 : 0
    if currentKind != (place.length, keepingEverything) {
      current = try variant(place.length, keepingEverything)
      currentKind = (place.length, keepingEverything)
    }
    if hasBatches { current.chooseBatch(first: place.first, order: place.order) }
    hasEverything = keepingEverything
    if keepingEverything { noteUsed() }
    current.prepare(seed: place.seed, iteration: place.iteration, epoch: place.epoch)
    current.plan.run()
    try current.plan.checkSymmetry()
  }

  private func variant(_ length: Int, _ keepsEverything: Bool) throws(ProgramError) -> FastVariant<Scalar> {
    if let made = keepsEverything ? keepingVariants[length] : variants[length] { return made }
    let own = length == main.batching?.size ?? 0 ? main : main.remainder ?? main
    let made = try FastVariant(
      own, shared: shared.places(of: own), kept: keepsEverything ? Set(own.quantities.map(\.id)) : kept,
      kernels: kernels, pool: pool, accumulators: shared.accumulators, epochStart: shared.epochStart)
    if isMeasured { made.plan.measure() }
    if keepsEverything { keepingVariants[length] = made } else { variants[length] = made }
    return made
  }

  /// Notes what the iteration uses and the update then writes over.
  private func noteUsed() {
    for input in SavedRun.inputs(program) where !input.isEvaluation {
      guard let place = current.place(of: input.quantity) else { continue }
      if let copy = used[input.quantity.id], copy.count == place.count {
        copy.take(place)
      } else {
        used[input.quantity.id] = FastCopy(place)
      }
    }
  }

  package func endEpoch(_ place: IterationPlace) throws(ProgramError) {
    if !main.evaluations.isEmpty {
      if evaluators.isEmpty {
        for evaluation in main.evaluations {
          evaluators.append(try FastSetEvaluator(evaluation, main: shared, kernels: kernels, pool: pool))
        }
      }
      let start = ContinuousClock.now
      for evaluator in evaluators {
        evaluator.run(into: current, seed: place.seed, iteration: place.iteration, epoch: place.epoch)
      }
      current.runControl()
      evaluationSeconds += (ContinuousClock.now - start) / .seconds(1)
    }
    if isMeasured { fastestEpoch = min(fastestEpoch, (.now - epochStart) / .seconds(1)) }
  }

  // The threads of a plan that is too small for them sleep.
  package func beginWork() { if sharesWork { pool.beginWork() } }

  package func endWork() { if sharesWork { pool.endWork() } }

  // MARK: - Numbers

  package func number(of quantity: Quantity) -> Double? {
    current.place(of: quantity).map { Double($0.pointer.pointee) }
  }

  package func value(of quantity: Quantity) -> Matrix? { current.place(of: quantity)?.matrix }

  package func numbers(of quantity: Quantity) -> MachineNumbers? {
    guard let numbers = scalars(of: quantity) else { return nil }
    if let doubles = numbers as? UnsafeBufferPointer<Double> { return .double(doubles) }
    return (numbers as? UnsafeBufferPointer<Float>).map { .float($0) }
  }

  /// The numbers of a quantity as the last iteration used or computed it; nil for one that was not kept.
  private func scalars(of quantity: Quantity) -> UnsafeBufferPointer<Scalar>? {
    if hasEverything, let copy = used[quantity.id] { return copy.numbers }
    guard let place = current.place(of: quantity) else { return nil }
    guard place.isTransposed else { return UnsafeBufferPointer(start: place.pointer, count: place.count) }
    let turned = turned[quantity.id] ?? FastCopy(place)
    turned.take(place)
    self.turned[quantity.id] = turned
    return turned.numbers
  }

  package func iterationNumbers() -> IterationNumbers {
    var values: [Int: Matrix] = [:]
    for quantity in program.quantities {
      guard let numbers = scalars(of: quantity), let base = numbers.baseAddress, numbers.count == quantity.shape.count
      else { continue }
      var matrix = Matrix(quantity.shape)
      matrix.values.withUnsafeMutableBufferPointer { target in
        if let start = target.baseAddress { Scalar.widen(base, to: start, count: numbers.count) }
      }
      values[quantity.id] = matrix
    }
    return IterationNumbers(values, stored: current.stored)
  }

  package func values(
    of quantities: [Quantity], on evaluation: Program.Evaluation, _ place: IterationPlace
  ) throws(ProgramError) -> [Matrix]? {
    let evaluator = try FastSetEvaluator(
      evaluation, main: shared, kernels: kernels, pool: pool, keeping: quantities)
    evaluator.run(into: current, seed: place.seed, iteration: place.iteration, epoch: place.epoch)
    let values = quantities.compactMap { evaluator.value(of: $0) }
    return values.count == quantities.count ? values : nil
  }

  package func watched(_ stop: Int) -> Double {
    program.stops[stop].watched.flatMap(number) ?? .nan
  }

  package func firstNotFinite(isLast: Bool) -> (Quantity, Int)? {
    // What only the next iteration would use is looked at when there is none.
    current.firstNotFinite(looksAtUpdates: isLast)
  }

  // MARK: - What is kept from one iteration to the next

  package var epochSums: [Double] {
    get { shared.accumulators.flatMap { [$0.sum.pointee, $0.count.pointee] } }
    set {
      for (place, sum) in zip(shared.accumulators, newValue.pairs) { (place.sum.pointee, place.count.pointee) = sum }
    }
  }

  package var state: [Double] {
    var numbers = epochSums
    for input in SavedRun.inputs(main) {
      let quantity = hasBegun ? main.updated(input.quantity) : input.quantity
      if let place = current.place(of: quantity) { numbers += place.matrix.values }
    }
    return numbers
  }

  package func restore(_ state: [Double]) {
    var rest = state[...]
    epochSums = Array(rest.prefix(2 * shared.accumulators.count))
    rest = rest.dropFirst(2 * shared.accumulators.count)
    for input in SavedRun.inputs(main) {
      guard let place = current.place(of: input.quantity),
        let values = Matrix(place.shape, Array(rest.prefix(place.count)))
      else { continue }
      place.set(values)
      current.place(of: main.updated(input.quantity))?.set(values)
      rest = rest.dropFirst(place.count)
    }
    hasEverything = false
  }

  // MARK: - Time

  /// Seconds of the fastest epoch, for a run that measures; infinite before the first is complete.
  private var fastestEpoch = Double.infinity

  /// Where the time went, for a run that measures.
  package var profile: FastProfile {
    var profile = FastProfile(
      iterations: measuredIterations, fastestEpoch: fastestEpoch.isFinite ? fastestEpoch : nil)
    for variant in [variants, keepingVariants].flatMap(\.values) { variant.plan.add(to: &profile) }
    profile.add(.evaluation, evaluationSeconds)
    return profile
  }
}
