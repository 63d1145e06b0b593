import Matrices
import Typesetting

extension RewritingRule {
  /// A function of the variable itself has the derivative that its table gives.
  static let functionOfVariable = RewritingRule.derivation(
    "functionOfVariable", es: "derivada de", en: "derivative of",
    example: Example("sin(x)", "∂/∂x(sin(x))", becomes: "cos(x)"),
    inGeneral: Localized(es: "derivada de una función", en: "derivative of a function"),
    detail: { $0.asDerivative?.inside.functionName },
    derive: { formula, variable throws(ShapeError) in
      guard let (function, argument) = formula.asFunction, argument == .reference(variable) else { return nil }
      return try function.derivative(argument)
    })
}

extension Formula {
  /// How the function at the top is written, with its argument alone: `sin(z)`.
  var functionName: String? { asFunction?.function.nameWithArgument }
}

extension EntrywiseFunction {
  /// `sin(z)`, `leaky_relu(z)`: without the parameters that it may have.
  var nameWithArgument: String {
    guard let comma = summary.usage.firstIndex(of: ",") else { return summary.usage }
    return summary.usage[..<comma] + ")"
  }
}
