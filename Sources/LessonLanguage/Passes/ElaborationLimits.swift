/// What a lesson may ask for; checked before memory is taken.
package enum ElaborationLimits {
  /// Entries of all quantities together.
  package static let elements = 100_000_000
  /// A whole number that is known beforehand.
  package static let integer = Int(clamping: 1_000_000_000_000 as Int64)
  /// Lines after loops have been unrolled.
  package static let lines = 10_000
  /// Turns of all loops together, empty ones included.
  package static let turns = 100_000
  /// Quantities, those of optimizers and derivatives included.
  package static let quantities = 100_000
  /// Operators, names and numbers of all formulas together, one's own functions written out.
  package static let allTerms = 1_000_000
  /// Operators, names and numbers of a formula, its own functions written out.
  package static let terms = 100_000
  /// Operators on one way down a formula, its own functions written out.
  package static let depth = 1_000
  /// Parameters of which a Hessian is made.
  package static let hessianParameters = 64
  /// Entries of a quantity that is derived as a whole.
  package static let jacobianRows = 64
}
