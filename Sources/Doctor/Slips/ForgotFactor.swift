import Typesetting

/// One or two factors of a product are left out, or what is divided by.
package final class ForgotFactor: Slip {
  package init() {}

  package let id = "forgot-factor"
  package let weight = 3.0
  package let words = Localized(
    es: "Te falta multiplicar o dividir por {x}.",
    en: "You did not multiply or divide by {x}.")
  package let question = Localized(
    es: "¿Te falta multiplicar o dividir por algo?",
    en: "Did you leave out a multiplication or a division?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    guard let factors = part.factors, factors.count > 1 else { return [] }
    // A derivative, a number, a setting and a correction are slips of their own.
    let own = factors.indices.filter { place in
      let tree = factors[place].tree
      return tree.constant == nil && !context.isSetting(tree) && context.derivedFunction(of: tree) == nil
        && !factors[place].isCorrection
    }
    let pairs = own.enumerated().flatMap { index, first in own.dropFirst(index + 1).map { [first, $0] } }
    return (own.map { [$0] } + pairs.filter { $0.count < factors.count }).map { places in
      let missing = Tree.product(places.map { factors[$0].isDivisor ? Tree.Factor(factors[$0].tree) : factors[$0] })
      return PartRewriting(
        part.without(factors: places), x: missing, variant: places.map { "\($0)" }.joined(separator: ","))
    }
  }
}
