import Typesetting

/// The two numbers of a difference or quotient change places.
package final class Swapped: Slip {
  package init() {}

  package let id = "swapped"
  package let weight = 2.0
  package let family: SlipFamily? = .sign
  package let words = Localized(
    es: "Has restado o dividido al revés: era {x}.",
    en: "You subtracted or divided the wrong way round: it was {x}.")
  package let question = Localized(
    es: "¿Qué se resta de qué, o qué se divide entre qué?",
    en: "What is subtracted from what, or divided by what?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    if let terms = part.terms, terms.count == 2, terms[0].isNegative != terms[1].isNegative {
      let changed = terms.map { Tree.Term($0.tree, isNegative: !$0.isNegative) }
      return [PartRewriting(.sum([changed[1], changed[0]]), x: part)]
    }
    if let factors = part.factors, factors.count == 2, !factors[0].isDivisor, factors[1].isDivisor {
      return [PartRewriting(.product([.init(factors[1].tree), .init(factors[0].tree, isDivisor: true)]), x: part)]
    }
    return []
  }
}
