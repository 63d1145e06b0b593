import Calculus
import Matrices

/// A plan at work on a block of its own, with what its machine touches in each iteration looked up beforehand.
final class Variant {
  let plan: Plan
  let block: NumberBlock
  /// What each of the program's stops looks at.
  let watched: [UnsafeMutablePointer<Double>?]
  private let start: UnsafeMutablePointer<Double>
  private let head: PlanHead
  private let stored: StoredInputs
  private let objective: Range<Int>
  private let counters: (iteration: UnsafeMutablePointer<Double>?, epoch: UnsafeMutablePointer<Double>?)
  /// What the iteration was cut from and what decided its draws, and whether stopping has been looked at again.
  private(set) var batch: (first: Int, order: [Int32]?)?
  private(set) var drawn: (seed: UInt64, iteration: Int)?
  private(set) var hasRunControl = false
  private let draws: [(input: Program.Input, slot: Slot)]

  /// - Parameters:
  ///   - settings: numbers that stand for those of the program's settings, by id.
  ///   - other: the same run's plan for full batches at work, which has been given all that does not depend on the size.
  convenience init(
    _ plan: Plan, settings: [Int: Double], beginningLike other: Variant? = nil
  ) throws(ProgramError) {
    self.init(plan, stored: try StoredInputs(plan.program))
    if let other { block.copy(head.given, from: other.block) }
    for (quantity, number) in program.settingNumbers(settings) {
      if let slot = plan.slots[quantity.id] { start[slot.offset] = number }
    }
  }

  /// Nothing is given to it yet.
  init(_ plan: Plan, stored: StoredInputs) {
    let program = plan.program
    self.plan = plan
    self.stored = stored
    head = plan.head
    let block = plan.makeBlock()
    self.block = block
    start = block.start
    func pointer(_ quantity: Quantity?) -> UnsafeMutablePointer<Double>? {
      quantity.flatMap { plan.slots[$0.id] }.map { block.start + $0.offset }
    }
    objective = program.objective.flatMap { plan.slots[$0.id] }.map { $0.offset..<($0.offset + $0.count) } ?? 0..<0
    counters = (pointer(program.iteration), pointer(program.epoch))
    draws = program.inputs.compactMap { input in
      guard input.phase == .forward, let slot = plan.slots[input.quantity.id] else { return nil }
      return (input, slot)
    }
    watched = program.stops.map { pointer($0.watched) }
  }

  var program: Program { plan.program }

  /// What the run was given: the same for all its iterations, so that moments share it.
  private lazy var given = block.copy(of: head.given)

  private let shelf = Replay.Shelf()

  /// The numbers of the iteration: a copy, or for a large one what it takes to run it again.
  func numbers(isReplayed: Bool) -> IterationNumbers {
    let iteration: IterationNumbers.Source
    if isReplayed {
      iteration = .replayed(
        Replay(
          plan, stored, given: given, used: block.copy(of: head.used), begun: block.copy(of: head.begun),
          counted: block.copy(of: head.counted), batch: batch, drawn: drawn, runsControl: hasRunControl, shelf: shelf))
    } else {
      iteration = .copied(block.copy(of: head.given.upperBound..<plan.transient.upperBound))
    }
    return IterationNumbers(plan, given: given, iteration, stored: stored)
  }

  /// Where a quantity's value is; nil for one that is not computed.
  func slot(of quantity: Quantity) -> Slot? { plan.slot(of: quantity) }

  /// Its numbers where they are.
  func numbers(of quantity: Quantity) -> UnsafeMutableBufferPointer<Double>? { slot(of: quantity).map(block.numbers) }

  // MARK: - From one iteration to the next

  /// The updated values, of this size of batch or of the one that has just been at work, become the ones the next
  /// iteration uses.
  @inline(__always)
  func carryOver(from last: Variant) {
    (start + head.used.lowerBound).update(from: last.start + head.updated.lowerBound, count: head.used.count)
    if last !== self { block.copy(head.counted, from: last.block) }
  }

  /// Before the first iteration the updated values are the initial ones.
  func beginWithUsed() {
    (start + head.updated.lowerBound).update(from: start + head.used.lowerBound, count: head.used.count)
  }

  /// What the next iteration starts from: counters, sums and metrics, and the updated values.
  func kept() -> [Double] { block.copy(of: head.counted.lowerBound..<head.count) }

  /// Goes back to what was kept.
  func restore(_ kept: [Double]) {
    block.set(head.counted.lowerBound..<head.count, to: kept)
    carryOver(from: self)
  }

