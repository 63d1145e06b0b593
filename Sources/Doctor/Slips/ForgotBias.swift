import Typesetting

/// A parameter that is added to a weighted sum is left out: `z + b` → `z`.
package final class ForgotBias: Slip {
  package init() {}

  package let id = "forgot-bias"
  package let weight = 4.0
  package let words = Localized(
    es: "Te falta sumar el sesgo {x}.",
    en: "You did not add the bias {x}.")
  package let question = Localized(
    es: "¿Has sumado el sesgo?",
    en: "Did you add the bias?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    part.leavingOutTerms { context.isParameter($0) }
  }
}
