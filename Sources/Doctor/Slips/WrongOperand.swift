import Calculus
import Matrices
import Typesetting

/// Another quantity of the same shape is taken: one of its entries, or all that the line reads.
package final class WrongOperand: Slip {
  package init() {}

  package let id = "wrong-operand"
  package let weight = 2.0
  package let words = Localized(
    es: "Has usado {y} en lugar de {x}.",
    en: "You used {y} instead of {x}.")
  package let question = Localized(
    es: "¿Has usado las cantidades de la fórmula?",
    en: "Did you use the quantities of the formula?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    if let entry = part.leaf {
      return context.others(of: entry.quantity).map { other in
        let taken = Tree(.leaf(Entry(other, entry.offset)))
        return PartRewriting(taken, x: part, y: taken, variant: other.name)
      }
    }
    guard context.isWhole else { return [] }
    return part.severalEntries.flatMap { quantity in
      context.others(of: quantity).map { other in
        PartRewriting(
          part.replacingEntries(of: quantity) { Tree(.leaf(Entry(other, $0.offset))) }, matrix: quantity,
          otherMatrix: other, variant: "\(quantity.name) \(other.name)")
      }
    }
  }
}
