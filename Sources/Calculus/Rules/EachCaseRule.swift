import Matrices

extension RewritingRule {
  /// What is chosen by a condition is derived in each case.
  static let eachCase = RewritingRule.derivation(
    "eachCase", es: "derivada de cada caso", en: "derivative of each case",
    example: Example(
      "where(x > 2, x², x)", "∂/∂x(where(x > 2, x², x))", becomes: "where(x > 2, ∂/∂x(x²), ∂/∂x(x))")
  ) { formula, variable throws(ShapeError) in
    guard case .apply(let application) = formula, application.rule is Choice else { return nil }
    let arguments = application.arguments
    return try .apply(
      application.rule,
      [arguments[0], .derivative(of: arguments[1], by: variable), .derivative(of: arguments[2], by: variable)])
  }
}
