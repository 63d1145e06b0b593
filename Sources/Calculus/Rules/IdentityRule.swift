extension RewritingRule {
  /// The variable has the derivative 1 by itself.
  static let identity = RewritingRule.derivation(
    "identity", es: "derivada de la variable", en: "derivative of the variable",
    example: Example("x + 3", "∂/∂x(x)", becomes: "1")
  ) { formula, variable in
    formula == .reference(variable) ? .number(1) : nil
  }
}
