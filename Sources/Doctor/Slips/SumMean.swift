import Typesetting

/// A sum where a mean is due, or a mean where a sum is.
package final class SumMean: Slip {
  package init() {}

  package let id = "sum-mean"
  package let weight = 5.0
  package let family: SlipFamily? = .factor
  package let words = Localized(
    es: "Has sumado donde se promedia, o al revés: {x}.",
    en: "You added where an average is taken, or the reverse: {x}.")
  package let question = Localized(
    es: "¿Se suma o se promedia aquí?",
    en: "Is it a sum or an average here?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    if let factors = part.factors {
      return factors.indices.filter { part.isCount(factorAt: $0) }.map { place in
        PartRewriting(part.without(factors: [place]), x: part, variant: "\(place)")
      }
    }
    guard let terms = part.terms, terms.count > 1, terms.allSatisfy({ !$0.isNegative }) else { return [] }
    let count = Tree.number(Double(terms.count))
    return [PartRewriting(.product([.init(Tree(part.node)), .init(count, isDivisor: true)]), x: part)]
  }
}
