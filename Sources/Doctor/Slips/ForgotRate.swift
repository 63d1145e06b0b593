import Typesetting

/// A setting, such as the learning rate, is left out of a product: `η·u` → `u`.
package final class ForgotRate: Slip {
  package init() {}

  package let id = "forgot-rate"
  package let weight = 4.0
  package let family: SlipFamily? = .factor
  package let words = Localized(
    es: "Te falta la tasa o el ajuste {x}.",
    en: "You left out the rate or setting {x}.")
  package let question = Localized(
    es: "¿Has usado la tasa de aprendizaje u otro ajuste de la fórmula?",
    en: "Did you use the learning rate or another setting of the formula?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    guard let factors = part.factors else { return [] }
    return factors.indices.compactMap { place in
      guard context.isSetting(factors[place].tree) else { return nil }
      return PartRewriting(part.without(factors: [place]), x: factors[place].tree, variant: "\(place)")
    }
  }
}
