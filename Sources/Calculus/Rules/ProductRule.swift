import Matrices

extension RewritingRule {
  /// The derivative of a product: that of the first times the second, and the first times that of the second.
  static let product = RewritingRule.derivation(
    "product", es: "regla del producto", en: "product rule",
    example: Example("x·sin(x)", "∂/∂x(x·sin(x))", becomes: "∂/∂x(x)·sin(x) + x·∂/∂x(sin(x))")
  ) { formula, variable throws(ShapeError) in
    guard let (left, right) = formula.asProduct else { return nil }
    return try .plus(
      .times(.derivative(of: left, by: variable), right), .times(left, .derivative(of: right, by: variable)))
  }
}
