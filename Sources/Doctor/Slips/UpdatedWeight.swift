import Calculus
import Matrices
import Typesetting

/// A parameter is taken as the update leaves it, where the old one is due: `W` → `new(W)`, one entry or all.
package final class UpdatedWeight: Slip {
  package init() {}

  package let id = "updated-weight"
  package let weight = 4.0
  package let words = Localized(
    es: "Has usado {x} ya actualizado; va el anterior.",
    en: "You used {x} already updated; the old one is due.")
  package let question = Localized(
    es: "¿Has usado los pesos de antes de actualizar, o los nuevos?",
    en: "Did you use the weights from before the update, or the new ones?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    if let entry = part.leaf {
      return context.updated(entry.quantity).map { new in
        [PartRewriting(Tree(.leaf(Entry(new, entry.offset))), x: part)]
      } ?? []
    }
    guard context.isWhole else { return [] }
    return part.severalEntries.compactMap { quantity in
      context.updated(quantity).map { new in
        PartRewriting(
          part.replacingEntries(of: quantity) { Tree(.leaf(Entry(new, $0.offset))) }, matrix: quantity,
          variant: quantity.name)
      }
    }
  }
}
