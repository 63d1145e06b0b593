import Typesetting

/// A factor or a term is taken twice.
package final class Twice: Slip {
  package init() {}

  package let id = "twice"
  package let weight = 2.0
  package let words = Localized(
    es: "Has usado {x} dos veces.",
    en: "You used {x} twice.")
  package let question = Localized(
    es: "¿Has usado algo dos veces?",
    en: "Did you use something twice?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    if let factors = part.factors {
      return factors.indices.compactMap { place in
        guard factors[place].tree.constant == nil else { return nil }
        return PartRewriting(.product(factors + [factors[place]]), x: factors[place].tree, place: place)
      }
    }
    guard let terms = part.terms, terms.count > 1 else { return [] }
    return terms.indices.map { place in
      PartRewriting(.sum(terms + [terms[place]]), x: terms[place].tree, place: place)
    }
  }
}
