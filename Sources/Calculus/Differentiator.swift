import Matrices
import Typesetting

/// The mechanical derivative: reverse mode over the formulas of a program, giving formulas.
///
/// `∂a/∂b` is how one entry a changes when b is moved and what follows b is computed again. It is the sum over the
/// definitions c that read b of the gradient that flows from `∂a/∂c` back through c's formula. Each such derivative
/// becomes a definition with a name of its own, so that no formula outgrows a line.
package struct Differentiator: Sendable {
  /// The definitions to differentiate through, in running order.
  private var definitions: [Definition] = []
  /// The id that the next quantity gets; whoever makes quantities too sets it before asking for a derivative.
  package var nextID = 0
  /// The place of each defined quantity in `definitions`.
  private var place: [Int: Int] = [:]
  /// The places of the definitions that read each quantity, ascending.
  private var readers: [Int: [Int]] = [:]
  /// For each numerator, what has been derived: the formula of the derivative by quantity id.
  private var known: [Numerator: [Int: Formula]] = [:]
  /// For each numerator, the quantities that hold derivatives of it, by the id of the denominator.
  private var names: [Numerator: [Int: Quantity]] = [:]
  /// For each numerator, the definitions that it depends on.
  private var ancestors: [Numerator: Set<Int>] = [:]
  /// What flows back through each definition, by the id of its quantity, for the numerator that was asked about last.
  private var flows: [Int: Backflow] = [:]
  private var flowing: Numerator?
  /// The definitions made so far, in an order in which they can run.
  package private(set) var derived: [Definition] = []
  /// The operators of all of them, and one for each.
  private var size = 0

  private struct Numerator: Hashable, Sendable {
    let quantity: Int
    let offset: Int
  }

  /// A differentiator that knows no definition yet.
  package init() {}

  /// Adds the next definition in running order; what has been derived before stays right, since no earlier
  /// quantity can depend on it.
  package mutating func append(_ definition: Definition) {
    place[definition.quantity.id] = definitions.count
    for quantity in definition.formula.references { readers[quantity.id, default: []].append(definitions.count) }
    definitions.append(definition)
  }

  /// The derivative of one entry of `numerator` with respect to `denominator`, shaped like `denominator`.
  ///
  /// Zero when no path leads from one to the other.
  package mutating func derivative(
    of numerator: Quantity, at offset: Int, by denominator: Quantity
  ) throws(ShapeError) -> Formula {
    let key = Numerator(quantity: numerator.id, offset: offset)
    if let found = known[key]?[denominator.id] { return found }
    if ancestors[key] == nil { ancestors[key] = dependencies(of: numerator) }
    if flowing != key { (flowing, flows) = (key, [:]) }
    // What is being derived, each after all that reads it: a chain may be longer than the stack is deep.
    var waiting = [Waiting(denominator, consumers(key, reading: denominator))]
    while var next = waiting.popLast() {
      guard known[key]?[next.quantity.id] == nil else { continue }
      if let reader = next.popConsumer() {
        waiting.append(next)
        waiting.append(Waiting(reader, consumers(key, reading: reader)))
      } else {
        let formula = try formula(of: numerator, offset, by: next, key)
        known[key, default: [:]][next.quantity.id] = formula
      }
    }
    return known[key]?[denominator.id] ?? .number(0)
  }

  /// The derivative as `derivative` gives it, but always under its own name: where `∂J/∂ŷ` is the same as `∂J/∂e`, or
  /// a number, a definition `∂J/∂ŷ = ∂J/∂e` is made, so that what was asked for is what is read.
  package mutating func namedDerivative(
    of numerator: Quantity, at offset: Int, by denominator: Quantity
  ) throws(ShapeError) -> Formula {
    let made = try derivative(of: numerator, at: offset, by: denominator)
    let key = Numerator(quantity: numerator.id, offset: offset)
    if let name = names[key]?[denominator.id] { return .reference(name) }
    let whole = made.constant == nil ? made : try .filled(made.constant ?? 0, denominator.shape)
    return try define(whole, numerator, offset, denominator)
  }

  /// A quantity by which to derive, with the definitions that read it.
  private struct Waiting {
    let quantity: Quantity
    let consumers: [Definition]
    private var position = 0

    init(_ quantity: Quantity, _ consumers: [Definition]) {
      self.quantity = quantity
      self.consumers = consumers
    }

    /// The next quantity computed from this one.
    mutating func popConsumer() -> Quantity? {
      guard position < consumers.count else { return nil }
      position += 1
      return consumers[position - 1].quantity
    }
  }

  /// The definitions that read a quantity on the way to the numerator; none behind the numerator itself.
  private func consumers(_ key: Numerator, reading quantity: Quantity) -> [Definition] {
    guard quantity.id != key.quantity, let ancestors = ancestors[key] else { return [] }
    return readers[quantity.id, default: []].filter { ancestors.contains($0) }.map { definitions[$0] }
  }

  /// The derivative by a quantity, once those by all that is computed from it are known.
  private mutating func formula(
    of numerator: Quantity, _ offset: Int, by waiting: Waiting, _ key: Numerator
  ) throws(ShapeError) -> Formula {
    let denominator = waiting.quantity
    if denominator == numerator {
      // Named too, so that a reader sees ∂a₁/∂a and not a matrix with a single 1.
      let unit = try Formula.apply(UnitMatrix(offset: offset, shape: numerator.shape), [])
      return numerator.shape.isScalar ? .number(1) : try named(unit, numerator, offset, denominator)
    }
    var parts: [Formula] = []
    for consumer in waiting.consumers {
      guard let adjoint = known[key]?[consumer.quantity.id], adjoint.constant != 0 else { continue }
      let id = consumer.quantity.id
      parts += try flows[id, default: Backflow(adjoint, through: consumer.formula)].gradients(at: denominator)
    }
    return try named(try Formula.sum(of: parts) ?? .number(0), numerator, offset, denominator)
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
    var flow = Backflow(adjoint, through: formula)
    parts += try flow.gradients(at: target)
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
  private mutating func named(
    _ formula: Formula, _ numerator: Quantity, _ offset: Int, _ denominator: Quantity
  ) throws(ShapeError) -> Formula {
    switch formula {
    case .number, .reference:
      guard formula.shape != denominator.shape else { return formula }
      if formula.constant == 0 { return try .filled(0, denominator.shape) }
    case .apply: break
    }
    return try define(formula, numerator, offset, denominator)
  }

  /// The formula as a definition of its own, named after the derivative that it is.
  private mutating func define(
    _ formula: Formula, _ numerator: Quantity, _ offset: Int, _ denominator: Quantity
  ) throws(ShapeError) -> Formula {
    size += formula.extent.terms
    guard size <= FormulaLimits.terms else {
      throw ShapeError(
        Localized(
          es: "las derivadas que pide la lección son más de \(FormulaLimits.terms) operaciones",
          en: "the derivatives that the lesson asks for are more than \(FormulaLimits.terms) operations"),
        shapes: [denominator.shape])
    }
    let address = numerator.shape.address(of: offset)
    let name = address.isEmpty ? numerator.name : "\(numerator.name)[\(address)]"
    let quantity = Quantity(
      id: nextID, symbol: denominator.symbol, shape: denominator.shape,
      role: .derivative(numerator: name, spelledLike: numerator.symbol),
      examples: denominator.examples)
    nextID += 1
    let definition = Definition(quantity: quantity, formula: formula, phase: .backward, isDerived: true)
    derived.append(definition)
    append(definition)
    names[Numerator(quantity: numerator.id, offset: offset), default: [:]][denominator.id] = quantity
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
