import Matrices

extension RewritingRule {
  /// A function of something else: its derivative there, times that of what is inside.
  static let chain = RewritingRule.derivation(
    "chain", es: "regla de la cadena", en: "chain rule",
    example: Example("sin(x²)", "∂/∂x(sin(x²))", becomes: "sin'(x²)·∂/∂x(x²)")
  ) { formula, variable throws(ShapeError) in
    guard let (function, argument) = formula.asFunction else { return nil }
    return try .times(.apply(EntrywiseDerivative(of: function), [argument]), .derivative(of: argument, by: variable))
  }
}
