import Matrices

extension RewritingRule {
  /// The derivative of a quotient, over the square of the denominator.
  static let quotient = RewritingRule.derivation(
    "quotient", es: "regla del cociente", en: "quotient rule",
    example: Example("sin(x)/x", "∂/∂x(sin(x)/x)", becomes: "(∂/∂x(sin(x))·x − sin(x)·∂/∂x(x))/x²")
  ) { formula, variable throws(ShapeError) in
    guard let (numerator, denominator) = formula.asQuotient else { return nil }
    let above = try Formula.minus(
      .times(.derivative(of: numerator, by: variable), denominator),
      .times(numerator, .derivative(of: denominator, by: variable)))
    return try .over(above, .raised(denominator, to: .number(2)))
  }
}
