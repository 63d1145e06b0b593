import Calculus
import LessonLanguage
import Matrices

/// Runs a lesson the fast way, in Float or Double, from the same formulas and the same initial values as `Runner`.
///
/// The same lesson, options and seed give the same bits on one kind of kernels, whatever the number of threads.
package final class FastRunner<Scalar: KernelsScalar> {
  package let lesson: PreparedLesson
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
  private var shared: [Int: FastPlace<Scalar>] = [:]
  private let slab: UnsafeMutablePointer<Scalar>
  private var variants: [Int: FastVariant<Scalar>] = [:]
  private var current: FastVariant<Scalar>
  private let kept: Set<Int>
  private let batchesPerEpoch: Int
  private let iterationLimit: Int
  private let epochStart: UnsafeMutablePointer<Double>
  private let sums: UnsafeMutablePointer<Double>
  private let gathered: [(sum: UnsafeMutablePointer<Double>, count: UnsafeMutablePointer<Double>)]
  private var order: [Int] = []
  private var orderEpoch = 0

  /// - Parameters:
  ///   - kept: quantities whose values are wanted after an iteration, besides objective, metrics and updated ones; nil
  ///     for all.
  package init(
    _ lesson: PreparedLesson, options: RunOptions = RunOptions(), kernels: Kernels = .best, pool: WorkerPool,
    keeping kept: Set<Int>? = []
  ) throws(LessonError) {
    self.lesson = lesson
    self.options = options
    self.kernels = kernels
    self.pool = pool
    let program = lesson.main.program
    var wanted = kept ?? Set(program.quantities.map(\.id))
    for definition in program.definitions where definition.phase == .metrics || definition.phase == .control {
      wanted.insert(definition.quantity.id)
    }
    if let objective = program.objective { wanted.insert(objective.id) }
    self.kept = wanted
    batchesPerEpoch = program.batching?.batchesPerEpoch ?? 1
    iterationLimit = IterationLimit.of(program, options)
    epochStart = .allocate(capacity: 1)
    epochStart.initialize(to: 1)
    let sums = UnsafeMutablePointer<Double>.allocate(capacity: 2 * program.accumulations.count + 1)
    sums.initialize(repeating: 0, count: 2 * program.accumulations.count + 1)
    self.sums = sums
    gathered = program.accumulations.indices.map { (sums + 2 * $0, sums + 2 * $0 + 1) }

    var shapes: [(Int, Shape)] = []
    for input in program.inputs where input.isShared { shapes.append((input.quantity.id, input.quantity.shape)) }
    for definition in program.definitions where definition.quantity.isUpdated {
      shapes.append((definition.quantity.id, definition.quantity.shape))
    }
    let count = shapes.reduce(16) { $0 + ($1.1.count + 15) / 16 * 16 }
    slab = UnsafeMutableRawPointer.allocate(byteCount: count * MemoryLayout<Scalar>.stride, alignment: 64)
      .bindMemory(to: Scalar.self, capacity: count)
    slab.initialize(repeating: 0, count: count)
    var offset = 0
    for (id, shape) in shapes {
      shared[id] = FastPlace(slab + offset, shape)
      offset += (shape.count + 15) / 16 * 16
    }
    current = try FastVariant(
      lesson.main, lesson: lesson, shared: shared, kept: wanted, kernels: kernels, pool: pool,
      gathered: gathered, epochStart: epochStart)
    variants[program.batching?.size ?? 0] = current
    for (id, matrix) in InitialValues.of(program, seed: options.seed) { current.plan.places[id]?.set(matrix) }
  }

  deinit {
    epochStart.deallocate()
    sums.deallocate()
    slab.deallocate()
  }

  /// The program of the current batch's size.
  package var program: Program { current.elaborator.program }

  /// Whether this is an epoch's last iteration.
  package var isEpochEnd: Bool { batch == batchesPerEpoch }

  /// A copy of a quantity's value in double precision; nil for one that is not kept.
  package func value(of quantity: Quantity) -> Matrix? {
    current.plan.places[quantity.id]?.matrix
  }

  /// Sets a parameter, a state or data, for a run that begins from given values.
  package func set(_ quantity: Quantity, to matrix: Matrix) {
    guard matrix.shape == quantity.shape else { return }
    current.plan.places[quantity.id]?.set(matrix)
  }

  /// Goes on until the run stops.
  package func run(
    isInterrupted: () -> Bool = { false }, observe: ((FastRunner) throws -> Void)? = nil
  ) throws {
    pool.beginWork()
    defer { pool.endWork() }
    while outcome == nil {
      try advance()
      if let observe { try observe(self) }
      if iteration & 15 == 0 && isInterrupted() && outcome == nil { outcome = .interrupted }
    }
  }

  /// Runs the next iteration.
  package func advance() throws(LessonError) {
    if iteration > 0 { current.carryOver() }
    iteration += 1
    batch = batch % batchesPerEpoch + 1
    if batch == 1 { epoch += 1 }
    epochStart.pointee = batch == 1 ? 1 : 0
    if lesson.main.program.batching != nil { try cutBatch() }
    current.prepare(seed: UInt64(options.seed), iteration: iteration, epoch: epoch)
    current.plan.run()
    if outcome == nil { judge() }
  }

  private func cutBatch() throws(LessonError) {
    guard let batching = lesson.main.program.batching else { return }
    let first = (batch - 1) * batching.size
    let count = min(batching.size, batching.count - first)
    if let known = variants[count] {
      current = known
    } else {
      let made = try FastVariant(
        lesson.elaborator(batchSize: count), lesson: lesson, shared: shared, kept: kept, kernels: kernels, pool: pool,
        gathered: gathered, epochStart: epochStart)
      variants[count] = made
      current = made
    }
    if batching.isShuffled && orderEpoch != epoch {
      var random = KeyedRandom(seed: UInt64(options.seed), iteration: epoch, name: "shuffle")
      order = random.shuffle(batching.count)
      orderEpoch = epoch
    }
    current.fillBatch(first: first, order: batching.isShuffled ? order : nil)
  }

  private func judge() {
    if let (quantity, offset) = current.firstNotFinite() {
      outcome = .diverged(quantity, offset: offset, iteration: iteration)
      return
    }
    for stop in program.stops {
      guard case .once(let quantity, let text, let isEpochTotal) = stop, !isEpochTotal || isEpochEnd else { continue }
      if let place = current.plan.places[quantity.id], place.pointer.pointee != 0 { outcome = .reached(text) }
    }
    if outcome == nil && iteration >= iterationLimit { outcome = .completed }
  }
}

