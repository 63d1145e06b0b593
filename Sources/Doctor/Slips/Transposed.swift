import Calculus
import Matrices
import Typesetting

/// The entries of a square matrix are taken from its transpose: one of them, or all.
package final class Transposed: Slip {
  package init() {}

  package let id = "transposed"
  package let weight = 4.0
  package let words = Localized(
    es: "Has usado {x} traspuesta.",
    en: "You used {x} transposed.")
  package let question = Localized(
    es: "¿Has tomado la matriz como está, o traspuesta?",
    en: "Did you take the matrix as it is, or transposed?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    if let entry = part.leaf, let other = entry.mirrored, other != entry {
      return [PartRewriting(Tree(.leaf(other)), matrix: entry.quantity, variant: "one")]
    }
    guard context.isWhole else { return [] }
    var seen: Set<Quantity> = []
    let matrices = part.leaves.filter { $0.mirrored != nil && seen.insert($0.quantity).inserted }
    return matrices.map { matrix in
      let changed = part.replacingEntries(of: matrix.quantity) { entry in entry.mirrored.map { Tree(.leaf($0)) } }
      return PartRewriting(changed, matrix: matrix.quantity, variant: matrix.quantity.name)
    }
  }
}

extension Entry {
  /// The entry of the transpose at the same place; nil where the quantity is no square matrix of more than one entry.
  fileprivate var mirrored: Entry? {
    let shape = quantity.shape
    guard shape.rank == 2, shape.rows == shape.columns, shape.rows > 1 else { return nil }
    let (row, column) = (offset / shape.columns, offset % shape.columns)
    return Entry(quantity, column * shape.columns + row)
  }
}
