import Calculus
import Execution

/// How far a run has come.
package struct RunPlace: Sendable {
  package let iteration: Int
  package let epoch: Int
  package let batch: Int
  /// The iteration it began after.
  package let beginning: Int
  /// The iteration after which it stops if nothing stops it before.
  package let planned: Int
  /// Batches of an epoch, and examples in each; nil for a lesson without batches.
  package let batching: (perEpoch: Int, size: Int)?
  /// What is descended, and its present value; nil where there is none.
  package let loss: (symbol: Symbol, value: Double)?
}

extension Run {
  /// How far it has come.
  package var whereabouts: RunPlace {
    let objective = program.objective.flatMap { $0.shape.isScalar ? $0 : nil }
    return RunPlace(
      iteration: iteration, epoch: epoch, batch: batch, beginning: beginning, planned: plannedIterations,
      batching: main.batching.map { ($0.batchesPerEpoch, $0.size) },
      loss: objective.flatMap { objective in number(of: objective).map { (objective.symbol, $0) } })
  }
}
