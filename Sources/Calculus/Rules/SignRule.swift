import Matrices

extension RewritingRule {
  /// A minus sign stays in front.
  static let sign = RewritingRule.derivation(
    "sign", es: "el signo sale fuera", en: "the sign comes out",
    example: Example("−cos(x)", "∂/∂x(−cos(x))", becomes: "−∂/∂x(cos(x))")
  ) { formula, variable throws(ShapeError) in
    guard let inside = formula.asNegation else { return nil }
    return try .minus(.derivative(of: inside, by: variable))
  }
}
