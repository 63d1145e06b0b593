extension Program {
  /// The program with no more lines than a run needs: those that its updates, its stops and its objective come from, and
  /// these quantities. What it computes has the same bits.
  package func keeping(_ quantities: [Quantity]) -> Program {
    var needed = Set((quantities + [objective].compactMap { $0 }).map { $0.id })
    var kept: [Definition] = []
    // A sum over the epoch is read before its term has been met: its term is needed with it.
    func need(_ id: Int) {
      guard needed.insert(id).inserted else { return }
      for accumulation in accumulations where accumulation.total.id == id { need(accumulation.term.id) }
    }
    for accumulation in accumulations where needed.contains(accumulation.total.id) { need(accumulation.term.id) }
    for definition in definitions.reversed()
    where needed.contains(definition.quantity.id) || definition.quantity.isUpdated || definition.phase == .control {
      kept.append(definition)
      for reference in definition.formula.references { need(reference.id) }
    }
    var program = self
    program.definitions = kept.reversed()
    program.accumulations = accumulations.filter { needed.contains($0.total.id) }
    program.remainder = remainder?.keeping(quantities)
    return program
  }

  /// Its lines, those first from which the objective, the updates or the stops come: where these are not finite any more,
  /// a line that nothing comes from is not the reason, though it may have been so from the start.
  package var decisiveFirst: [Definition] {
    let decisive = keeping([]).definitions
    let ids = Set(decisive.map { $0.quantity.id })
    return decisive + definitions.filter { !ids.contains($0.quantity.id) }
  }
}
