import Calculus
import Matrices
import Typesetting

/// The pass that builds the conditions for which a run stops.
struct StopsPass {
  /// The lines of `run`.
  let lines: [RunSyntax]

  /// The lines of `run` that say when to stop.
  func make(_ builder: inout FormulaBuilder) throws(LocatedError) {
    for line in lines {
      switch line {
      case .stopAfter(let count, let span, let conditions, let range):
        guard try builder.holds(conditions, LocalNames()) else { continue }
        let number = try builder.integer(count, LocalNames())
        guard number >= 1, number <= 1_000_000_000 else {
          throw LocatedError(
            range, es: "una lección corre entre 1 y 1 000 000 000 de veces, no \(number)",
            en: "a lesson runs between 1 and 1,000,000,000 times, not \(number)")
        }
        builder.draft.program.stops.append(span == .iterations ? .afterIterations(number) : .afterEpochs(number))
      case .stopOnce(let condition, let conditions, let range):
        guard try builder.holds(conditions, LocalNames()) else { continue }
        let formula = try builder.formula(condition, LocalNames(isAddress: true))
        guard formula.shape.isScalar else {
          throw LocatedError(
            range, es: "la condición debe ser un solo número, y es de \(formula.shape)",
            en: "the condition must be one number, and it is \(formula.shape)")
        }
        let text = builder.written.text(condition.range)
        let quantity = control(formula, name: text, &builder)
        builder.draft.program.stops.append(
          .once(quantity, text: text, isEpochTotal: builder.draft.isEpochTotal(formula)))
      case .stopUnlessFalling(let subject, let patience, let range):
        let formula = try builder.formula(subject, LocalNames(isAddress: true))
        let epochs = try builder.integer(patience, LocalNames())
        guard formula.shape.isScalar, epochs >= 1 else {
          throw LocatedError(
            range, es: "hace falta un número que vigilar y al menos una época",
            en: "a number to watch and at least one epoch are needed")
        }
        builder.draft.program.stops.append(
          .unlessFalling(control(formula, name: builder.written.text(subject.range), &builder), epochs: epochs))
      case .keep(_, let set, let range):
        guard builder.draft.program.batching != nil else {
          throw LocatedError(
            range, es: "para apartar ejemplos hacen falta lotes: «X, Y in batches of m, in order»",
            en: "to set examples apart there must be batches: “X, Y in batches of m, in order”")
        }
        guard builder.names.setData[set] == nil else {
          throw LocatedError(
            range, es: "«\(set)» ya tiene datos propios en data", en: "“\(set)” has data of its own in data already")
        }
      case .batches, .tiesExact: break
      }
    }
  }

  /// A quantity that only stopping looks at.
  private func control(_ formula: Formula, name: String, _ builder: inout FormulaBuilder) -> Quantity {
    if case .reference(let quantity) = formula { return quantity }
    builder.draft.takeDerived()
    let quantity = builder.draft.makeQuantity(Symbol(canonical: name), .scalar, .defined(occurrence: 1))
    builder.draft.append(Definition(quantity: quantity, formula: formula, phase: .control, isDerived: true))
    return quantity
  }
}
