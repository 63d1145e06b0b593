import Calculus
import Execution
import Kernels
import Matrices

/// Computes the metrics on another set the fast way: forward and loss again, over that set's examples.
final class FastSetEvaluator<Scalar: KernelsScalar> {
  private let evaluation: Program.Evaluation
  /// What computes the metrics, and before it, of a large set, what computes its examples in pieces.
  private let whole: FastVariant<Scalar>
  private let piece: FastVariant<Scalar>?
  /// The memory that they work on.
  private let memories: [FastMemory<Scalar>]

  /// - Parameter main: the lesson's memory, whose updated parameters are read where they are.
  /// - Parameter extra: quantities of the set's program whose values are wanted besides its metrics.
  init(
    _ evaluation: Program.Evaluation, main: FastMemory<Scalar>, kernels: Kernels, pool: WorkerPool,
    keeping extra: [Quantity] = []
  ) throws(ProgramError) {
    self.evaluation = evaluation
    var memories: [FastMemory<Scalar>] = []
    func variant(_ program: Program, keeping kept: Set<Int>) throws(ProgramError) -> FastVariant<Scalar> {
      let memory = FastMemory<Scalar>(program, keeping: kept)
      memories.append(memory)
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
      return try FastVariant(
        program, shared: shared, kept: kept, kernels: kernels, pool: pool, accumulators: memory.accumulators,
        epochStart: main.epochStart)
    }
    let program = evaluation.program
    let metrics = program.definitions.filter { $0.phase == .metrics }.map(\.quantity)
    whole = try variant(program, keeping: Set((extra + metrics).map(\.id)))
    piece = try evaluation.pieces.map { pieces throws(ProgramError) in
      try variant(pieces.program, keeping: Set(pieces.joined.map(\.id)))
    }
    self.memories = memories
  }

  /// Computes the metrics and puts them where the lesson's program has them.
  func run(into current: FastVariant<Scalar>, seed: UInt64, iteration: Int, epoch: Int) {
    func prepare(_ variant: FastVariant<Scalar>) {
      variant.prepare(seed: seed, iteration: 1, epoch: epoch)
      variant.prepareCounters(iteration: iteration, epoch: epoch)
      variant.keepEverything()
    }
    if let piece, let pieces = evaluation.pieces {
      prepare(piece)
      for start in pieces.starts(of: evaluation.examples) {
        piece.chooseBatch(first: start, order: nil)
        piece.plan.run()
        for quantity in pieces.joined {
          guard let from = piece.place(of: quantity), let to = whole.place(of: quantity) else { continue }
          quantity.examples.put(from.pointer, from.shape, at: start, of: to.pointer, to.shape)
        }
      }
    }
    prepare(whole)
    whole.plan.run()
    // The set is the same every time.
    whole.plan.keepData()
    for result in evaluation.results {
      guard let from = whole.plan.places[result.metric.id], let to = current.place(of: result.target) else {
        continue
      }
      to.pointer.update(from: from.pointer, count: min(from.count, to.count))
    }
  }

  /// The value of a quantity that was kept, after a run.
  func value(of quantity: Quantity) -> Matrix? { whole.plan.places[quantity.id]?.matrix }

  private static func inputs(_ program: Program, _ phase: Phase) -> [Quantity] {
    program.inputs.filter { $0.phase == phase && !$0.initializer.isBatch }.map(\.quantity)
  }
}
