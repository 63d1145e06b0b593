import Calculus
import Typesetting

extension Derivation {
  /// The formula, the variable, the steps and what comes of them.
  package var members: [(key: String, value: Fact?)] {
    [
      ("formula", formula.fact), ("by", .text(variable.name)), ("steps", .list(steps.map { $0.fact })),
      ("result", result.fact), ("operations", .integer(result.operatorCount)),
    ]
  }
}

extension Derivation.Step {
  /// The rule, what it makes of which part, and the whole line; the place counts arguments from 1.
  fileprivate var fact: Fact {
    .record(
      ("rule", .text(rule.id)), ("kind", .text(rule.kind.rawValue)), ("name", .words(name)),
      ("place", .list(place.map { .integer($0 + 1) })), ("before", before.fact), ("after", after.fact),
      ("line", line.fact))
  }
}

extension ExpressionTrace {
  /// Each node with its operation, its value, its derivatives by the variables and that of the result by it.
  var members: [(key: String, value: Fact?)] {
    let values = values(at: point)
    let tangents = (0..<variableCount).map { self.tangents(by: $0) }
    let adjoints = adjoints()
    return [
      ("by", .list(nodes.prefix(variableCount).map { .text($0.quantity.name) })),
      (
        "nodes",
        .list(
          nodes.enumerated().map { place, node in
            .record(
              ("name", .text(node.quantity.name)), ("operation", node.operation?.fact),
              ("value", .number(values.values[place])),
              ("tangents", .list(tangents.map { .number($0.values[place]) })),
              ("adjoint", .number(adjoints.values[place])))
          })
      ),
    ]
  }
}

extension DerivativeMethods {
  /// What each way gave and cost.
  var members: [(key: String, value: Fact?)] {
    [
      ("by", .list(variables.map { .text($0.name) })), ("distances", .list(distances.map { .number($0) })),
      (
        "methods",
        .list(
          results.map { result in
            .record(
              ("method", .text(result.way.rawValue)), ("runs", .integer(result.runs)),
              ("operations", .integer(result.operations)), ("difference", .number(result.difference)),
              ("derivatives", .list(result.derivatives.map { .number($0) })))
          })
      ),
    ]
  }
}
