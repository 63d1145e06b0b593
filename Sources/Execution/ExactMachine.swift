import Calculus
import Matrices

/// Computes a lesson the exact way: after an iteration every quantity can be asked for, unless it was passed over.
package final class ExactMachine: Machine {
  package let way = Way.exact
  package let isSinglePrecision = false
  package let main: Program
  package let pauses: Int
  package var hasEverything: Bool { passed == nil }
  package let keepsPlaces = true

  private let plans: Plans
  private let settings: [Int: Double]
  private var evaluators: [SetEvaluator] = []
  private let stored: StoredInputs
  private var variants: [Int: Variant] = [:]
  @exclusivity(unchecked) private var current: Variant
  private let hasBatches: Bool
  /// Whether anything has been computed.
  private var hasBegun = false
  /// The iteration of which only what lasts is there.
  private var passed: (place: IterationPlace, isEpochEnd: Bool)?
  package var hasOldMetrics = false

  /// Reserves memory.
  ///
  /// - Parameters:
  ///   - plans: which other runs may be using at the same time.
  ///   - settings: for this run, other numbers than the program's own.
  /// - Throws: when a setting is not one of the program's numbers, or has decided what the program's lines are.
  package init(_ plans: Plans, settings: [Quantity: Double] = [:]) throws(ProgramError) {
    main = plans.program
    try main.checkChangeable(settings)
    self.plans = plans
    self.settings = Dictionary(uniqueKeysWithValues: settings.map { ($0.key.id, $0.value) })
    hasBatches = main.batching != nil
    current = try Variant(plans.main, settings: self.settings)
    pauses = current.plan.numbers - current.plan.head.count < 4096 ? 255 : 0
    stored = try StoredInputs(main)
    variants[main.batching?.size ?? 0] = current
  }

  package var program: Program { current.program }
  package var carry: RunOptions.Carry? { plans.carry }

  package func initialize(seed: UInt32) {
    for input in main.inputs {
      guard let slot = current.plan.slots[input.quantity.id] else { continue }
      let count = input.quantity.examples.count(slot.shape)
      stored.fill(input.quantity, first: 0, order: nil, size: count, to: current.block.start + slot.offset)
    }
    for (id, matrix) in InitialValues.of(main, seed: seed, stored: stored, settings: settings, carry: plans.carry) {
      if let slot = current.plan.slots[id] { current.block.set(slot, to: matrix.values) }
    }
    current.beginWithUsed()
  }

  package func put(_ matrix: Matrix, into quantity: Quantity) {
    guard let slot = current.plan.slots[quantity.id], slot.count == matrix.values.count else { return }
    current.block.set(slot, to: matrix.values)
  }

  package func compute(_ place: IterationPlace, keepingEverything: Bool) throws(ProgramError) {
    try begin(place)
    passed = nil
    current.run()
    try current.plan.checkSymmetry(on: current.block)
  }

  package func pass(_ place: IterationPlace, isEpochEnd: Bool) throws(ProgramError) {
    try begin(place)
    passed = (place, isEpochEnd)
    current.runLasting()
    try current.plan.checkSymmetry(on: current.block, lastingOnly: true)
    guard isEpochEnd, !main.evaluations.isEmpty else { return }
    if current.plan.readsSets { try endEpoch(place) } else { hasOldMetrics = true }
  }

  package func complete() throws(ProgramError) -> Bool {
    guard let (place, isEpochEnd) = passed else { return true }
    passed = nil
    current.runPassing()
    try current.plan.checkSymmetry(on: current.block)
    if isEpochEnd { try endEpoch(place) }
    return true
  }

  /// The values updated last become those used, and the iteration gets its batch and its draws.
  @inline(__always)
  private func begin(_ place: IterationPlace) throws(ProgramError) {
    hasBegun = true
    if hasBatches {
      let last = current
      try chooseVariant(place.length)
      current.carryOver(from: last)
      current.fillBatch(first: place.first, order: place.order)
    } else {
      current.carryOver(from: current)
    }
    current.setCounters(iteration: place.iteration, epoch: place.epoch, isEpochStart: place.batch == 1)
    if current.hasDraws { current.draw(seed: place.seed, iteration: place.iteration) }
  }

  private func chooseVariant(_ length: Int) throws(ProgramError) {
    if let known = variants[length] {
      current = known
    } else if let remainder = plans.remainder {
      current = try Variant(remainder, settings: settings, beginningLike: current)
      variants[length] = current
    }
  }

  package func endEpoch(_ place: IterationPlace) throws(ProgramError) {
    guard !main.evaluations.isEmpty else { return }
    try measureSets(place)
    current.runControl()
  }

  package func measureSets(_ place: IterationPlace) throws(ProgramError) {
    try makeEvaluators()
    for evaluator in evaluators { evaluator.run(into: current, place) }
    hasOldMetrics = false
  }

  /// Where examples of other sets take little memory they may as well be there from the start.
  package func prepareSets() throws(ProgramError) {
    if main.evaluations.allSatisfy({ $0.isSmall }) { try makeEvaluators() }
  }

  private func makeEvaluators() throws(ProgramError) {
    guard evaluators.isEmpty, let lesson = variants[main.batching?.size ?? 0] else { return }
    for (evaluation, (plan, pieces)) in zip(main.evaluations, zip(plans.evaluations, plans.pieces)) {
      evaluators.append(try SetEvaluator(evaluation, plan, pieces, of: lesson, settings: settings))
    }
  }

  package func number(of quantity: Quantity) -> Double? { current.numbers(of: quantity)?.first }

  package func value(of quantity: Quantity) -> Matrix? {
    current.slot(of: quantity).map(current.block.matrix) ?? stored.matrix(of: quantity)
  }

  package func numbers(of quantity: Quantity) -> MachineNumbers? {
    current.numbers(of: quantity).map { .double(UnsafeBufferPointer($0)) }
  }

  package func iterationNumbers() -> IterationNumbers { iterationNumbers(isReplayed: current.plan.isReplayed) }

  /// - Parameter isReplayed: whether they are computed again when somebody asks, and not copied now.
  func iterationNumbers(isReplayed: Bool) -> IterationNumbers { current.numbers(isReplayed: isReplayed && hasBegun) }

  package func values(
    of quantities: [Quantity], on evaluation: Program.Evaluation, _ place: IterationPlace
  ) throws(ProgramError) -> [Matrix]? {
    try makeEvaluators()
    guard let index = main.evaluations.firstIndex(where: { $0.set == evaluation.set }) else { return nil }
    evaluators[index].run(into: current, place)
    let values = quantities.compactMap { evaluators[index].value(of: $0) }
    return values.count == quantities.count ? values : nil
  }

  package func watched(_ stop: Int) -> Double { current.watched[stop]?.pointee ?? .nan }

  package func firstNotFinite(isLast: Bool) throws(ProgramError) -> (Quantity, Int)? {
    guard !current.isFinite else { return nil }
    // What has gone wrong first may be among what was passed over.
    _ = try complete()
    return current.firstNotFinite()
  }

  package var epochSums: [Double] {
    get { current.epochSums.flatMap { [$0.sum, $0.count] } }
    set { current.epochSums = newValue.pairs.map { (sum: $0.0, count: $0.1) } }
  }

  package var state: [Double] { current.kept() }

  package func restore(_ state: [Double]) {
    current.restore(state)
    passed = nil
  }

  package func beginWork() {}
  package func endWork() {}
}
