import Matrices

extension RewritingRule {
  /// Base and exponent both depend on the variable: the logarithm is derived.
  static let powerOfPower = RewritingRule.derivation(
    "powerOfPower", es: "derivada logarítmica", en: "logarithmic differentiation",
    example: Example("x^x", "∂/∂x(x^x)", becomes: "x^x·∂/∂x(x·ln(x))")
  ) { formula, variable throws(ShapeError) in
    guard let (base, exponent) = formula.asPower else { return nil }
    let logarithm = try Formula.times(exponent, .apply(EntrywiseFunction.ln, [base]))
    return try .times(formula, .derivative(of: logarithm, by: variable))
  }
}
