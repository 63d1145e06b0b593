import Matrices
import Typesetting

/// Bounds of every formula, a reader's or a derived one, held while it is built: what walks through it takes time and
/// stack in proportion.
package enum FormulaLimits {
  /// Entries of one value, and so the largest size.
  package static let entries = min(100_000_000, BatchLength.mostPlain)
  /// Operators, quantities and numbers, each as often as it stands in the formula.
  package static let terms = 1_000_000
  /// Operators on one way down; a walk takes less than 1 KiB of stack for each.
  package static let depth = 2_000
  /// Multiplications of one matrix product.
  package static let multiplications: Int64 = 20_000_000_000

  static func check(_ shape: Shape, _ extent: Formula.Extent) throws(ShapeError) {
    guard shape.count <= entries else { throw tooLarge(shape) }
    guard extent.terms <= terms else { throw tooLong() }
    guard extent.depth <= depth else {
      throw ShapeError(
        Localized(
          es: "la fórmula tiene más de \(depth) operaciones una dentro de otra; da nombre a una parte",
          en: "the formula has more than \(depth) operations one inside another; give a part of it a name"),
        shapes: [shape])
    }
  }

  /// A value with more entries than there may be.
  static func tooLarge(_ shape: Shape) -> ShapeError {
    ShapeError(
      Localized(
        es: "el resultado sería de \(shape), y una matriz tiene como mucho \(entries) entradas",
        en: "the result would be \(shape), and a matrix has at most \(entries) entries"), shapes: [shape])
  }

  /// Sizes that shapes have no room for.
  static func sizeTooLarge(_ shapes: [Shape]) -> ShapeError {
    ShapeError(
      Localized(
        es: "una matriz tiene como mucho \(entries) entradas, y una dimensión es como mucho \(BatchLength.mostTimes) "
          + "veces el tamaño del lote",
        en: "a matrix has at most \(entries) entries, and a size is at most \(BatchLength.mostTimes) times the length "
          + "of the batch"),
      shapes: shapes)
  }

  /// A formula whose parts have more terms already.
  static func tooLong() -> ShapeError {
    ShapeError(
      Localized(
        es: "la fórmula, escrita entera, tiene más de \(terms) términos",
        en: "the formula, written out in full, has more than \(terms) terms"), shapes: [])
  }
}
