extension Program {
  /// The same lesson with each update made too early: before the lines of the backward pass that read its parameter and
  /// that it does not need itself. Nil where no line reads one so.
  package func updatingEarly() throws(ShapeError) -> (program: Program, parameters: [Quantity])? {
    var formulas = Dictionary(lastOf: definitions.map { ($0.quantity.id, $0.formula) })
    func needs(_ quantity: Int, _ other: Int, _ seen: inout Set<Int>) -> Bool {
      if quantity == other { return true }
      guard seen.insert(quantity).inserted, let formula = formulas[quantity] else { return false }
      return formula.references.contains { needs($0.id, other, &seen) }
    }
    var early: [Quantity] = []
    for update in updates {
      for definition in definitions where definition.phase == .backward {
        let id = definition.quantity.id
        var seen: Set<Int> = []
        guard let formula = formulas[id], formula.reads(update.old), !needs(update.new.id, id, &seen) else { continue }
        formulas[id] = try formula.replacing { $0 == update.old ? .reference(update.new) : nil }
        if early.last != update.old { early.append(update.old) }
      }
    }
    guard !early.isEmpty else { return nil }
    var program = self
    program.definitions = []
    var placed: Set<Int> = []
    let places = Dictionary(lastOf: definitions.enumerated().map { ($0.element.quantity.id, $0.offset) })
    func place(_ definition: Definition) {
      guard placed.insert(definition.quantity.id).inserted else { return }
      let formula = formulas[definition.quantity.id] ?? definition.formula
      for read in formula.references { if let other = places[read.id] { place(definitions[other]) } }
      program.definitions.append(definition.computed(by: formula))
    }
    definitions.forEach(place)
    return (program, early)
  }
}

extension Definition {
  /// The same quantity computed by another formula.
  fileprivate func computed(by formula: Formula) -> Definition {
    Definition(
      quantity: quantity, formula: formula, phase: phase, meaning: meaning, line: line, isEpochTotal: isEpochTotal,
      isDerived: isDerived)
  }
}
