import Calculus
import Typesetting

/// The sum is taken for the activation: `f(z)` → `z`, `σ′(z)` → `z·(1 − z)`.
package final class SkippedActivation: Slip {
  package init() {}

  package let id = "skipped-activation"
  package let weight = 5.0
  package let words = Localized(
    es: "Has usado {y} en lugar de {x}: falta aplicar {f}.",
    en: "You used {y} instead of {x}: {f} was not applied.")
  package let question = Localized(
    es: "¿Has aplicado la función de activación?",
    en: "Did you apply the activation function?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    if let (function, argument) = context.activation(of: part) {
      return [PartRewriting(argument, x: part, y: argument, function: function)]
    }
    guard let slope = part.slope, slope.rule.function === EntrywiseFunction.sigmoid else { return [] }
    let z = slope.argument
    return [
      PartRewriting(
        .product(z, .sum([.init(.number(1)), .init(z, isNegative: true)])), x: .call(.sigmoid, z), y: z,
        function: .sigmoid)
    ]
  }
}
