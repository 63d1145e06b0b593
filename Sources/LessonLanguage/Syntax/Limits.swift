/// Bounds that a lesson file is held to before memory is taken for it.
package enum Limits {
  /// Bytes of a file: 1 MiB.
  package static let fileBytes = 1 << 20
  /// Lines of a file.
  package static let lines = 20_000
  /// How deep brackets, signs before a formula, and loops may be nested.
  package static let nesting = 64
  /// Operators on one way through a formula, so that its tree is no deeper (the cells of a matrix count apart).
  package static let operators = 400
  /// Cells of a matrix that is written out.
  package static let cells = 10_000
  /// Characters of a name.
  package static let nameLength = 100
  /// Axes of a matrix.
  package static let axes = 4
}
