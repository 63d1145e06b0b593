import Calculus
import Matrices

/// The operations that lead to a number, with their values and derivatives: what automatic differentiation does.
///
/// Forward, the derivatives by one variable go along with the values; backward, one pass from the result gives those by
/// all variables.
package struct ExpressionTrace {
  private let operations: ExpressionOperations
  private let moment: Moment

  /// - Parameters:
  ///   - result: with the definitions that lead to it from the variables.
  ///   - moment: whose values the variables have.
  /// - Throws: when some part on the way is no number (1×1).
  package init(_ result: Resolved, from variables: [Quantity], _ moment: Moment) throws(ShapeError) {
    operations = try ExpressionOperations(result, from: variables, avoiding: moment.program)
    self.moment = moment
  }

  /// The variables, then the operations in running order; the last is the result.
  package var nodes: [ExpressionOperations.Node] { operations.nodes }
  /// How many of them are variables.
  package var variableCount: Int { operations.variableCount }

  /// Numbers for all nodes, and how many operations were done for them.
  package struct Pass: Sendable {
    package var values: [Double]
    package var operations: Int
  }

  /// The values of the variables.
  package var point: [Double] { nodes.prefix(variableCount).map { moment.entry($0.quantity, 0) } }

  /// The values of all nodes, from those of the variables.
  package func values(at point: [Double]) -> Pass {
    var pass = Pass(values: point, operations: 0)
    for node in nodes.dropFirst(variableCount) {
      guard let operation = node.operation else { continue }
      let value = number(operation, pass.values, &pass.operations)
      pass.values.append(value)
    }
    return pass
  }

  /// The derivatives of all nodes by one variable: the values go along with them, as in dual numbers.
  package func tangents(by variable: Int) -> Pass {
    var values = point
    var pass = Pass(values: (0..<variableCount).map { $0 == variable ? 1 : 0 }, operations: 0)
    for node in nodes.dropFirst(variableCount) {
      guard let operation = node.operation else { continue }
      values.append(number(operation, values, &pass.operations))
      var sum = 0.0
      for (term, (place, slope)) in node.reads.enumerated() {
        sum += number(slope, values, &pass.operations) * pass.values[place]
        pass.operations += term == 0 ? 1 : 2
      }
      pass.values.append(sum)
    }
    return pass
  }

  /// The derivatives of the result by all nodes: forward for the values, then backward once.
  package func adjoints() -> Pass {
    let forward = values(at: point)
    var pass = Pass(values: nodes.map { _ in 0 }, operations: forward.operations)
    var isReached = nodes.map { _ in false }
    pass.values[nodes.count - 1] = 1
    for (place, node) in nodes.enumerated().reversed() {
      for (read, slope) in node.reads {
        pass.values[read] += number(slope, forward.values, &pass.operations) * pass.values[place]
        pass.operations += isReached[read] ? 2 : 1
        isReached[read] = true
      }
    }
    return pass
  }

  private func number(_ formula: Formula, _ values: [Double], _ count: inout Int) -> Double {
    count += formula.operatorCount
    let value = formula.evaluate { quantity in
      operations.places[quantity.id].map { Matrix($0 < values.count ? values[$0] : .nan) } ?? moment.value(of: quantity)
    }
    return value.values.first ?? .nan
  }
}
