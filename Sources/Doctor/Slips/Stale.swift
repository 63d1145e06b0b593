import Calculus
import Matrices
import Typesetting

/// The number of another iteration is taken: `x(t)` → `x(t − 1)`, `new(x)` → `x`, or the whole line of the iteration
/// before or after, which the search looks up.
package final class Stale: Slip {
  package init() {}

  package let id = "stale"
  package let weight = 4.0
  package let words = Localized(
    es: "Has usado o copiado el valor de {x} de otra iteración.",
    en: "You used or copied the value of {x} of another iteration.")
  package let question = Localized(
    es: "¿De qué iteración es cada número que has usado?",
    en: "Which iteration does each number come from that you used?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    if let entry = part.leaf {
      return earlier(entry, context).map { PartRewriting($0, x: part) }
    }
    guard context.isWhole else { return [] }
    return part.severalEntries.flatMap { quantity -> [PartRewriting] in
      // With exact numbers in all entries, or with what the page prints in those that it prints.
      let ways = part.leaves.filter { $0.quantity == quantity }.map { earlier($0, context).count }.max() ?? 0
      return (0..<ways).map { way in
        let changed = part.replacingEntries(of: quantity) { entry in
          let values = earlier(entry, context)
          return values.indices.contains(way) ? values[way] : values.last
        }
        return PartRewriting(changed, matrix: quantity, variant: quantity.name)
      }
    }
  }

  /// An entry as it was before: computed, and as printed.
  private func earlier(_ entry: Entry, _ context: SlipContext) -> [Tree] {
    if let old = context.beforeUpdate(entry.quantity) { return [Tree(.leaf(Entry(old, entry.offset)))] }
    return context.earlier(entry).map { .number($0) }
  }
}
