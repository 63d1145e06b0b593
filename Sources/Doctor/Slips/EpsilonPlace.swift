import Calculus
import Typesetting

/// The small number that keeps a root from 0 stands on its wrong side: `√(v + ε)` ↔ `√v + ε`.
package final class EpsilonPlace: Slip {
  package init() {}

  package let id = "epsilon-place"
  package let weight = 1.0
  package let words = Localized(
    es: "Mira si {y} va dentro o fuera de la raíz: era {x}.",
    en: "See whether {y} belongs inside or outside the root: it was {x}.")
  package let question = Localized(
    es: "¿Va el ε dentro o fuera de la raíz?",
    en: "Does the ε belong inside or outside the root?")

  private static let isInside = Localized(
    es: "{y} va dentro de la raíz: era {x}.", en: "{y} belongs inside the root: it was {x}.")
  private static let isOutside = Localized(
    es: "{y} va fuera de la raíz: era {x}.", en: "{y} belongs outside the root: it was {x}.")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    if let call = part.call, call.function === EntrywiseFunction.squareRoot, let terms = part.call?.argument.terms,
      let (kept, small) = parts(terms, context)
    {
      let outside = Tree.sum([.init(.call(.squareRoot, kept)), .init(small)])
      return [PartRewriting(outside, x: Tree(part.node), y: small, words: Self.isInside)]
    }
    guard let terms = part.terms, let (root, small) = parts(terms, context), let call = root.call,
      call.function === EntrywiseFunction.squareRoot
    else { return [] }
    let inside = Tree.call(.squareRoot, .sum([.init(call.argument), .init(small)]))
    return [PartRewriting(inside, x: Tree(part.node), y: small, words: Self.isOutside)]
  }

  /// `v + ε`: what is kept from 0, and the number or setting that does it.
  private func parts(_ terms: [Tree.Term], _ context: SlipContext) -> (kept: Tree, small: Tree)? {
    guard terms.count == 2, !terms[0].isNegative, !terms[1].isNegative else { return nil }
    let (kept, small) = (terms[0].tree, terms[1].tree)
    return small.constant != nil || context.isSetting(small) ? (kept, small) : nil
  }
}
