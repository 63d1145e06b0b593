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
    _ evaluation: Program.Evaluation, _ plan: Plan, of lesson: Variant, settings: [Int: Double]
  ) throws(ProgramError) {
    self.evaluation = evaluation
    let (main, other) = (lesson.program, plan.program)
    let variant = try Variant(plan, settings: settings)
    // The set's program is cut from the lesson's: what both have has the same id.
    for quantity in Self.data(other) {
      guard let from = lesson.numbers(of: quantity), let to = variant.numbers(of: quantity), from.count == to.count
      else { continue }
      _ = to.update(fromContentsOf: from)
    }
    copies = Self.changing(main).compactMap { quantity in plan.slots[quantity.id].map { (main.updated(quantity), $0) } }
    variant.fillSet()
    self.variant = variant
  }

  /// Computes the metrics and puts them where the lesson's program has them.
  func run(into current: Variant, _ place: IterationPlace) {
    for copy in copies {
      if let numbers = current.numbers(of: copy.from) {
        _ = variant.block.numbers(copy.to).update(fromContentsOf: numbers)
      }
    }
    variant.setCounters(iteration: place.iteration, epoch: place.epoch, isEpochStart: place.batch == 1)
    if variant.hasDraws { variant.keepEverything() }
    variant.run()
    for result in evaluation.results {
      guard let from = variant.numbers(of: result.metric), let to = current.numbers(of: result.target) else { continue }
      _ = to.update(fromContentsOf: from.prefix(to.count))
    }
  }

  /// The value of a quantity of the set's program, after a run.
  func value(of quantity: Quantity) -> Matrix? { variant.slot(of: quantity).map(variant.block.matrix) }

  private static func data(_ program: Program) -> [Quantity] {
    program.inputs.filter { $0.phase == .data && !$0.initializer.isBatch }.map { $0.quantity }
  }

  private static func changing(_ program: Program) -> [Quantity] {
    program.inputs.filter { $0.phase == .parameters || $0.phase == .state }.map { $0.quantity }
  }
}

extension Program.Evaluation {
  /// Whether its examples take so little memory that they may as well be there from the start.
  var isSmall: Bool {
    program.setData.allSatisfy { $0.set.shape.count <= 100_000 }
  }
}
