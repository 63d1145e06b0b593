import Matrices

extension RewritingRule {
  /// A constant raised to something of the variable.
  static let exponential = RewritingRule.derivation(
    "exponential", es: "regla de la exponencial", en: "exponential rule",
    example: Example("2^x", "∂/∂x(2^x)", becomes: "2^x·ln(2)·∂/∂x(x)")
  ) { formula, variable throws(ShapeError) in
    guard let (base, exponent) = formula.asPower, !base.reads(variable) else { return nil }
    let outer = try Formula.times(formula, .apply(EntrywiseFunction.ln, [base]))
    return try .times(outer, .derivative(of: exponent, by: variable))
  }
}
