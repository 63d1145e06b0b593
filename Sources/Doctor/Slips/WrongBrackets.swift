import Typesetting

/// Parentheses are left out: `(a + b)·c` → `a + b·c`, and at the other end `c·(a + b)` → `c·a + b`.
package final class WrongBrackets: Slip {
  package init() {}

  package let id = "parentheses"
  package let weight = 2.0
  package let words = Localized(
    es: "Revisa los paréntesis de {x}.",
    en: "Check the parentheses of {x}.")
  package let question = Localized(
    es: "¿Has respetado los paréntesis?",
    en: "Did you mind the parentheses?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    guard let factors = part.factors else { return [] }
    return factors.indices.flatMap { place -> [PartRewriting] in
      guard !factors[place].isDivisor, let terms = factors[place].tree.terms, terms.count > 1,
        factors[place].tree.name == nil
      else { return [] }
      return [terms.count - 1, 0].map { kept in
        var changed = terms
        var product = factors
        product[place].tree = terms[kept].tree
        changed[kept].tree = .product(product)
        return PartRewriting(.sum(changed), x: part, variant: "\(place),\(kept)")
      }
    }
  }
}
