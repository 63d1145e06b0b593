import Matrices
import Typesetting

/// Why an operator does not fit its arguments, in both languages; whoever knows the place adds it.
package struct ShapeError: Error, Hashable, Sendable {
  /// What does not fit and what would, with formulas left out: «el 2 y el 3 deberían ser iguales».
  package let reason: Localized
  /// The shapes found.
  package let shapes: [Shape]

  package init(_ reason: Localized, shapes: [Shape]) {
    self.reason = reason
    self.shapes = shapes
  }
}
