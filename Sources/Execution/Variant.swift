import Calculus
import LessonLanguage
import Matrices

/// Memory that plans for batches of different sizes share: data, parameters, state and their updated values.
final class SharedMemory {
  private(set) var buffers: [Int: Buffer] = [:]
  private let slab: UnsafeMutablePointer<Double>
  /// Keeps borrowed memory alive.
  private let lender: SharedMemory?

  /// - Parameters:
  ///   - own: data of the program that are the same as `others` of another program's, and share its memory.
  init(_ program: Program, borrowing own: [Quantity] = [], from others: [Quantity] = [], of lender: SharedMemory? = nil) {
    for (quantity, other) in zip(own, others) {
      if let buffer = lender?.buffers[other.id], buffer.shape == quantity.shape { buffers[quantity.id] = buffer }
    }
    self.lender = lender
    var shapes: [(id: Int, shape: Shape)] = []
    for input in program.inputs where input.isShared && buffers[input.quantity.id] == nil {
      shapes.append((input.quantity.id, input.quantity.shape))
    }
    for definition in program.definitions where definition.quantity.isUpdated {
      shapes.append((definition.quantity.id, definition.quantity.shape))
    }
    let count = shapes.reduce(8) { $0 + ($1.shape.count + 7) / 8 * 8 }
    slab = .allocate(capacity: count)
    slab.initialize(repeating: 0, count: count)
    var offset = 0
    for (id, shape) in shapes {
      buffers[id] = Buffer(slab + offset, shape)
      offset += (shape.count + 7) / 8 * 8
    }
  }

  deinit { slab.deallocate() }
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

  let elaborator: Elaborator
  let plan: Plan
  let watched: [Watched]
  private let shared: SharedMemory
  private let copies: [Copy]
  private let checked: [Buffer]
  private let counters: (iteration: UnsafeMutablePointer<Double>?, epoch: UnsafeMutablePointer<Double>?)
  private let draws: [(input: Program.Input, buffer: Buffer)]

  init(
    _ elaborator: Elaborator, shared: SharedMemory, options: RunOptions,
    epochStart: UnsafeMutablePointer<Double>, lesson: PreparedLesson
  ) throws(LessonError) {
    self.elaborator = elaborator
    self.shared = shared
    let program = elaborator.program
    let plan: Plan
    do {
      plan = try Plan(program, shared: shared.buffers, carry: options.carry, epochStart: epochStart)
    } catch {
      throw lesson.source.error(LocatedError(nil, error.reason))
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
      var random = KeyedRandom(seed: seed, iteration: iteration, name: input.quantity.symbol.name)
      let matrix = input.drawn(
        draw, numbers, examplesInRows: elaborator.program.examplesInRows, random: &random)
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
    for part in elaborator.program.setData {
      guard let all = plan.buffers[part.all.id], let set = plan.buffers[part.set.id] else { continue }
      copyExamples(from: all, to: set, first: part.first, order: nil)
    }
  }

  private func value(of quantity: Quantity) -> Matrix {
    guard let buffer = plan.buffers[quantity.id] else { return Matrix(quantity.shape) }
    return Matrix(buffer.shape, Array(UnsafeBufferPointer(start: buffer.pointer, count: buffer.count)))
      ?? Matrix(quantity.shape)
  }

  /// Copies the batch's examples from all of them.
  func fillBatch(first: Int, order: [Int]?) {
    guard let batching = elaborator.program.batching else { return }
    for pair in batching.pairs {
      guard let all = plan.buffers[pair.all.id], let batch = plan.buffers[pair.batch.id] else { continue }
      copyExamples(from: all, to: batch, first: first, order: order)
    }
  }

  /// As many examples as `batch` holds, from `first` on, in an order of their own if there is one.
  private func copyExamples(from all: Buffer, to batch: Buffer, first: Int, order: [Int]?) {
    if elaborator.program.examplesInRows || all.shape.rank == 4 {
      let width = all.shape.columns
      for index in 0..<batch.shape.rows {
        let source = (order?[first + index] ?? first + index) * width
        (batch.pointer + index * width).update(from: all.pointer + source, count: width)
      }
    } else {
      let count = batch.shape.columns
      for row in 0..<all.shape.rows {
        for index in 0..<count {
          let source = order?[first + index] ?? first + index
          batch.pointer[row * count + index] = all.pointer[row * all.shape.columns + source]
        }
      }
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
    for definition in elaborator.program.definitions {
      guard let buffer = plan.buffers[definition.quantity.id] else { continue }
      for index in 0..<buffer.count where !buffer.pointer[index].isFinite { return (definition.quantity, index) }
    }
    return nil
  }
}
