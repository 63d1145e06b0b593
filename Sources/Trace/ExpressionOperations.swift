import Calculus
import Matrices
import Typesetting

/// The operations that lead from some variables to a number, one after the other.
///
/// Each is a node with a name: that of the lesson where it has one, else v1, v2, … innermost first.
package struct ExpressionOperations: Sendable {
  /// One operation, or a variable.
  package struct Node: Sendable {
    package let quantity: Quantity
    /// What computes it, from variables, nodes and what depends on none of these; nil for a variable.
    package let operation: Formula?
    /// The nodes and variables that it reads, by their places, with the derivative by each.
    let reads: [(place: Int, slope: Formula)]
  }

  /// The variables, then the operations in running order; the last is the result.
  package private(set) var nodes: [Node] = []
  /// How many of them are variables.
  package let variableCount: Int
  /// The places of nodes by the ids of their quantities.
  private(set) var places: [Int: Int] = [:]
  /// The definitions that lead from the variables to the result, by quantity.
  private let definitions: [Int: Definition]
  private var namelessCount = 0
  private let letter: String

  /// - Parameters:
  ///   - result: with the definitions that lead to it from the variables.
  ///   - program: whose names no node may have.
  /// - Throws: when some part on the way is no number (1×1).
  package init(_ result: Resolved, from variables: [Quantity], avoiding program: Program) throws(ShapeError) {
    definitions = Dictionary(lastOf: result.derived.map { ($0.quantity.id, $0) })
    variableCount = variables.count
    let taken = program.quantities.map { $0.symbol.name }
    letter = ["v", "u", "w", "n"].first { letter in !taken.contains { $0.hasPrefix(letter) } } ?? "node"
    for variable in variables {
      places[variable.id] = nodes.count
      nodes.append(Node(quantity: variable, operation: nil, reads: []))
    }
    let last = try placed(result.formula)
    // A result that is a variable, or depends on none, is an operation all the same: the last node.
    if last == nil || last != nodes.count - 1 || nodes.count == variableCount { try append(result.formula, as: nil) }
  }

  /// The place of a formula's value among the nodes; nil where it depends on no variable.
  private mutating func placed(_ formula: Formula) throws(ShapeError) -> Int? {
    switch formula {
    case .number: return nil
    case .reference(let quantity):
      if let known = places[quantity.id] { return known }
      guard let definition = definitions[quantity.id] else { return nil }
      try append(try taken(definition.formula), as: quantity)
      return nodes.count - 1
    case .apply:
      guard depends(formula) else { return nil }
      try append(try taken(formula), as: nil)
      return nodes.count - 1
    }
  }

  /// A formula whose arguments have become nodes.
  private mutating func taken(_ formula: Formula) throws(ShapeError) -> Formula {
    guard case .apply(let application) = formula else {
      _ = try placed(formula)
      return formula
    }
    var arguments: [Formula] = []
    for argument in application.arguments {
      arguments.append(try placed(argument).map { .reference(nodes[$0].quantity) } ?? argument)
    }
    return try .apply(application.rule, arguments)
  }

  private mutating func append(_ operation: Formula, as quantity: Quantity?) throws(ShapeError) {
    guard operation.shape.isScalar else {
      throw ShapeError(
        Localized(
          es: "la traza es de números (1×1), y aquí hay una parte de \(operation.shape)",
          en: "a trace is made of numbers (1×1), and a part here is \(operation.shape)"), shapes: [operation.shape])
    }
    guard nodes.count < Self.mostNodes else {
      throw ShapeError(
        Localized(
          es: "la traza tiene más de \(Self.mostNodes) operaciones; elige una parte",
          en: "the trace has more than \(Self.mostNodes) operations; choose a part"), shapes: [])
    }
    var reads: [(place: Int, slope: Formula)] = []
    for read in operation.references {
      guard let place = places[read.id] else { continue }
      reads.append((place, try Differentiator.entrywiseDerivative(of: operation, by: read)))
    }
    if quantity == nil { namelessCount += 1 }
    let own =
      quantity
      ?? Quantity(
        id: Int.min + nodes.count,
        symbol: Symbol(
          canonical: Spelling.canonical("\(letter)\(namelessCount)"), entryNames: .addresses,
          layers: nodes.first?.quantity.symbol.layers), shape: .scalar)
    places[own.id] = nodes.count
    nodes.append(Node(quantity: own, operation: operation, reads: reads))
  }

  /// Operations at most.
  package static let mostNodes = 400

  private func depends(_ formula: Formula) -> Bool {
    formula.references.contains { places[$0.id] != nil || definitions[$0.id] != nil }
  }
}

extension Formula {
  /// How many operations computing it takes, each as often as it is written.
  package var operatorCount: Int {
    guard case .apply(let application) = self else { return 0 }
    return application.arguments.reduce(1) { $0 + $1.operatorCount }
  }
}
