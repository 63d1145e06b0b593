import Typesetting

/// A parameter that is added to a weighted sum is left out: `z + b` → `z`.
package final class ForgotBias: Slip {
  package init() {}

  package let id = "forgot-bias"
  package let weight = 4.0
  package let words = Localized(
    es: "Te falta sumar el sesgo {x}.",
    en: "You did not add the bias {x}.")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    guard let terms = part.terms, terms.count > 1 else { return [] }
    return terms.indices.compactMap { place in
      guard context.isParameter(terms[place].tree) else { return nil }
      return PartRewriting(part.without(terms: [place]), x: terms[place].tree, variant: "\(place)")
    }
  }
}
