import Calculus
import Matrices
import Typesetting

extension Elaborator {
  /// The lines of `run` that say when to stop.
  mutating func stops() throws(LocatedError) {
    for line in runLines {
      switch line {
      case .stopAfter(let count, let span, let conditions, let range):
        guard try holds(conditions, LocalNames()) else { continue }
        let number = try integer(count, LocalNames())
        guard number >= 1, number <= 1_000_000_000 else {
          throw LocatedError(
            range, es: "una lección corre entre 1 y 1 000 000 000 de veces, no \(number)",
            en: "a lesson runs between 1 and 1,000,000,000 times, not \(number)")
        }
        program.stops.append(span == .iterations ? .afterIterations(number) : .afterEpochs(number))
      case .stopOnce(let condition, let conditions, let range):
        guard try holds(conditions, LocalNames()) else { continue }
        let formula = try self.formula(condition, LocalNames(isAddress: true))
        guard formula.shape.isScalar else {
          throw LocatedError(
            range, es: "la condición debe ser un solo número, y es de \(formula.shape)",
            en: "the condition must be one number, and it is \(formula.shape)")
        }
        let text = source.text(condition.range)
        let quantity = control(formula, name: text)
        program.stops.append(.once(quantity, text: text, isEpochTotal: isEpochTotal(formula)))
      case .stopUnlessFalling(let subject, let patience, let range):
        let formula = try self.formula(subject, LocalNames(isAddress: true))
        let epochs = try integer(patience, LocalNames())
        guard formula.shape.isScalar, epochs >= 1 else {
          throw LocatedError(
            range, es: "hace falta un número que vigilar y al menos una época",
            en: "a number to watch and at least one epoch are needed")
        }
        program.stops.append(.unlessFalling(control(formula, name: source.text(subject.range)), epochs: epochs))
      case .keep(_, let set, let range):
        guard program.batching != nil else {
          throw LocatedError(
            range, es: "para apartar ejemplos hacen falta lotes: «X, Y in batches of m, in order»",
            en: "to set examples apart there must be batches: “X, Y in batches of m, in order”")
        }
        guard setData[set] == nil else {
          throw LocatedError(
            range, es: "«\(set)» ya tiene datos propios en data", en: "“\(set)” has data of its own in data already")
        }
      case .batches, .tiesExact: break
      }
    }
  }

  /// A quantity that only stopping looks at.
  private mutating func control(_ formula: Formula, name: String) -> Quantity {
    if case .reference(let quantity) = formula { return quantity }
    takeDerived()
    let quantity = makeQuantity(Symbol(canonical: name), .scalar, .defined(occurrence: 1))
    append(Definition(quantity: quantity, formula: formula, phase: .control, isDerived: true))
    return quantity
  }

  // MARK: - What a reader types

  /// A formula or address that a reader typed, in the scope of the finished lesson: names mean the value used in the
  /// iteration, `new(W)` the one after the update.
  mutating func resolve(_ syntax: FormulaSyntax) throws(LocatedError) -> Resolved {
    readParts = 0
    let found = try formula(syntax, LocalNames(isAddress: true))
    return resolved(found)
  }

  /// The quantity, and the entry if there is an index, that an address names.
  mutating func address(_ syntax: FormulaSyntax) throws(LocatedError) -> (quantity: Quantity, offset: Int?) {
    try place(syntax, LocalNames(isAddress: true))
  }
}
