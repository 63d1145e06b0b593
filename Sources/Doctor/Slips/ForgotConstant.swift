import Typesetting

/// A factor that is a plain number is left out: `½u` → `u`, `2u` → `u`, `u/n` → `u`.
package final class ForgotConstant: Slip {
  package init() {}

  package let id = "forgot-constant"
  package let weight = 5.0
  package let family: SlipFamily? = .factor
  package let words = Localized(
    es: "Te falta el factor {x}.",
    en: "You left out the factor {x}.")
  package let question = Localized(
    es: "¿Te falta algún factor numérico?",
    en: "Did you leave out a numerical factor?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    guard let factors = part.factors else { return [] }
    return factors.indices.compactMap { place in
      let factor = factors[place]
      // The count of a mean is a slip of its own.
      guard let number = factor.tree.constant, number != 0, number.magnitude != 1, !part.isCount(factorAt: place)
      else { return nil }
      let x = factor.isDivisor ? Tree.product([.init(.number(1)), factor]) : factor.tree
      return PartRewriting(part.without(factors: [place]), x: x, variant: "\(place)")
    }
  }
}
