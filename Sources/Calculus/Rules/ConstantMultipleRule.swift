import Matrices

extension RewritingRule {
  /// A constant factor, or divisor, stays where it is.
  static let constantMultiple = RewritingRule.derivation(
    "constantMultiple", es: "regla del factor constante", en: "constant multiple rule",
    example: Example("a·sin(x)", "∂/∂x(a·sin(x))", becomes: "a·∂/∂x(sin(x))")
  ) { formula, variable throws(ShapeError) in
    if let (left, right) = formula.asProduct {
      if !left.reads(variable) { return try .times(left, .derivative(of: right, by: variable)) }
      if !right.reads(variable) { return try .times(.derivative(of: left, by: variable), right) }
    }
    guard let (numerator, denominator) = formula.asQuotient, !denominator.reads(variable) else { return nil }
    return try .over(.derivative(of: numerator, by: variable), denominator)
  }
}
