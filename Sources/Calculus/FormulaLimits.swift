import Matrices
import Typesetting

/// Bounds of every formula, a reader's or a derived one, held while it is built: what walks through it takes time and
/// stack in proportion.
package enum FormulaLimits {
  /// Entries of one value.
  package static let entries = 100_000_000
  /// Operators, quantities and numbers, each as often as it stands in the formula.
  package static let terms = 1_000_000
  /// Operators on one way down; a walk takes less than 1 KiB of stack for each.
  package static let depth = 2_000
  /// Multiplications of one matrix product.
  package static let multiplications: Int64 = 20_000_000_000

  static func check(_ shape: Shape, _ extent: Formula.Extent) throws(ShapeError) {
    guard shape.count <= entries else {
      throw ShapeError(
        Localized(
          es: "el resultado sería de \(shape), y una matriz tiene como mucho \(entries) entradas",
          en: "the result would be \(shape), and a matrix has at most \(entries) entries"), shapes: [shape])
    }
    guard extent.terms <= terms else { throw tooLong() }
    guard extent.depth <= depth else {
      throw ShapeError(
        Localized(
          es: "la fórmula tiene más de \(depth) operaciones una dentro de otra; da nombre a una parte",
          en: "the formula has more than \(depth) operations one inside the other; give a part of it a name"),
        shapes: [shape])
    }
  }

  /// A formula whose parts have more terms already.
  static func tooLong() -> ShapeError {
    ShapeError(
      Localized(
        es: "la fórmula, escrita entera, tiene más de \(terms) términos",
        en: "the formula, written out in full, has more than \(terms) terms"), shapes: [])
  }
}
