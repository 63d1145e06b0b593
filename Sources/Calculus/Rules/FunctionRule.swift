import Matrices
import Typesetting

extension RewritingRule {
  /// The derivative of a function, written with a prime, is what its table gives.
  static let function = RewritingRule(
    "function", es: "derivada de", en: "derivative of",
    example: Example("exp(2·x)", "exp'(2·x)", becomes: "exp(2·x)"),
    inGeneral: Localized(es: "derivada de una función", en: "derivative of a function"),
    detail: { formula in
      guard case .apply(let application) = formula else { return nil }
      return (application.rule as? EntrywiseDerivative)?.function.nameWithArgument
    },
    rewrite: { formula throws(ShapeError) in
      guard case .apply(let application) = formula, let rule = application.rule as? EntrywiseDerivative else {
        return nil
      }
      return try rule.function.derivative(application.arguments[0])
    })
}
