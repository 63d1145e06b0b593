import Matrices

extension RewritingRule {
  /// The variable raised to a constant.
  static let power = RewritingRule.derivation(
    "power", es: "regla de la potencia", en: "power rule",
    example: Example("x³", "∂/∂x(x³)", becomes: "3·x^(3 − 1)")
  ) { formula, variable throws(ShapeError) in
    guard let (base, exponent) = formula.asPower, base == .reference(variable), !exponent.reads(variable) else {
      return nil
    }
    return try .times(exponent, .raised(base, to: .minus(exponent, .number(1))))
  }
}
