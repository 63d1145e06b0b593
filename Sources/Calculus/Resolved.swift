import Matrices

/// A formula over the quantities of a program, with what else has to be computed for it.
///
/// Derivatives that the program does not have come along as definitions of their own. Their quantities have ids that are
/// unique within one `Resolved`; two of them may use the same id for different things.
package struct Resolved: Sendable, Hashable {
  /// The formula, over quantities of the program and of `derived`.
  package let formula: Formula
  /// The definitions that the program does not have, in running order.
  package let derived: [Definition]

  package init(_ formula: Formula, derived: [Definition] = []) {
    self.formula = formula
    self.derived = derived
  }

  /// The shape of the formula's value.
  package var shape: Shape { formula.shape }
}

extension Resolved {
  /// The value from the values of the program's quantities.
  package func evaluate(_ value: (Quantity) -> Matrix) -> Matrix {
    var own: [Int: Matrix] = [:]
    for definition in derived {
      own[definition.quantity.id] = definition.formula.evaluate { own[$0.id] ?? value($0) }
    }
    if case .reference(let quantity) = formula { return own[quantity.id] ?? value(quantity) }
    return formula.evaluate { own[$0.id] ?? value($0) }
  }

  /// The quantities of the program that it is computed from, each once.
  package var references: [Quantity] {
    guard !derived.isEmpty else { return formula.references }
    var seen: Set<Int> = []
    var found: [Quantity] = []
    visitReferences { quantity in
      if seen.insert(quantity.id).inserted { found.append(quantity) }
    }
    return found
  }

  /// Calls `visit` with each quantity of the program as often as it is read.
  package func visitReferences(_ visit: (Quantity) -> Void) {
    guard !derived.isEmpty else { return formula.visitReferences(visit) }
    let own = Set(derived.map { $0.quantity.id })
    for formula in derived.map({ $0.formula }) + [formula] {
      formula.visitReferences { if !own.contains($0.id) { visit($0) } }
    }
  }
}
