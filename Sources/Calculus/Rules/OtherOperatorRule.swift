import Matrices
import Typesetting

extension RewritingRule {
  /// Any other operator: what it says of its derivative, by each argument that depends on the variable.
  static let otherOperator = RewritingRule.derivation(
    "otherOperator", es: "derivada de", en: "derivative of",
    example: Example("max(x, 2)", "∂/∂x(max(x, 2))", becomes: "∂/∂x(x)·(x > 2)"),
    inGeneral: Localized(es: "derivada de otra operación", en: "derivative of another operation"),
    detail: { part in
      guard case .apply(let application)? = part.asDerivative?.inside else { return nil }
      return application.rule.summary.usage
    },
    derive: { formula, variable throws(ShapeError) in
      guard case .apply(let application) = formula, !(application.rule is EntrywiseDerivative),
        !(application.rule is PendingDerivative)
      else { return nil }
      var parts: [Formula] = []
      for (place, argument) in application.arguments.enumerated() where argument.reads(variable) {
        let gradients = try application.rule.pullback(
          .derivative(of: argument, by: variable), application.arguments, value: formula)
        if let part = gradients[place] { parts.append(part) }
      }
      return try .sum(of: parts) ?? .number(0)
    })
}
