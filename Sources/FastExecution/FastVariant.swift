import Calculus
import Execution
import Kernels
import Matrices

/// The fast plan for one size of batch.
final class FastVariant<Scalar: KernelsScalar> {
  let program: Program
  let plan: FastPlan<Scalar>
  let stored: StoredInputs
  private let copies: [(from: FastPlace<Scalar>, to: FastPlace<Scalar>)]
  private let draws: [(input: Program.Input, place: FastPlace<Scalar>)]
  private let batch = FastBatch()
  /// Where the numbers of the iteration and the epoch are, and the objective.
  private let iterationNumber, epochNumber: UnsafeMutablePointer<Scalar>?
  private let objective: FastPlace<Scalar>?
  /// What stopping looks at, to be computed again once metrics on other sets have come in, and where it then goes.
  private let control: (plan: FastPlan<Scalar>, copies: [(from: FastPlace<Scalar>, to: FastPlace<Scalar>)])?

  init(
    _ program: Program, shared: [Int: FastPlace<Scalar>], kept: Set<Int>, kernels: Kernels, pool: WorkerPool,
    accumulators: [(sum: UnsafeMutablePointer<Double>, count: UnsafeMutablePointer<Double>)],
    epochStart: UnsafeMutablePointer<Double>
  ) throws(ProgramError) {
    self.program = program
    stored = try StoredInputs(program)
    let plan: FastPlan<Scalar>
    do {
      let sparse = Self.sparseExamples(program, stored, batch)
      func made(_ program: Program, _ shared: [Int: FastPlace<Scalar>], _ kept: Set<Int>) throws(ShapeError)
        -> FastPlan<Scalar>
      {
        try FastPlan(
          program, shared: shared, kept: kept, kernels: kernels, pool: pool, accumulators: accumulators,
          epochStart: epochStart, sparse: sparse)
      }
      plan = try made(program, shared, kept)
      if let program = program.evaluations.isEmpty ? nil : program.control {
        let ids = program.definitions.map(\.quantity.id)
        let control = try made(program, plan.places, Set(ids))
        self.control = (
          control,
          ids.compactMap { id in
            guard let from = control.places[id], let to = plan.places[id] else { return nil }
            return (from, to)
          }
        )
      } else {
        control = nil
      }
    } catch {
      throw ProgramError(error.reason)
    }
    self.plan = plan
    iterationNumber = program.iteration.flatMap { plan.places[$0.id]?.pointer }
    epochNumber = program.epoch.flatMap { plan.places[$0.id]?.pointer }
    objective = program.objective.flatMap { plan.places[$0.id] }
    for input in program.inputs where input.phase == .settings {
      if case .formula(let formula) = input.initializer, let number = formula.constant {
        plan.places[input.quantity.id]?.pointer.pointee = Scalar(number)
      }
    }
    copies = program.updates.compactMap { update in
      guard let from = plan.places[update.new.id], let to = plan.places[update.old.id], from.pointer != to.pointer
      else {
        return nil
      }
      return (from, to)
    }
    draws = program.inputs.compactMap { input in
      guard input.phase == .forward, case .draw = input.initializer, let place = plan.places[input.quantity.id] else {
        return nil
      }
      return (input, place)
    }
    plan.begin(with: gathering(kernels, keeping: kept))
  }

  /// Where a quantity's value is; nil for one that is not computed or not kept.
  func place(of quantity: Quantity) -> FastPlace<Scalar>? { plan.places[quantity.id] }

  /// Everything as it is before the first iteration.
  func initialize(seed: UInt32) {
    for input in program.inputs {
      guard let place = plan.places[input.quantity.id] else { continue }
      let count = input.quantity.exampleCount
      guard let stored = stored.column(of: input.quantity), count <= stored.examples.count else { continue }
      stored.examples.fill(
        stored.column, first: 0, order: nil, size: count, along: stored.axis, to: place.pointer, kernels: .best)
    }
    for (id, matrix) in InitialValues.of(program, seed: seed, stored: stored) { plan.places[id]?.set(matrix) }
  }

  /// The updated values become the ones the next iteration uses, where they have not been written over them.
  func carryOver() {
    for (from, to) in copies {
      UnsafeMutableRawPointer(to.pointer).copyMemory(
        from: from.pointer, byteCount: to.count * MemoryLayout<Scalar>.stride)
    }
  }

  /// The numbers of the iteration and the epoch.
  func prepareCounters(iteration: Int, epoch: Int) {
    iterationNumber?.pointee = Scalar(iteration)
    epochNumber?.pointee = Scalar(epoch)
  }

  /// Counters, and what is drawn anew.
  func prepare(seed: UInt64, iteration: Int, epoch: Int) {
    prepareCounters(iteration: iteration, epoch: epoch)
    for (input, place) in draws {
      guard case .draw(let draw, let arguments) = input.initializer else { continue }
      let numbers = arguments.map { formula in
        formula.evaluate { self.plan.places[$0.id]?.matrix ?? Matrix($0.shape) }.values.first ?? .nan
      }
      place.set(input.drawn(draw, numbers, seed: seed, iteration: iteration))
    }
  }

