import Typesetting

/// A number is used with the other sign: `x` → `−x`.
package final class OperandSign: Slip {
  package init() {}

  package let id = "operand-sign"
  package let weight = 4.0
  package let family: SlipFamily? = .sign
  package let words = Localized(
    es: "Has usado {x} con el signo contrario.",
    en: "You used {x} with the opposite sign.")
  package let question = Localized(
    es: "¿Has usado cada número con su signo?",
    en: "Did you use each number with its own sign?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    // In front of the whole it is the sign of the result that got lost.
    guard part.leaf != nil, !context.isWhole else { return [] }
    return [PartRewriting(part.negated, x: part)]
  }
}
