import Calculus
import Matrices
import Typesetting

/// Leaving open how many examples there are, where a lesson has all of them in one batch and other sets have more or
/// fewer.
extension BatchesPass {
  /// From here on data with another number of examples on one of the sets have as many as the batch, and so has what is
  /// computed from them.
  func openLength(
    of sets: [(name: String, examples: Int)], isOpen: Bool, _ builder: inout FormulaBuilder
  ) throws(LocatedError) {
    var opened: [Int: Quantity] = [:]
    var length: Int?
    for set in sets {
      for (name, own) in (builder.names.setData[set.name] ?? [:]).sorted(by: { $0.key < $1.key }) {
        guard let quantity = builder.names.addresses[name], own.shape != quantity.shape else { continue }
        let count = quantity.exampleCount
        if count == 1 && !isOpen { return }
        if let length, length != count {
          let line = builder.draft.program.input(of: quantity)?.line
          throw LocatedError(
            dataLines.first { $0.line == line },
            es: "«\(name)» tiene \(Noun.example(count).es) y otros datos con «for \(set.name)» \(length)",
            en: "“\(name)” has \(Noun.example(count).en) and other data with “for \(set.name)” \(length)")
        }
        length = count
        opened[quantity.id] = quantity.shaped(
          quantity.examples.shape(BatchLength.size(usual: count), like: quantity.shape))
      }
    }
    guard let length, let first = sets.first else { return }
    builder.draft.program.usualLength = length
    try builder.open(opened, set: first.name, lines: dataLines)
  }
}

extension FormulaBuilder {
  /// Gives data other shapes, and what is computed from them.
  fileprivate mutating func open(
    _ quantities: [Int: Quantity], set: String, lines: [SourceRange]
  ) throws(LocatedError) {
    var opened = quantities
    for (place, input) in draft.program.inputs.enumerated() {
      var initializer = input.initializer
      if case .formula(let formula) = initializer, formula.references.contains(where: { opened[$0.id] != nil }) {
        do throws(ShapeError) {
          let changed = try formula.replacing { opened[$0.id].map(Formula.reference) }
          initializer = .formula(changed)
          if input.phase == .data, changed.shape.dependsOnBatch {
            opened[input.quantity.id] = input.quantity.shaped(changed.shape)
          }
        } catch {
          throw LocatedError.notDerivable(
            lines.first { $0.line == input.line }, input.quantity.symbol.name, on: set, error.reason)
        }
      }
      draft.program.inputs[place] = Program.Input(
        quantity: opened[input.quantity.id] ?? input.quantity, phase: input.phase, initializer: initializer,
        meaning: input.meaning, line: input.line, isDrawnTransposed: input.isDrawnTransposed,
        replacedDraw: input.replacedDraw)
    }
    for (id, quantity) in opened { draft.quantities[id] = quantity }
    names.mean(opened)
    names.occurrences = names.occurrences.mapValues { $0.map { opened[$0.id] ?? $0 } }
  }
}
