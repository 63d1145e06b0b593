import Calculus
import Matrices

/// An iteration that is run again, with the same bits, when somebody asks for its numbers: it keeps what the iteration
/// began with and what was counted at its end. One thread at a time may ask.
final class Replay {
  private let plan: Plan
  private let stored: StoredInputs
  private let given: [Double]
  private let used: [Double]
  private let begun: [Double]
  private let counted: [Double]
  private let batch: (first: Int, order: [Int32]?)?
  private let drawn: (seed: UInt64, iteration: Int)?
  private let runsControl: Bool
  private let shelf: Shelf
  /// Which replay it is of those that share the shelf.
  private let number: Int

  /// The blocks of the few that were asked last: a run's replays share it, since each block is large.
  final class Shelf {
    fileprivate var made = 0
    private var latest: [(number: Int, block: NumberBlock)] = []
    private static let room = 3

    /// The block of a replay, computed where it does not lie here.
    fileprivate func block(_ number: Int, _ compute: () -> NumberBlock) -> NumberBlock {
      let kept = latest.firstIndex { $0.number == number }.map { latest.remove(at: $0) }
      let block = kept?.block ?? compute()
      latest = latest.suffix(Self.room - 1) + [(number, block)]
      return block
    }
  }

  /// - Parameters:
  ///   - given: what the run was given, and then the parts of the head that their names say.
  ///   - batch: the first example of the batch, and the order that its epoch takes them in.
  ///   - drawn: what decided what was drawn for the iteration.
  ///   - runsControl: whether stopping was looked at again after metrics on other sets had come in.
  ///   - shelf: where the block lies once somebody has asked for a number that is not kept.
  init(
    _ plan: Plan, _ stored: StoredInputs, given: [Double], used: [Double], begun: [Double], counted: [Double],
    batch: (first: Int, order: [Int32]?)?, drawn: (seed: UInt64, iteration: Int)?, runsControl: Bool, shelf: Shelf
  ) {
    self.shelf = shelf
    shelf.made += 1
    number = shelf.made
    self.plan = plan
    self.stored = stored
    self.given = given
    self.used = used
    self.begun = begun
    self.counted = counted
    self.batch = batch
    self.drawn = drawn
    self.runsControl = runsControl
  }

  /// How many numbers it keeps, besides what was given.
  var kept: Int { used.count + begun.count + counted.count }

  /// The numbers of a slot.
  func numbers(_ slot: Slot) -> [Double] {
    let head = plan.head
    for (range, numbers) in [(head.used, used), (head.counted, counted)] where range.contains(slot.offset) {
      return Array(numbers[(slot.offset - range.lowerBound)..<(slot.offset - range.lowerBound + slot.count)])
    }
    return block.copy(of: slot.offset..<(slot.offset + slot.count))
  }

  /// The block after the iteration.
  private var block: NumberBlock { shelf.block(number, compute) }

  private func compute() -> NumberBlock {
    let head = plan.head
    let variant = Variant(plan, stored: stored)
    variant.block.set(head.given, to: given)
    variant.block.set(head.used, to: used)
    variant.block.set(head.counted, to: begun)
    if let batch { variant.fillBatch(first: batch.first, order: batch.order) }
    if let drawn { variant.draw(seed: drawn.seed, iteration: drawn.iteration) }
    variant.run()
    if runsControl {
      variant.block.set(head.counted, to: counted)
      variant.runControl()
    }
    return variant.block
  }
}
