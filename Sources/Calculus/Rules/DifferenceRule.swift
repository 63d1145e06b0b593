import Matrices

extension RewritingRule {
  /// The derivative of a difference is the difference of the derivatives.
  static let difference = RewritingRule.derivation(
    "difference", es: "regla de la resta", en: "difference rule",
    example: Example("exp(x) − x", "∂/∂x(exp(x) − x)", becomes: "∂/∂x(exp(x)) − ∂/∂x(x)")
  ) { formula, variable throws(ShapeError) in
    guard let (left, right) = formula.asDifference else { return nil }
    return try .minus(.derivative(of: left, by: variable), .derivative(of: right, by: variable))
  }
}
