import Matrices
import Typesetting

/// Bounds of a formula, held while it is built: what goes through it takes memory and stack in proportion.
///
/// Parts of a formula may be shared (`f(x) = x + x`, called upon itself 40 times, is 40 operators that stand 2⁴⁰
/// times), so its size is what a walk through it meets.
package enum FormulaLimits {
  /// Entries of a value.
  package static let entries = 100_000_000
  /// Entries of the values of all operators in a formula.
  package static let allEntries = 200_000_000
  /// Operators, each as often as it stands in the formula.
  package static let size = 1_000_000
  /// Operators on one way down; a walk takes less than 1 KiB of stack for each.
  package static let depth = 2_000
  /// Multiplications of one matrix product.
  package static let multiplications = 20_000_000_000

  static func check(shape: Shape, size: Int, depth: Int) throws(ShapeError) {
    guard shape.count <= entries else {
      throw ShapeError(
        Localized(
          es: "el resultado sería de \(shape), y una matriz tiene como mucho \(entries) entradas",
          en: "the result would be \(shape), and a matrix has at most \(entries) entries"), shapes: [shape])
    }
    guard size <= Self.size else { throw tooLong() }
    guard depth <= Self.depth else {
      throw ShapeError(
        Localized(
          es: "la fórmula tiene más de \(Self.depth) operaciones una dentro de otra; da nombre a una parte",
          en: "the formula has more than \(Self.depth) operations one inside the other; give a part of it a name"),
        shapes: [shape])
    }
  }

  /// The entries of the values of a formula's operators: the memory it takes.
  static func entries(of shape: Shape, _ arguments: [Formula]) throws(ShapeError) -> Int {
    let entries = arguments.reduce(shape.count) { sum, argument in
      if case .apply(let application) = argument { sum + application.entries } else { sum }
    }
    guard entries <= allEntries else {
      throw ShapeError(
        Localized(
          es: "las operaciones de la fórmula dan más de \(allEntries) números en total",
          en: "the operations of the formula give more than \(allEntries) numbers in all"), shapes: [shape])
    }
    return entries
  }

  /// A formula whose parts already have so many operators.
  static func tooLong() -> ShapeError {
    ShapeError(
      Localized(
        es: "la fórmula, escrita entera, tiene más de \(size) operaciones",
        en: "the formula, written out in full, has more than \(size) operations"), shapes: [])
  }
}
