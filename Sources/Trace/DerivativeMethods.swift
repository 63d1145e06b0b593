import Calculus
import Matrices

/// The derivatives of one number by some variables, computed in each of the ways there are, with what each one cost.
package struct DerivativeMethods {
  /// A way to a derivative.
  package enum Way: String, Sendable, CaseIterable {
    /// Formulas derived rule by rule, then computed.
    case rules
    /// Central differences: twice as many evaluations as variables.
    case differences
    /// Derivatives along with the values: a pass for each variable.
    case forward
    /// One pass there and one back, for all variables.
    case backward
  }

  /// What one way gave.
  package struct Result: Sendable {
    package let way: Way
    /// The derivative by each variable.
    package let derivatives: [Double]
    /// Evaluations, passes or formulas.
    package let runs: Int
    /// Operations done in all of them, counted while they were done.
    package let operations: Int
    /// The largest distance from what the backward pass gave.
    package let difference: Double
  }

  package let variables: [Quantity]
  package let results: [Result]
  /// The steps of the central differences, by variable.
  package let distances: [Double]

  /// - Parameters:
  ///   - result: with the definitions that lead to it from the variables.
  ///   - moment: whose values the variables have.
  package init(_ result: Resolved, from variables: [Quantity], _ moment: Moment) throws(ShapeError) {
    self.variables = variables
    let trace = try ExpressionTrace(result, from: variables, moment)
    let backward = trace.adjoints()
    let reference = Array(backward.values.prefix(variables.count))
    func made(_ way: Way, _ derivatives: [Double], runs: Int, operations: Int) -> Result {
      Result(
        way: way, derivatives: derivatives, runs: runs, operations: operations,
        difference: zip(derivatives, reference).reduce(0) { worst, pair in
          let distance = abs(pair.0 - pair.1)
          return distance > worst || distance.isNaN ? distance : worst
        })
    }
    var results: [Result] = []

    let formula = try result.writtenOut()
    var derivatives: [Double] = []
    var operations = 0
    for variable in variables {
      let derived = try Derivation(of: formula, by: variable).result
      derivatives.append(moment.evaluate(derived).values.first ?? .nan)
      operations += derived.operatorCount
    }
    results.append(made(.rules, derivatives, runs: variables.count, operations: operations))

    derivatives = []
    operations = 0
    // About the third root of the last binary digit: there rounding and the curve's own bend do the same harm.
    let point = trace.point
    distances = point.map { 0x1p-17 * max(1, abs($0)) }
    for (place, distance) in distances.enumerated() {
      var sides: [Double] = []
      for sign in [1.0, -1.0] {
        var moved = point
        moved[place] += sign * distance
        let pass = trace.values(at: moved)
        sides.append(pass.values.last ?? .nan)
        operations += pass.operations
      }
      derivatives.append((sides[0] - sides[1]) / ((point[place] + distance) - (point[place] - distance)))
    }
    results.append(made(.differences, derivatives, runs: 2 * variables.count, operations: operations))

    derivatives = []
    operations = 0
    for place in variables.indices {
      let pass = trace.tangents(by: place)
      derivatives.append(pass.values.last ?? .nan)
      operations += pass.operations
    }
    results.append(made(.forward, derivatives, runs: variables.count, operations: operations))
    results.append(made(.backward, reference, runs: 1, operations: backward.operations))
    self.results = results
  }
}
