extension RewritingRule {
  /// What does not depend on the variable has the derivative 0.
  static let constant = RewritingRule.derivation(
    "constant", es: "derivada de una constante", en: "derivative of a constant",
    example: Example("a + x", "∂/∂x(a)", becomes: "0")
  ) { formula, variable in
    formula.reads(variable) ? nil : .number(0)
  }
}
