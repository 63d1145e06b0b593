import Matrices

extension RewritingRule {
  /// Something of the variable raised to a constant: the power rule, times the derivative of what is inside.
  static let powerOfFunction = RewritingRule.derivation(
    "powerOfFunction", es: "potencia y cadena", en: "power and chain rule",
    example: Example("sin(x)²", "∂/∂x(sin(x)²)", becomes: "2·sin(x)^(2 − 1)·∂/∂x(sin(x))")
  ) { formula, variable throws(ShapeError) in
    guard let (base, exponent) = formula.asPower, !exponent.reads(variable) else { return nil }
    let outer = try Formula.times(exponent, .raised(base, to: .minus(exponent, .number(1))))
    return try .times(outer, .derivative(of: base, by: variable))
  }
}