  /// On other sets than the one learned from, what `keep` may drop is all kept.
  func keepEverything() {
    for (input, place) in draws {
      guard case .draw(.keep, _) = input.initializer else { continue }
      place.pointer.update(repeating: 1, count: place.count)
    }
  }

  /// Says which examples the next iteration takes.
  func chooseBatch(first: Int, order: [Int32]?) {
    batch.first = first
    batch.order = order
  }

  /// Computes again what stopping looks at.
  func runControl() {
    guard let control else { return }
    control.plan.run()
    for (from, to) in control.copies { to.pointer.update(from: from.pointer, count: to.count) }
  }

  /// What is a batch, or a set, of which quantity: from its first example on.
  private static func parts(of program: Program) -> [(all: Quantity, batch: Quantity, first: Int)] {
    (program.batching?.pairs.map { ($0.all, $0.batch, 0) } ?? []) + program.setData.map { ($0.all, $0.set, $0.first) }
  }

  /// The stored examples of which most numbers are 0, by the id of the batch, whichever they will be.
  static func sparseExamples(_ program: Program) throws(ProgramError) -> [Int: SparseExamples] {
    sparseExamples(program, try StoredInputs(program), FastBatch())
  }

  /// The stored examples of which most numbers are 0, by the id of the batch.
  private static func sparseExamples(
    _ program: Program, _ stored: StoredInputs, _ batch: FastBatch
  ) -> [Int: SparseExamples] {
    var found: [Int: SparseExamples] = [:]
    for part in parts(of: program) {
      guard let stored = stored.column(of: part.all), stored.column == .pixels, part.batch.shape.rank == 2 else {
        continue
      }
      let axis = part.all.examples
      found[part.batch.id] = SparseExamples(
        stored.examples, batch, start: part.first, count: axis.count(part.batch.shape), along: axis)
    }
    return found
  }

  /// Copies the chosen examples, or those of the set, from all of them: the first operations of an iteration.
  private func gathering(_ kernels: Kernels, keeping kept: Set<Int>) -> [FastOperation] {
    let (batch, stored, plan) = (batch, stored, plan)
    return Self.parts(of: program).compactMap { part in
      guard let target = plan.places[part.batch.id] else { return nil }
      let axis = part.all.examples
      let count = axis.count(target.shape)
      let start = part.first
      if let stored = stored.column(of: part.all) {
        let (examples, column) = (stored.examples, stored.column)
        if column == .pixels { examples.provideAll() }
        // Products may take the stored bytes themselves.
        guard kept.contains(part.batch.id) || plan.reads(target) || column != .pixels else { return nil }
        return FastOperation(
          kind: .gathering, cost: target.count, isDivisible: column == .pixels, writes: [target.pointer]
        ) { which, of in
          batch.withOrder { order in
            examples.fill(
              column, first: start + batch.first, order: order?.baseAddress, size: count, along: axis,
              to: target.pointer, kernels: kernels, part: which, of: of)
            if let order, column == .pixels {
              examples.prefetch(
                first: start + batch.first + count, order: order, size: count, along: axis, part: which, of: of)
            }
          }
        }
      }
      guard let all = plan.places[part.all.id] else { return nil }
      return FastOperation(
        kind: .gathering, cost: target.count, isDivisible: false, reads: [all.pointer], writes: [target.pointer]
      ) { _, _ in
        batch.withOrder { order in
          axis.copy(
            count, from: start + batch.first, order: order?.baseAddress, of: all.pointer, all.shape, to: target.pointer)
        }
      }
    }
  }

  /// The first kept quantity with an entry that is not finite, when the objective has one, or when an updated one may.
  func firstNotFinite(looksAtUpdates: Bool) -> (Quantity, Int)? {
    let isObjectiveFinite =
      objective.map { place in (0..<place.count).allSatisfy { place.pointer[$0].isFinite } } ?? true
    guard looksAtUpdates || !isObjectiveFinite else { return nil }
    for definition in program.decisiveFirst where !isObjectiveFinite || definition.quantity.isUpdated {
      guard let place = plan.places[definition.quantity.id] else { continue }
      if let offset = place.firstNotFinite {
        return (definition.quantity, offset)
      }
    }
    return nil
  }
}

extension Program {
  /// What only stopping looks at, as a program that is given all else; nil where it looks at nothing.
  fileprivate var control: Program? {
    var control = self
    control.definitions = definitions.filter { $0.phase == .control }
    guard !control.definitions.isEmpty else { return nil }
    let own = Set(control.definitions.map(\.quantity))
    let given = Set(control.definitions.flatMap(\.formula.references)).subtracting(own)
    control.inputs = given.sorted { $0.id < $1.id }.map { quantity in
      Input(quantity: quantity, phase: .state, initializer: .formula(.number(0)), meaning: nil, line: nil)
    }
    control.updates = []
    control.accumulations = []
    return control
  }
}
