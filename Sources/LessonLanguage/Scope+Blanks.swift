import Calculus
import Typesetting

/// A quantity that a lesson leaves for a student to compute, or an entry of one.
package struct MarkedBlank: Hashable, Sendable {
  package let quantity: Quantity
  /// The entry; nil for all that there are.
  package let entry: Entry?

  /// What a reader types to ask for it: `z1`, `dW1[1,1]`.
  package var address: String { entry?.address ?? quantity.name }

  /// How many numbers it is.
  package var count: Int { entry == nil ? quantity.shape.count : 1 }

  /// Entries of a quantity that somebody computes by hand.
  package static let mostEntries = 36
}

extension Scope {
  /// What the `blank` lines of the lesson ask for, in their order; nothing where there are none.
  ///
  /// - Throws: for what is no number that a line of the lesson computes, for more of them than anybody computes by hand,
  ///   and for what is asked for twice.
  package func blanks() throws(LessonError) -> [MarkedBlank] {
    try lesson.source.locating { () throws(LocatedError) in
      var found: [MarkedBlank] = []
      var (whole, parts): (Set<Quantity>, Set<Quantity>) = ([], [])
      var entries: Set<Entry> = []
      for line in lesson.syntax.exercise?.blanks ?? [] where try holds(line.conditions) {
        for address in line.addresses {
          let blank = try blank(address)
          let isNew = blank.entry.map { entries.insert($0).inserted } ?? !parts.contains(blank.quantity)
          guard isNew, !whole.contains(blank.quantity) else {
            let words = lesson.source.text(address.range)
            throw LocatedError(
              address.range, es: "«\(words)» se pide dos veces", en: "“\(words)” is asked for twice")
          }
          if blank.entry == nil { whole.insert(blank.quantity) } else { parts.insert(blank.quantity) }
          found.append(blank)
        }
      }
      return found
    }
  }

  /// What one address of a `blank` line means.
  private func blank(_ address: FormulaSyntax) throws(LocatedError) -> MarkedBlank {
    let resolved = try resolve(written: address)
    let words = lesson.source.text(address.range)
    let blank: MarkedBlank
    if case .reference(let quantity) = resolved.formula {
      blank = MarkedBlank(quantity: quantity, entry: nil)
    } else if let entry = resolved.formula.asEntry {
      blank = MarkedBlank(quantity: entry.quantity, entry: entry)
    } else {
      throw LocatedError(
        address.range, es: "«\(words)» no es una cantidad ni una entrada: blank z1, dW1[1,1]",
        en: "“\(words)” is no quantity and no entry of one: blank z1, dW1[1,1]")
    }
    guard program.definitions.contains(where: { $0.quantity == blank.quantity && $0.phase != .control }),
      !resolved.derived.contains(where: { $0.quantity == blank.quantity }),
      Entry(blank.quantity, 0).typedAddress != nil
    else {
      let isGiven = program.inputs.contains { $0.quantity == blank.quantity }
      throw LocatedError(
        address.range,
        isGiven
          ? Localized(
            es: "«\(words)» es un dato: no hay nada que calcular",
            en: "“\(words)” is given: there is nothing to compute")
          : Localized(
            es: "«\(words)» no es un número que calcule una línea de la lección",
            en: "“\(words)” is no number that a line of the lesson computes"))
    }
    guard blank.entry != nil || blank.count <= MarkedBlank.mostEntries else {
      let most = MarkedBlank.mostEntries
      throw LocatedError(
        address.range,
        es: "«\(words)» tiene \(blank.count) números, y a mano se calculan hasta \(most): pide algunos, como "
          + "\(Entry(blank.quantity, 0).address)",
        en: "“\(words)” has \(blank.count) numbers, and by hand one computes up to \(most): ask for some of them, like "
          + "\(Entry(blank.quantity, 0).address)")
    }
    return blank
  }
}
