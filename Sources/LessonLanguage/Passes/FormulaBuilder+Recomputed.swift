import Calculus
import Typesetting

extension FormulaBuilder {
  /// `new(E)` of what an iteration computes: the same formulas with the parameters and states as the updates have left
  /// them so far, the batch and what was drawn as they were.
  mutating func recomputed(_ quantity: Quantity, _ range: SourceRange) throws(LocatedError) -> Formula {
    guard !draft.program.isEpochTotal(quantity), !draft.epochTotals.contains(quantity.id) else {
      throw LocatedError(
        range, es: "«\(quantity.symbol)» se mide una vez por época: no se vuelve a calcular tras una iteración",
        en: "“\(quantity.symbol)” is measured once in an epoch: it is not computed again after an iteration")
    }
    var made: [Int: Quantity] = [:]
    return .reference(try again(quantity, &made, range))
  }

  private mutating func again(
    _ quantity: Quantity, _ made: inout [Int: Quantity], _ range: SourceRange
  ) throws(LocatedError) -> Quantity {
    let updated = draft.program.updated(quantity)
    guard updated == quantity else { return updated }
    if let known = made[quantity.id] ?? draft.recomputed(quantity) { return known }
    guard let definition = draft.program.definition(of: quantity), definition.phase < .update else { return quantity }
    var changed: [Int: Quantity] = [:]
    for reference in definition.formula.references where changed[reference.id] == nil {
      let other = try again(reference, &made, range)
      if other != reference { changed[reference.id] = other }
    }
    made[quantity.id] = quantity
    guard !changed.isEmpty else { return quantity }
    let formula = try shaped(range) { () throws(ShapeError) in
      try definition.formula.replacing { changed[$0.id].map { .reference($0) } }
    }
    try budget.take(quantity.shape.count, at: range)
    let new = draft.makeQuantity(quantity.symbol, quantity.shape, .recomputed)
    draft.takeRecomputed(
      Definition(
        quantity: new, formula: formula, phase: .update, meaning: definition.meaning, line: nil, isDerived: true),
      for: quantity)
    made[quantity.id] = new
    return new
  }
}
