import Calculus
import Matrices

/// Computes the metrics on another set: forward and loss again, over that set's examples.
final class SetEvaluator {
  private let evaluation: Program.Evaluation
  /// What computes the metrics, and before it, of a large set, what computes its examples in pieces.
  private let whole: SetVariant
  private let piece: SetVariant?

  /// - Parameters:
  ///   - pieces: the plan of the set's pieces, if it has any.
  ///   - lesson: the lesson's own plan at work, which has its data.
  init(
    _ evaluation: Program.Evaluation, _ plan: Plan, _ pieces: Plan?, of lesson: Variant, settings: [Int: Double]
  ) throws(ProgramError) {
    self.evaluation = evaluation
    whole = try SetVariant(plan, of: lesson, settings: settings)
    piece = try pieces.map { pieces throws(ProgramError) in try SetVariant(pieces, of: lesson, settings: settings) }
    whole.variant.fillSet(from: 0)
  }

  /// Computes the metrics and puts them where the lesson's program has them.
  func run(into current: Variant, _ place: IterationPlace) {
    if let piece, let pieces = evaluation.pieces {
      piece.take(from: current)
      for start in pieces.starts(of: evaluation.examples) {
        piece.variant.fillSet(from: start)
        piece.run(place)
        for quantity in pieces.joined { join(quantity, of: piece.variant, at: start) }
      }
    }
    whole.take(from: current)
    whole.run(place)
    for result in evaluation.results {
      guard let from = whole.variant.numbers(of: result.metric), let to = current.numbers(of: result.target) else {
        continue
      }
      _ = to.update(fromContentsOf: from.prefix(to.count))
    }
  }

  /// Puts the examples of a piece among all.
  private func join(_ quantity: Quantity, of piece: Variant, at start: Int) {
    guard let from = piece.slot(of: quantity), let to = whole.variant.slot(of: quantity) else { return }
    quantity.examples.put(
      piece.block.start + from.offset, from.shape, at: start, of: whole.variant.block.start + to.offset, to.shape)
  }

  /// The value of a quantity of the set's program, after a run.
  func value(of quantity: Quantity) -> Matrix? {
    whole.variant.slot(of: quantity).map(whole.variant.block.matrix)
  }
}

/// A plan of a set's program at work, with the lesson's numbers.
private final class SetVariant {
  let variant: Variant
  /// Parameters and state: the lesson's new value, and where this program reads it.
  private let copies: [(from: Quantity, to: Slot)]

  init(_ plan: Plan, of lesson: Variant, settings: [Int: Double]) throws(ProgramError) {
    let (main, other) = (lesson.program, plan.program)
    let variant = try Variant(plan, settings: settings)
    // The set's program is cut from the lesson's: what both have has the same id.
    for quantity in Self.data(other) {
      guard let from = lesson.numbers(of: quantity), let to = variant.numbers(of: quantity), from.count == to.count
      else { continue }
      _ = to.update(fromContentsOf: from)
    }
    copies = Self.changing(main).compactMap { quantity in plan.slots[quantity.id].map { (main.updated(quantity), $0) } }
    self.variant = variant
  }

  /// Takes the lesson's parameters and state.
  func take(from current: Variant) {
    for copy in copies {
      if let numbers = current.numbers(of: copy.from) {
        _ = variant.block.numbers(copy.to).update(fromContentsOf: numbers)
      }
    }
  }

  func run(_ place: IterationPlace) {
    variant.setCounters(iteration: place.iteration, epoch: place.epoch, isEpochStart: place.batch == 1)
    if variant.hasDraws { variant.keepEverything() }
    variant.run()
  }

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
