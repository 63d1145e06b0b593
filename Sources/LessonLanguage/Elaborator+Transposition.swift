import Calculus

extension Elaborator {
  /// Rewrites the finished program for the other convention; addresses follow.
  mutating func transpose() throws(LocatedError) {
    program.quantities = quantities
    let original = program
    program = try shaped(nil) { () throws(ShapeError) in try original.transposed() }
    quantities = program.quantities
    latest = latest.mapValues(\.transposed)
    addresses = addresses.mapValues(\.transposed)
    occurrences = occurrences.mapValues { $0.map(\.transposed) }
    var extra: [Int: Definition] = [:]
    for (id, definition) in extraDefinitions {
      extra[id] = try shaped(nil) { () throws(ShapeError) in try definition.transposed() }
    }
    extraDefinitions = extra
    // Derivatives asked for from here on are those of the rewritten formulas.
    differentiator = Differentiator()
    takenDerived = 0
    for definition in program.definitions where definition.phase < .update { differentiator.append(definition) }
  }
}
