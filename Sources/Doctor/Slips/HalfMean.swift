import Typesetting

/// A mean divided by 2n.
package final class HalfMean: Slip {
  package init() {}

  package let id = "half-mean"
  package let weight = 4.0
  package let family: SlipFamily? = .factor
  package let words = Localized(
    es: "Has dividido entre 2n; aquí se divide entre {x}.",
    en: "You divided by 2n; here one divides by {x}.")
  package let question = Localized(
    es: "¿Entre cuánto se divide aquí?",
    en: "By what does one divide here?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    guard let factors = part.factors else { return [] }
    return factors.indices.filter { part.isCount(factorAt: $0) }.map { place in
      PartRewriting(
        .product(factors + [.init(.number(2), isDivisor: true)]), x: factors[place].tree, variant: "\(place)")
    }
  }
}
