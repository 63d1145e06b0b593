import Calculus
import Typesetting

/// The derivative of the activation is left out, `u·f′(z)` → `u`, also where it is written out as `a·(1 − a)` or `1 − a²`; or
/// the function itself is taken for it.
package final class ForgotDerivative: Slip {
  package init() {}

  package let id = "forgot-derivative"
  package let weight = 6.0
  package let words = Localized(
    es: "Te falta multiplicar por la derivada {f}′.",
    en: "You did not multiply by the derivative {f}′.")
  package let question = Localized(
    es: "¿Has multiplicado por la derivada de la activación?",
    en: "Did you multiply by the derivative of the activation?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    if let slope = part.slope {
      return [
        PartRewriting(.call(slope.rule.function, slope.argument), function: slope.rule.function, variant: "function")
      ]
    }
    guard let factors = part.factors else { return [] }
    var found: [PartRewriting] = []
    for (place, factor) in factors.enumerated() where !factor.isDivisor {
      if let function = context.derivedFunction(of: factor.tree) {
        found.append(PartRewriting(part.without(factors: [place]), function: function, variant: "\(place)"))
      } else if let (function, other) = Self.writtenOut(factor.tree, among: factors, context) {
        let places = [place, other].compactMap { $0 }
        found.append(PartRewriting(part.without(factors: places), function: function, variant: "\(place)"))
      }
    }
    return found
  }

  /// `1 − a` beside a factor a, which is σ(z), and `1 − a²`, where a is tanh(z): the function, and the place of that factor.
  private static func writtenOut(
    _ tree: Tree, among factors: [Tree.Factor], _ context: SlipContext
  ) -> (function: EntrywiseFunction, other: Int?)? {
    guard let inner = tree.complement else { return nil }
    if let (base, exponent) = inner.power, exponent.constant == 2, let (function, _) = context.activation(of: base),
      function === EntrywiseFunction.tanh
    {
      return (function, nil)
    }
    guard let (function, _) = context.activation(of: inner), function === EntrywiseFunction.sigmoid,
      let other = factors.firstIndex(where: { !$0.isDivisor && $0.tree == inner })
    else { return nil }
    return (function, other)
  }
}
