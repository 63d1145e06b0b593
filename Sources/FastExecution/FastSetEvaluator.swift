import Calculus
import Execution
import Kernels
import Matrices

/// Computes the metrics on another set the fast way: forward and loss again, over that set's examples.
final class FastSetEvaluator<Scalar: KernelsScalar> {
  private let evaluation: Program.Evaluation
  private let variant: FastVariant<Scalar>
  private let memory: FastMemory<Scalar>

  /// - Parameter main: the lesson's memory, whose updated parameters are read where they are.
  /// - Parameter extra: quantities of the set's program whose values are wanted besides its metrics.
  init(
    _ evaluation: Program.Evaluation, main: FastMemory<Scalar>, kernels: Kernels, pool: WorkerPool,
    keeping extra: [Quantity] = []
  ) throws(ProgramError) {
    self.evaluation = evaluation
    let program = evaluation.program
    var kept = Set(extra.map(\.id))
    for definition in program.definitions where definition.phase == .metrics { kept.insert(definition.quantity.id) }
    memory = FastMemory(program, keeping: kept)
    var shared = memory.places(of: program)
    // The set's program is cut from the lesson's: what both have has the same id.
    for phase in [Phase.data, .parameters, .state] {
      for quantity in Self.inputs(program, phase) {
        guard let other = main.program.input(of: quantity)?.quantity, other.shape == quantity.shape,
          let place = main[main.program.updated(other)]
        else { continue }
        shared[quantity.id] = place
      }
    }
    variant = try FastVariant(
      program, shared: shared, kept: kept, kernels: kernels, pool: pool,
      accumulators: memory.accumulators, epochStart: main.epochStart)
  }

  /// Computes the metrics and puts them where the lesson's program has them.
  func run(into current: FastVariant<Scalar>, seed: UInt64, iteration: Int, epoch: Int) {
    variant.prepare(seed: seed, iteration: 1, epoch: epoch)
    variant.prepareCounters(iteration: iteration, epoch: epoch)
    variant.keepEverything()
    variant.plan.run()
    // The set is the same every time.
    variant.plan.keepData()
    for result in evaluation.results {
      guard let from = variant.plan.places[result.metric.id], let to = current.place(of: result.target) else {
        continue
      }
      to.pointer.update(from: from.pointer, count: min(from.count, to.count))
    }
  }

  /// The value of a quantity that was kept, after a run.
  func value(of quantity: Quantity) -> Matrix? { variant.plan.places[quantity.id]?.matrix }

  private static func inputs(_ program: Program, _ phase: Phase) -> [Quantity] {
    program.inputs.filter { $0.phase == phase && !$0.initializer.isBatch }.map(\.quantity)
  }
}
