import Calculus
import Execution
import Kernels
import Matrices

/// A program compiled once for speed: products with bias and activation in one pass, formulas evaluated in blocks that
/// stay in the nearest cache, several threads. It comes from the same instructions as the exact plan.
///
/// The same bits whatever the number of threads: each entry is one sum in the written order, or two in a deep product.
/// Numbers too small to be normal count as 0.
final class FastPlan<Scalar: KernelsScalar>: @unchecked Sendable {
  /// Where a quantity's numbers are, for those that are kept.
  private(set) var places: [Int: FastPlace<Scalar>] = [:]
  private var operations: [FastOperation] = []
  /// What the operations do, in order.
  private var bodies: [@Sendable (Int, Int) -> Void] = []
  private var stages: [FastSchedule.Stage] = []
  /// Whether there is something that several threads do parts of.
  private(set) var isShared = false
  private let demanding: [ConvertedInstruction<Scalar>]
  private let numbers: ZeroedNumbers<Scalar>
  private let pool: WorkerPool
  private let barrier: SpinBarrier
  private var choice = ThreadChoice()
  /// Where the time of each thread goes, when somebody wants to know.
  private var times: [OperationTimes] = []

  /// - Parameters:
  ///   - shared: memory of data, parameters, state and their new values, by quantity id.
  ///   - accumulators: for each sum over the epoch, memory that other plans use too.
  ///   - kept: the quantities whose values are wanted after an iteration, besides updated ones.
  ///   - sparse: examples of which most numbers are 0, by quantity id.
  init(
    _ program: Program, shared: [Int: FastPlace<Scalar>], kept: Set<Int>, kernels: Kernels, pool: WorkerPool,
    accumulators: [(sum: UnsafeMutablePointer<Double>, count: UnsafeMutablePointer<Double>)],
    epochStart: UnsafeMutablePointer<Double>, sparse: [Int: SparseExamples] = [:]
  ) throws(ShapeError) {
    var compiler = PlanCompiler(program: program, carry: nil)
    try compiler.compile()
    var offsets: [Int] = []
    var count = 16
    for value in compiler.values {
      offsets.append(count)
      if value.sharedID.flatMap({ shared[$0] }) == nil { count += (value.shape.count + 15) / 16 * 16 }
    }
    numbers = ZeroedNumbers(count: count)
    let slab = numbers.start
    var memory: [FastPlace<Scalar>] = []
    for (index, value) in compiler.values.enumerated() {
      if let place = value.sharedID.flatMap({ shared[$0] }) {
        memory.append(place)
      } else {
        memory.append(FastPlace(slab + offsets[index], value.shape))
        if let constant = value.constant { slab[offsets[index]] = Scalar(constant) }
      }
    }
    var keptValues: Set<Int> = []
    for id in kept { if let index = compiler.place[id] { keptValues.insert(index) } }
    // What is computed entry by entry from matrices stored as transposes is stored alike.
    if memory.contains(where: { $0.isTransposed }) {
      var storage = TransposedStorage(compiler, FastForms.of(compiler), kept: keptValues)
      for index in memory.indices where memory[index].isTransposed { storage.add(index) }
      for index in storage.values where compiler.values[index].sharedID.flatMap({ shared[$0] }) == nil {
        memory[index] = FastPlace(memory[index].pointer, memory[index].shape, isTransposed: true)
      }
    }
    for (id, index) in compiler.place { places[id] = memory[index] }
    var sparseValues: [Int: SparseExamples] = [:]
    for (id, examples) in sparse { if let index = compiler.place[id] { sparseValues[index] = examples } }
    var translator = FastTranslator<Scalar>(
      compiler: compiler, memory: memory, kept: keptValues, kernels: kernels, accumulators: accumulators,
      epochStart: epochStart, sparse: sparseValues)
    let operations = translator.translate()
    demanding = translator.demanding
    self.pool = pool
    barrier = SpinBarrier(pool.threads)
    take(operations)
  }

  /// Takes the operations of an iteration, and what follows from them.
  private func take(_ operations: [FastOperation]) {
    self.operations = operations
    bodies = operations.map(\.body)
    stages = FastSchedule(operations, threads: pool.threads).stages
    isShared = pool.threads > 1 && stages.contains { !$0.shared.isEmpty }
  }

  /// Whether any operation reads what is at a place.
  func reads(_ place: FastPlace<Scalar>) -> Bool { operations.contains { $0.reads.contains(place.pointer) } }

  /// Operations that come before the others in each iteration.
  func begin(with first: [FastOperation]) { take(first + operations) }

  /// From here on nothing is copied into the plan's data: they are there and stay the same.
  func keepData() {
    guard operations.contains(where: { $0.kind == .gathering }) else { return }
    take(operations.filter { $0.kind != .gathering })
  }

  /// From here on the time of each operation is measured.
  func measure() { times = (0..<pool.threads).map { _ in OperationTimes(operations.count) } }

  /// Adds up where the time went so far.
  func add(to profile: inout FastProfile) {
    for times in times {
      for (place, operation) in operations.enumerated() {
        profile.add(.operations(operation.kind, operation.phase), times.seconds[place] / Double(pool.threads))
      }
      profile.add(.waiting, times.waiting / Double(pool.threads))
    }
  }

  /// Refuses what the last iteration has taken for symmetric and is not.
  func checkSymmetry() throws(ProgramError) {
    for instruction in demanding { if let refusal = instruction.refusal { throw refusal } }
  }

  /// Runs one iteration on all threads of the pool.
  func run() {
    guard isShared else { return runAlone() }
    let parts = pool.threads
    let start = ContinuousClock.now
    if choice.isForAll {
      runTogether(parts)
    } else {
      pool.rest()
      runAlone()
    }
    choice.note((ContinuousClock.now - start) / .seconds(1))
  }

  private func runAlone() {
    Subnormals.flushed {
      guard let times = times.first else {
        for body in bodies { body(0, 1) }
        return
      }
      for place in operations.indices { run(place, 0, 1, times, countingFor: pool.threads) }
    }
  }

  private func runTogether(_ parts: Int) {
    pool.run(tasks: parts) { part in
      Subnormals.flushed { self.runStages(part, parts) }
    }
  }

  /// What one thread does, together with the others.
  private func runStages(_ part: Int, _ parts: Int) {
    let times = times.isEmpty ? nil : times[part]
    for (number, stage) in stages.enumerated() {
      if number > 0 {
        times?.begin()
        barrier.wait()
        times?.endWaiting()
      }
      for place in stage.shared { run(place, part, parts, times) }
      for place in stage.alone[part] { run(place, 0, 1, times) }
    }
  }

  private func run(
    _ place: Int, _ part: Int, _ parts: Int, _ times: OperationTimes?, countingFor threads: Int = 1
  ) {
    guard let times else { return operations[place].body(part, parts) }
    times.begin()
    operations[place].body(part, parts)
    times.end(place, threads: threads)
  }
}
