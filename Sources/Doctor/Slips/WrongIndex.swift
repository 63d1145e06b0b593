import Calculus
import Matrices
import Typesetting

/// Another entry of the same quantity is taken.
package final class WrongIndex: Slip {
  package init() {}

  package let id = "wrong-index"
  package let weight = 3.0
  package let words = Localized(
    es: "Has tomado {x}; tocaba {y}.",
    en: "You took {x}; it should have been {y}.")
  package let question = Localized(
    es: "¿Has tomado los elementos que corresponden (fila y columna)?",
    en: "Did you take the entries that are due?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    guard let entry = part.leaf, (2...Self.mostEntries).contains(entry.quantity.shape.count) else { return [] }
    return (0..<entry.quantity.shape.count).filter { $0 != entry.offset }.map { offset in
      let other = Tree(.leaf(Entry(entry.quantity, offset)))
      return PartRewriting(other, x: other, y: part, variant: "\(offset - entry.offset)")
    }
  }

  /// Of a larger quantity one other entry would fit by chance.
  private static let mostEntries = 12
}
