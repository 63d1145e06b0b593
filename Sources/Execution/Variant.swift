import Calculus
import Matrices
import Typesetting

/// Memory that plans for batches of different sizes share: data, parameters, state and their updated values, and what
/// has been gathered over the epoch.
final class SharedMemory {
  /// Where a quantity is, by its id.
  let buffers: [Int: Buffer]
  /// For each sum or mean over the epoch, the sum so far and how many it adds up.
  let gathered: [(sum: UnsafeMutablePointer<Double>, count: UnsafeMutablePointer<Double>)]
  private let slab: UnsafeMutablePointer<Double>
  /// Keeps borrowed memory alive.
  private let lender: SharedMemory?

  /// - Parameters:
  ///   - data: quantities whose memory is another's, where they are the same.
  init(_ program: Program, borrowing data: [Quantity] = [], of lender: SharedMemory? = nil) {
    var found: [Int: Buffer] = [:]
    for quantity in data {
      if let buffer = lender?.buffers[quantity.id], buffer.shape == quantity.shape { found[quantity.id] = buffer }
    }
    let quantities = Self.shared(by: program).filter { found[$0.id] == nil }
    let sums = 2 * program.accumulations.count
    let count = quantities.reduce((sums + 15) / 8 * 8) { $0 + ($1.shape.count + 7) / 8 * 8 }
    slab = .allocate(capacity: count)
    slab.initialize(repeating: 0, count: count)
    let start = slab
    gathered = program.accumulations.indices.map { (start + 2 * $0, start + 2 * $0 + 1) }
    var offset = (sums + 7) / 8 * 8
    for quantity in quantities {
      found[quantity.id] = Buffer(slab + offset, quantity.shape)
      offset += (quantity.shape.count + 7) / 8 * 8
    }
    buffers = found
    self.lender = lender
  }

  deinit { slab.deallocate() }

  private static func shared(by program: Program) -> [Quantity] {
    let stored = program.storedInputs
    return program.inputs.filter { $0.isShared && stored[$0.quantity.id] == nil }.map(\.quantity)
      + program.definitions.map(\.quantity).filter(\.isUpdated)
  }
}

/// The plan for one size of batch, with what the runner touches in each iteration looked up beforehand.
final class Variant {
  enum Watched {
    case once(UnsafeMutablePointer<Double>, String, isEpochTotal: Bool)
    case unlessFalling(UnsafeMutablePointer<Double>, Quantity, epochs: Int)
  }

  private struct Copy {
    let from: UnsafeMutablePointer<Double>
    let to: UnsafeMutablePointer<Double>
    let count: Int
  }

  let program: Program
  let plan: Plan
  let watched: [Watched]
  private let shared: SharedMemory
  private let stored: StoredInputs
  private let copies: [Copy]
  private let checked: [Buffer]
  private let counters: (iteration: UnsafeMutablePointer<Double>?, epoch: UnsafeMutablePointer<Double>?)
  private let draws: [(input: Program.Input, buffer: Buffer)]

  init(
    _ program: Program, shared: SharedMemory, options: RunOptions, epochStart: UnsafeMutablePointer<Double>
  ) throws(ProgramError) {
    self.program = program
    self.shared = shared
    stored = try StoredInputs(program)
    let plan: Plan
    do {
      plan = try Plan(
        program, shared: shared.buffers, gathered: shared.gathered, carry: options.carry, epochStart: epochStart)
    } catch {
      throw ProgramError(error.reason)
    }
    self.plan = plan
    for input in program.inputs where input.phase == .settings {
      if case .formula(let formula) = input.initializer, let number = formula.constant {
        plan.buffers[input.quantity.id]?.pointer.pointee = number
      }
    }
    copies = program.updates.compactMap { update in
      guard let from = plan.buffers[update.new.id], let to = plan.buffers[update.old.id] else { return nil }
      return Copy(from: from.pointer, to: to.pointer, count: to.count)
    }
    checked =
      (program.objective.flatMap { plan.buffers[$0.id] }.map { [$0] } ?? [])
      + program.updates.compactMap { plan.buffers[$0.new.id] }
    counters = (
      program.iteration.flatMap { plan.buffers[$0.id]?.pointer }, program.epoch.flatMap { plan.buffers[$0.id]?.pointer }
    )
    draws = program.inputs.compactMap { input in
      guard input.phase == .forward, let buffer = plan.buffers[input.quantity.id] else { return nil }
      return (input, buffer)
    }
    watched = program.stops.compactMap { stop in
      switch stop {
      case .afterIterations, .afterEpochs: return nil
      case .once(let quantity, let text, let isEpochTotal):
        return plan.buffers[quantity.id].map { .once($0.pointer, text, isEpochTotal: isEpochTotal) }
      case .unlessFalling(let quantity, let epochs):
        return plan.buffers[quantity.id].map { .unlessFalling($0.pointer, quantity, epochs: epochs) }
      }
    }
  }

