import Matrices

extension RewritingRule {
  /// The derivative of a sum is the sum of the derivatives.
  static let sum = RewritingRule.derivation(
    "sum", es: "regla de la suma", en: "sum rule",
    example: Example("x² + sin(x)", "∂/∂x(x² + sin(x))", becomes: "∂/∂x(x²) + ∂/∂x(sin(x))")
  ) { formula, variable throws(ShapeError) in
    guard let (left, right) = formula.asSum else { return nil }
    return try .plus(.derivative(of: left, by: variable), .derivative(of: right, by: variable))
  }
}
