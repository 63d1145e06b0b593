import Calculus
import Matrices

/// Computes the metrics on another set: forward and loss again, over that set's examples.
final class SetEvaluator {
  private let evaluation: Program.Evaluation
  private let variant: Variant
  /// Parameters and state: the lesson's new value, and where this program reads it.
  private let copies: [(from: Quantity, to: UnsafeMutablePointer<Double>, count: Int)]

  init(
    _ evaluation: Program.Evaluation, of main: Program, shared: SharedMemory, options: RunOptions,
    epochStart: UnsafeMutablePointer<Double>
  ) throws(ProgramError) {
    self.evaluation = evaluation
    let other = evaluation.program
    // The set's program is cut from the lesson's: what both have has the same id.
    let memory = SharedMemory(other, borrowing: Self.data(other), of: shared)
    variant = try Variant(other, shared: memory, options: options, epochStart: epochStart)
    var copies: [(from: Quantity, to: UnsafeMutablePointer<Double>, count: Int)] = []
    for quantity in Self.changing(main) {
      guard let buffer = variant.plan.buffers[quantity.id], buffer.shape == quantity.shape else { continue }
      copies.append((main.updated(quantity), buffer.pointer, buffer.count))
    }
    self.copies = copies
    variant.fillSet()
  }

  /// Computes the metrics and puts them where the lesson's program has them.
  func run(into current: Variant, iteration: Int, epoch: Int) {
    for copy in copies {
      guard let buffer = current.buffer(of: copy.from) else { continue }
      copy.to.update(from: buffer.pointer, count: copy.count)
    }
    variant.setCounters(iteration: iteration, epoch: epoch)
    if variant.hasDraws { variant.keepEverything() }
    variant.plan.run()
    for result in evaluation.results {
      guard let from = variant.plan.buffers[result.metric.id], let to = current.buffer(of: result.target) else {
        continue
      }
      to.pointer.update(from: from.pointer, count: min(from.count, to.count))
    }
  }

  private static func data(_ program: Program) -> [Quantity] {
    program.inputs.filter { $0.phase == .data && !$0.initializer.isBatch }.map(\.quantity)
  }

  private static func changing(_ program: Program) -> [Quantity] {
    program.inputs.filter { $0.phase == .parameters || $0.phase == .state }.map(\.quantity)
  }
}

extension Program.Evaluation {
  /// Whether its examples take so little memory that they may as well be there from the start.
  var isSmall: Bool {
    program.setData.allSatisfy { $0.set.shape.count <= 100_000 }
  }
}
