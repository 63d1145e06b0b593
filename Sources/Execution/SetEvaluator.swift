import Calculus
import Matrices

/// Computes the metrics on another set: forward and loss again, over that set's examples.
final class SetEvaluator {
  private let evaluation: Program.Evaluation
  private let variant: Variant
  /// Parameters and state: the lesson's new value, and where this program reads it.
  private let copies: [(from: Quantity, to: Slot)]

  /// - Parameter lesson: the lesson's own plan at work, which has its data.
  init(
    _ evaluation: Program.Evaluation, _ plan: Plan, of lesson: Variant, settings: [QuantityKey: Double]
  ) throws(ProgramError) {
    self.evaluation = evaluation
    let (main, other) = (lesson.program, plan.program)
    let variant = try Variant(plan, settings: settings)
    // Both programs come from the same lines: their inputs correspond in order.
    for (old, own) in zip(Self.data(main), Self.data(other)) {
      guard let from = lesson.numbers(of: old), let to = variant.numbers(of: own), old.shape == own.shape else {
        continue
      }
      _ = to.update(fromContentsOf: from)
    }
    copies = zip(Self.changing(main), Self.changing(other)).compactMap { old, own in
      guard let slot = plan.slots[own.id], slot.count == old.shape.count else { return nil }
      return (main.updated(old), slot)
    }
    variant.fillSet()
    self.variant = variant
  }

  /// Computes the metrics and puts them where the lesson's program has them.
  func run(into current: Variant, iteration: Int, epoch: Int, isEpochStart: Bool) {
    for copy in copies {
      if let numbers = current.numbers(of: copy.from) {
        _ = variant.block.numbers(copy.to).update(fromContentsOf: numbers)
      }
    }
    variant.setCounters(iteration: iteration, epoch: epoch, isEpochStart: isEpochStart)
    if variant.hasDraws { variant.keepEverything() }
    variant.run()
    for result in evaluation.results {
      guard let from = variant.numbers(of: result.metric), let to = current.numbers(of: result.target) else { continue }
      _ = to.update(fromContentsOf: from.prefix(to.count))
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
