import Calculus

extension Elaborator {
  /// Rewrites the finished program for the other convention; addresses follow.
  func transpose() throws(LocatedError) {
    program.quantities = quantities
    program = try shaped(nil) { () throws(ShapeError) in try program.transposed() }
    quantities = program.quantities
    latest = latest.mapValues(\.transposed)
    addresses = addresses.mapValues(\.transposed)
    occurrences = occurrences.mapValues { $0.map(\.transposed) }
    evaluations = evaluations.map { evaluation in
      Evaluation(
        set: evaluation.set, elaborator: evaluation.elaborator,
        results: evaluation.results.map { ($0.metric, $0.target.transposed) })
    }
    var probes: [Int: Definition] = [:]
    for (id, definition) in probeDefinitions {
      probes[id] = try shaped(nil) { () throws(ShapeError) in try definition.transposed() }
    }
    probeDefinitions = probes
    // Derivatives asked for from here on are those of the rewritten formulas.
    differentiator = Differentiator { [unowned self] symbol, shape, role in makeQuantity(symbol, shape, role) }
    takenDerived = 0
    for definition in program.definitions where definition.phase < .update { differentiator.append(definition) }
  }
}
