import Matrices

/// The mechanical derivative: reverse mode over the formulas of a program, giving formulas.
///
/// `∂a/∂b` is how one entry a changes when b is moved and what follows b is computed again. It is the sum over the
/// definitions c that read b of the gradient that flows from `∂a/∂c` back through c's formula. Each such derivative
/// becomes a definition with a name of its own, so that no formula outgrows a line.
package final class Differentiator {
  /// The definitions to differentiate through, in running order.
  private var definitions: [Definition] = []
  /// Makes a quantity with the next free id.
  private let makeQuantity: (Symbol, Shape, Quantity.Role) -> Quantity
  /// The place of each defined quantity in `definitions`.
  private var place: [Int: Int] = [:]
  /// For each numerator, what has been derived: the formula of the derivative by quantity id.
  private var known: [Numerator: [Int: Formula]] = [:]
  /// For each numerator, the definitions that it depends on.
  private var ancestors: [Numerator: Set<Int>] = [:]
  /// The definitions made so far, in an order in which they can run.
  package private(set) var derived: [Definition] = []

  private struct Numerator: Hashable {
    let quantity: Int
    let offset: Int
  }

  /// A differentiator that knows no definition yet.
  ///
  /// - Parameter makeQuantity: gives a new quantity its id.
  package init(makeQuantity: @escaping (Symbol, Shape, Quantity.Role) -> Quantity) {
    self.makeQuantity = makeQuantity
  }

  /// Adds the next definition in running order; what has been derived before stays right, since no earlier
  /// quantity can depend on it.
  package func append(_ definition: Definition) {
    place[definition.quantity.id] = definitions.count
    definitions.append(definition)
  }

  /// The derivative of one entry of `numerator` with respect to `denominator`, shaped like `denominator`.
  ///
  /// Zero when no path leads from one to the other.
  package func derivative(
    of numerator: Quantity, at offset: Int, by denominator: Quantity
  ) throws(ShapeError) -> Formula {
    let key = Numerator(quantity: numerator.id, offset: offset)
    if let found = known[key]?[denominator.id] { return found }
    if ancestors[key] == nil { ancestors[key] = dependencies(of: numerator) }

    let formula: Formula
    if denominator == numerator {
      // Named too, so that a reader sees ∂a₁/∂a and not a matrix with a single 1.
      let unit = try Formula.apply(UnitMatrix(offset: offset, shape: numerator.shape), [])
      formula = numerator.shape.isScalar ? .number(1) : try named(unit, numerator, offset, denominator)
    } else {
      var parts: [Formula] = []
      for index in ancestors[key, default: []].sorted() where readsDirectly(definitions[index], denominator) {
        let consumer = definitions[index]
        let adjoint = try derivative(of: numerator, at: offset, by: consumer.quantity)
        guard adjoint.constant != 0 else { continue }
        try Self.flow(adjoint, through: consumer.formula, to: denominator, into: &parts)
      }
      formula = try named(try Formula.sum(of: parts) ?? .number(0), numerator, offset, denominator)
    }
    known[key, default: [:]][denominator.id] = formula
    return formula
  }

  /// The derivative of a formula of one's own, entry by entry, with respect to a stand-in for its argument.
  package static func entrywiseDerivative(of formula: Formula, by argument: Quantity) throws(ShapeError) -> Formula {
    var parts: [Formula] = []
    try flow(.filled(1, formula.shape), through: formula, to: argument, into: &parts)
    if let sum = try Formula.sum(of: parts) { return sum }
    return try .filled(0, argument.shape)
  }

  /// The gradients that arrive at each reading of `target` when `adjoint` enters at the top of `formula`.
  package static func flow(
    _ adjoint: Formula, through formula: Formula, to target: Quantity, into parts: inout [Formula]
  ) throws(ShapeError) {
    switch formula {
    case .number: break
    case .reference(let quantity):
      if quantity == target { parts.append(adjoint) }
    case .apply(let application):
      guard formula.reads(target) else { return }
      let gradients = try application.rule.pullback(adjoint, application.arguments, value: formula)
      for (argument, gradient) in zip(application.arguments, gradients) {
        guard let gradient else { continue }
        try flow(gradient, through: argument, to: target, into: &parts)
      }
    }
  }

  private func readsDirectly(_ definition: Definition, _ quantity: Quantity) -> Bool {
    definition.formula.reads(quantity)
  }

  /// The places of the definitions that `quantity` is computed from, its own included.
  private func dependencies(of quantity: Quantity) -> Set<Int> {
    var found: Set<Int> = []
    var waiting = [quantity]
    while let next = waiting.popLast() {
      guard let index = place[next.id], found.insert(index).inserted else { continue }
      waiting.append(contentsOf: definitions[index].formula.references)
    }
    return found
  }

  /// The formula as a definition of its own, unless it is too short to deserve one.
  private func named(
    _ formula: Formula, _ numerator: Quantity, _ offset: Int, _ denominator: Quantity
  ) throws(ShapeError) -> Formula {
    switch formula {
    case .number, .reference:
      guard formula.shape != denominator.shape else { return formula }
      if formula.constant == 0 { return try .filled(0, denominator.shape) }
    case .apply: break
    }
    let address = numerator.shape.address(of: offset)
    let name = address.isEmpty ? numerator.name : "\(numerator.name)[\(address)]"
    let quantity = makeQuantity(denominator.symbol, denominator.shape, .derivative(numerator: name))
    let definition = Definition(quantity: quantity, formula: formula, phase: .backward, isDerived: true)
    derived.append(definition)
    append(definition)
    return .reference(quantity)
  }
}

extension Formula {
  /// The parts added from left to right; nil when there are none.
  package static func sum(of parts: [Formula]) throws(ShapeError) -> Formula? {
    guard var sum = parts.first else { return nil }
    for part in parts.dropFirst() { sum = try .adding(sum, part) }
    return sum
  }

  /// Whether the quantity is read anywhere in it.
  package func reads(_ quantity: Quantity) -> Bool {
    switch self {
    case .number: false
    case .reference(let found): found == quantity
    case .apply(let application): application.arguments.contains { $0.reads(quantity) }
    }
  }
}
