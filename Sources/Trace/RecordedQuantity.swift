import Calculus
import Typesetting

/// A quantity as it stands in a recording: `Z1` of the forward pass, `new(W1)` of the update.
public struct RecordedQuantity: Sendable, Hashable {
  /// What the values belong to.
  public let quantity: Quantity
  /// The part of the iteration it belongs to.
  public let phase: Phase
  /// The name in addresses: `Z1`, `new(W1)`, `c.1` for an earlier definition of a repeated name.
  public let name: String

  /// Everything that an iteration of the program has: the batch, parameters and state as used, every definition.
  package static func all(of program: Program) -> [RecordedQuantity] {
    var found: [RecordedQuantity] = []
    for input in program.inputs {
      switch input.initializer {
      case .counter, .examples: continue
      case .formula, .draw, .batch, .evaluation, .file: break
      }
      guard input.phase != .settings else { continue }
      if let batching = program.batching, batching.pairs.contains(where: { $0.all == input.quantity }) { continue }
      found.append(RecordedQuantity(quantity: input.quantity, phase: input.phase, name: input.quantity.name))
    }
    for definition in program.definitions where definition.phase != .control {
      let quantity = definition.quantity
      if program.isGathered(definition) { continue }
      if quantity.isUpdated && !program.updates.contains(where: { $0.new == quantity }) { continue }
      found.append(RecordedQuantity(quantity: quantity, phase: definition.phase, name: quantity.name))
    }
    return found
  }
}
