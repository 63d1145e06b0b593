import Typesetting

/// One term of a sum has the other sign: `a − b` ↔ `a + b`, `−a` → `a`.
package final class Sign: Slip {
  package init() {}

  package let id = "sign"
  package let weight = 5.0
  package let family: SlipFamily? = .sign
  package let words = Localized(
    es: "Has cambiado el signo de {x}.",
    en: "You changed the sign of {x}.")
  package let question = Localized(
    es: "¿Son correctos los signos de los términos?",
    en: "Are the signs of the terms right?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    guard let terms = part.terms else { return [] }
    return terms.indices.map { place in
      var changed = terms
      changed[place].isNegative.toggle()
      return PartRewriting(.sum(changed), x: terms[place].tree, place: place)
    }
  }
}
