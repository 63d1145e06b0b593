extension Program {
  /// The quantities whose values may differ from one iteration to the next, by id: what is updated, drawn anew, counted
  /// or cut out as a batch, and whatever is computed from such a quantity.
  package var changing: Set<Int> {
    var found = Set(updates.map { $0.old.id } + updates.map { $0.new.id } + accumulations.map { $0.total.id })
    for input in inputs {
      switch input.initializer {
      case .batch, .counter, .evaluation: found.insert(input.quantity.id)
      case .draw where input.phase == .forward: found.insert(input.quantity.id)
      case .formula, .draw, .examples, .file: break
      }
    }
    // In running order: what a line reads stands above it.
    for definition in definitions
    where definition.isEpochTotal || definition.formula.references.contains(where: { found.contains($0.id) }) {
      found.insert(definition.quantity.id)
    }
    return found
  }
}