  /// For each sum or mean over the epoch, the sum so far and how many it adds up.
  var epochSums: [(sum: Double, count: Double)] {
    get { head.sums.map { (start[$0.sum], start[$0.count]) } }
    set { for (place, pair) in zip(head.sums, newValue) { (start[place.sum], start[place.count]) = pair } }
  }

  /// Says which iteration begins; from an epoch's first one on, sums over the epoch begin anew.
  @inline(__always)
  func setCounters(iteration: Int, epoch: Int, isEpochStart: Bool) {
    start[head.epochStart] = isEpochStart ? 1 : 0
    counters.iteration?.pointee = Double(iteration)
    counters.epoch?.pointee = Double(epoch)
    (start + head.begun.lowerBound).update(from: start + head.counted.lowerBound, count: head.counted.count)
  }

  /// Whether anything is drawn anew in each iteration.
  var hasDraws: Bool { !draws.isEmpty }

  /// Draws made anew in each iteration, decided by seed, iteration and name alone.
  func draw(seed: UInt64, iteration: Int) {
    drawn = (seed, iteration)
    for (input, slot) in draws {
      guard case .draw(let draw, let arguments) = input.initializer else { continue }
      let numbers = arguments.map { formula in
        formula.evaluate { quantity in value(of: quantity) }.values.first ?? .nan
      }
      block.set(slot, to: input.drawn(draw, numbers, seed: seed, iteration: iteration).values)
    }
  }

  /// On other sets than the one learned from, what `keep` may drop is all kept; other draws are as in the first
  /// iteration.
  func keepEverything() {
    for (input, slot) in draws {
      guard case .draw(.keep, _) = input.initializer else { continue }
      block.numbers(slot).update(repeating: 1)
    }
  }

  /// Copies another set's examples, from its example `start` on, from the data they come from.
  func fillSet(from start: Int) {
    for part in program.setData {
      guard let set = plan.slots[part.set.id] else { continue }
      copyExamples(of: part.all, to: set, first: part.first + start, order: nil)
    }
  }

  private func value(of quantity: Quantity) -> Matrix {
    plan.slots[quantity.id].map(block.matrix) ?? Matrix(quantity.shape)
  }

  /// Copies the batch's examples from all of them.
  func fillBatch(first: Int, order: [Int32]?) {
    batch = (first, order)
    guard let batching = program.batching else { return }
    for pair in batching.pairs {
      guard let batch = plan.slots[pair.batch.id] else { continue }
      copyExamples(of: pair.all, to: batch, first: first, order: order)
    }
  }

  /// As many examples as `batch` holds, from `first` on, in an order of their own if there is one.
  private func copyExamples(of quantity: Quantity, to batch: Slot, first: Int, order: [Int32]?) {
    let axis = quantity.examples
    let count = axis.count(batch.shape)
    let target = start + batch.offset
    (order ?? []).withUnsafeBufferPointer { places in
      let order = order == nil ? nil : places.baseAddress
      guard !stored.fill(quantity, first: first, order: order, size: count, to: target),
        let all = plan.slots[quantity.id]
      else { return }
      axis.copy(count, from: first, order: order, of: start + all.offset, all.shape, to: target)
    }
  }

  // MARK: - An iteration

  /// Computes all of it.
  @inline(__always)
  func run() {
    hasRunControl = false
    plan.run(on: block)
  }

  /// Computes what later iterations depend on, and what that leaves out.
  @inline(__always)
  func runLasting() {
    hasRunControl = false
    plan.runLasting(on: block)
  }

  func runPassing() { plan.runPassing(on: block) }

  /// Computes again what stopping looks at, after metrics on other sets have come in.
  func runControl() {
    hasRunControl = true
    plan.runControl(on: block)
  }

  // MARK: - Numbers that are not finite

  /// Whether the objective and all updated values are finite.
  @inline(__always)
  var isFinite: Bool {
    // x − x is 0 exactly when x is finite.
    var found: UInt64 = 0
    for index in objective { found |= (start[index] - start[index]).bitPattern }
    for index in head.updated { found |= (start[index] - start[index]).bitPattern }
    return found == 0
  }

  /// The first definition with an entry that is not finite.
  func firstNotFinite() -> (Quantity, Int)? {
    for definition in program.decisiveFirst {
      guard let slot = plan.slots[definition.quantity.id] else { continue }
      if let offset = block.numbers(slot).firstIndex(where: { !$0.isFinite }) { return (definition.quantity, offset) }
    }
    return nil
  }
}