  private lazy var layout = IterationNumbers.Layout(plan.buffers)

  /// A copy of the numbers of the iteration.
  func numbers() -> IterationNumbers {
    IterationNumbers(plan.buffers, layout, stored: stored)
  }

  /// Where a quantity's value is; nil for one that is not computed.
  func buffer(of quantity: Quantity) -> Buffer? { plan.buffers[quantity.id] }

  /// The updated values become the ones the next iteration uses.
  @inline(__always)
  func carryOver() {
    for copy in copies {
      for index in 0..<copy.count { copy.to[index] = copy.from[index] }
    }
  }

  @inline(__always)
  func setCounters(iteration: Int, epoch: Int) {
    counters.iteration?.pointee = Double(iteration)
    counters.epoch?.pointee = Double(epoch)
  }

  /// Whether anything is drawn anew in each iteration.
  var hasDraws: Bool { !draws.isEmpty }

  /// Draws made anew in each iteration, decided by seed, iteration and name alone.
  func draw(seed: UInt64, iteration: Int) {
    for (input, buffer) in draws {
      guard case .draw(let draw, let arguments) = input.initializer else { continue }
      let numbers = arguments.map { formula in
        formula.evaluate { quantity in value(of: quantity) }.values.first ?? .nan
      }
      let matrix = input.drawn(draw, numbers, seed: seed, iteration: iteration)
      for (index, number) in matrix.values.enumerated() { buffer.pointer[index] = number }
    }
  }

  /// On other sets than the one learned from, what `keep` may drop is all kept; other draws are as in the first
  /// iteration.
  func keepEverything() {
    for (input, buffer) in draws {
      guard case .draw(.keep, _) = input.initializer else { continue }
      for index in 0..<buffer.count { buffer.pointer[index] = 1 }
    }
  }

  /// Copies another set's examples from the data they come from.
  func fillSet() {
    for part in program.setData {
      guard let set = plan.buffers[part.set.id] else { continue }
      copyExamples(of: part.all, to: set, first: part.first, order: nil)
    }
  }

  private func value(of quantity: Quantity) -> Matrix {
    guard let buffer = plan.buffers[quantity.id] else { return Matrix(quantity.shape) }
    return Matrix(buffer.shape, Array(UnsafeBufferPointer(start: buffer.pointer, count: buffer.count)))
      ?? Matrix(quantity.shape)
  }

  /// Copies the batch's examples from all of them.
  func fillBatch(first: Int, order: [Int32]?) {
    guard let batching = program.batching else { return }
    for pair in batching.pairs {
      guard let batch = plan.buffers[pair.batch.id] else { continue }
      copyExamples(of: pair.all, to: batch, first: first, order: order)
    }
  }

  /// As many examples as `batch` holds, from `first` on, in an order of their own if there is one.
  private func copyExamples(of quantity: Quantity, to batch: Buffer, first: Int, order: [Int32]?) {
    let axis = quantity.examples
    let count = axis.count(batch.shape)
    (order ?? []).withUnsafeBufferPointer { places in
      let order = order == nil ? nil : places.baseAddress
      guard !stored.fill(quantity, first: first, order: order, size: count, to: batch.pointer),
        let all = plan.buffers[quantity.id]
      else { return }
      axis.copy(count, from: first, order: order, of: all.pointer, all.shape, to: batch.pointer)
    }
  }

  /// The first definition with an entry that is not finite, when the objective or an updated value has one.
  @inline(__always)
  func firstNotFinite() -> (Quantity, Int)? {
    // x − x is 0 exactly when x is finite.
    var sum = 0.0
    for buffer in checked {
      for index in 0..<buffer.count { sum += buffer.pointer[index] - buffer.pointer[index] }
    }
    return sum == 0 ? nil : findNotFinite()
  }

  private func findNotFinite() -> (Quantity, Int)? {
    for definition in program.definitions {
      guard let buffer = plan.buffers[definition.quantity.id] else { continue }
      for index in 0..<buffer.count where !buffer.pointer[index].isFinite { return (definition.quantity, index) }
    }
    return nil
  }
}