/// The fast plan for one size of batch.
final class FastVariant<Scalar: KernelsScalar> {
  let elaborator: Elaborator
  let plan: FastPlan<Scalar>
  private let copies: [(from: FastPlace<Scalar>, to: FastPlace<Scalar>)]
  private let draws: [(input: Program.Input, place: FastPlace<Scalar>)]

  init(
    _ elaborator: Elaborator, lesson: PreparedLesson, shared: [Int: FastPlace<Scalar>], kept: Set<Int>,
    kernels: Kernels, pool: WorkerPool,
    gathered: [(sum: UnsafeMutablePointer<Double>, count: UnsafeMutablePointer<Double>)],
    epochStart: UnsafeMutablePointer<Double>
  ) throws(LessonError) {
    self.elaborator = elaborator
    let program = elaborator.program
    let plan: FastPlan<Scalar>
    do {
      plan = try FastPlan(
        program, shared: shared, kept: kept, kernels: kernels, pool: pool,
        gathered: gathered, epochStart: epochStart)
    } catch {
      throw lesson.source.error(LocatedError(nil, error.reason))
    }
    self.plan = plan
    for input in program.inputs where input.phase == .settings {
      if case .formula(let formula) = input.initializer, let number = formula.constant {
        plan.places[input.quantity.id]?.pointer.pointee = Scalar(number)
      }
    }
    copies = program.updates.compactMap { update in
      guard let from = plan.places[update.new.id], let to = plan.places[update.old.id] else { return nil }
      return (from, to)
    }
    draws = program.inputs.compactMap { input in
      guard input.phase == .forward, case .draw = input.initializer, let place = plan.places[input.quantity.id] else {
        return nil
      }
      return (input, place)
    }
  }

  /// The updated values become the ones the next iteration uses.
  func carryOver() {
    for (from, to) in copies { to.pointer.update(from: from.pointer, count: to.count) }
  }

  /// Counters, and what is drawn anew.
  func prepare(seed: UInt64, iteration: Int, epoch: Int) {
    let program = elaborator.program
    if let quantity = program.iteration { plan.places[quantity.id]?.pointer.pointee = Scalar(iteration) }
    if let quantity = program.epoch { plan.places[quantity.id]?.pointer.pointee = Scalar(epoch) }
    for (input, place) in draws {
      guard case .draw(let draw, let arguments) = input.initializer else { continue }
      let numbers = arguments.map { formula in
        formula.evaluate { self.plan.places[$0.id]?.matrix ?? Matrix($0.shape) }.values.first ?? .nan
      }
      var random = KeyedRandom(seed: seed, iteration: iteration, name: input.quantity.symbol.name)
      place.set(input.drawn(draw, numbers, examplesInRows: program.examplesInRows, random: &random))
    }
  }

  /// Copies the batch's examples from all of them.
  func fillBatch(first: Int, order: [Int]?) {
    guard let batching = elaborator.program.batching else { return }
    for pair in batching.pairs {
      guard let all = plan.places[pair.all.id], let batch = plan.places[pair.batch.id] else { continue }
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
  }

  /// The first kept quantity with an entry that is not finite, when the objective has one.
  func firstNotFinite() -> (Quantity, Int)? {
    let program = elaborator.program
    guard let objective = program.objective, let place = plan.places[objective.id],
      (0..<place.count).contains(where: { !place.pointer[$0].isFinite })
    else { return nil }
    for definition in program.definitions {
      guard let place = plan.places[definition.quantity.id] else { continue }
      if let offset = (0..<place.count).first(where: { !place.pointer[$0].isFinite }) {
        return (definition.quantity, offset)
      }
    }
    return nil
  }
}
