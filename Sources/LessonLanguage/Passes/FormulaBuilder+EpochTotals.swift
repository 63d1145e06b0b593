import Calculus
import Matrices
import Typesetting

extension FormulaBuilder {
  /// `Σepoch x`, `mean_epoch(x)`: a quantity that gathers x over the epoch.
  mutating func accumulated(
    _ term: Formula, isMean: Bool, written: FormulaSyntax, _ range: SourceRange, _ scope: LocalNames
  ) throws(LocatedError) -> Formula {
    guard term.shape.isScalar else {
      throw LocatedError(
        range, es: "lo que se acumula en la época es un número, y esto es de \(term.shape); súmalo antes con Σ",
        en: "what is accumulated over the epoch is a number, and this is \(term.shape); sum it first with Σ")
    }
    if let known = draft.program.total(of: term, isMean: isMean), draft.isComplete { return .reference(known) }
    let text = text(of: written, scope)
    let name = isMean ? "mean_epoch(\(text))" : written.endsReduction ? "Σepoch (\(text))" : "Σepoch \(text)"
    // An index of a loop is a number that nobody has typed.
    if draft.isComplete, let known = draft.program.accumulations.first(where: { $0.total.symbol.name == name }) {
      return .reference(known.total)
    }
    guard !draft.isComplete else {
      throw LocatedError(
        range, es: "las sumas de la época se definen en metrics", en: "sums over the epoch are defined in metrics")
    }
    draft.takeDerived()
    let quantity: Quantity
    if case .reference(let known) = term {
      quantity = known
    } else {
      quantity = draft.makeQuantity(
        Symbol(canonical: text), .scalar, .defined(occurrence: 1))
      draft.append(Definition(quantity: quantity, formula: term, phase: .metrics, isDerived: true))
    }
    let total = draft.makeQuantity(Symbol(canonical: name), .scalar, .defined(occurrence: 1))
    draft.program.accumulations.append(Program.Accumulation(term: quantity, total: total, isMean: isMean))
    draft.epochTotals.insert(total.id)
    return .reference(total)
  }
}

extension FormulaSyntax {
  /// Whether it is a sum or a comparison, to which a Σ does not reach without parentheses.
  fileprivate var endsReduction: Bool {
    guard case .infix(let sign, _, _, _) = self else { return false }
    switch sign {
    case .plus, .minus, .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: return true
    case .dot, .entrywise, .star, .divide, .cross: return false
    }
  }
}

extension Program {
  /// The sum or mean over an epoch that the lesson has of a number.
  fileprivate func total(of term: Formula, isMean: Bool) -> Quantity? {
    accumulations.first { known in
      known.isMean == isMean
        && (.reference(known.term) == term || definition(of: known.term)?.formula == term)
    }?.total
  }
}

/// Runs a shape rule and gives its error a place.
package func shaped<Value>(_ range: SourceRange?, _ body: () throws(ShapeError) -> Value) throws(LocatedError) -> Value
{
  do {
    return try body()
  } catch {
    throw LocatedError(range, error.reason)
  }
}
