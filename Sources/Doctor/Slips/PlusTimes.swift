import Typesetting

/// Two numbers are multiplied that should be added, added that should be multiplied, or multiplied that should be
/// divided.
package final class PlusTimes: Slip {
  package init() {}

  package let id = "plus-times"
  package let weight = 1.0
  package let words = Localized(
    es: "Has hecho otra operación: era {x}.",
    en: "You did another operation: it was {x}.")
  package let question = Localized(
    es: "¿Se suma, se multiplica o se divide?",
    en: "Is it a sum, a product or a quotient?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    if let factors = part.factors, factors.count == 2, !factors[0].isDivisor {
      let (first, second) = (factors[0].tree, factors[1].tree)
      let other: Tree = factors[1].isDivisor ? .product(first, second) : .sum([.init(first), .init(second)])
      return [PartRewriting(other, x: Tree(part.node))]
    }
    if let terms = part.terms, terms.count == 2, !terms[0].isNegative, !terms[1].isNegative {
      return [PartRewriting(.product(terms[0].tree, terms[1].tree), x: Tree(part.node))]
    }
    return []
  }
}
