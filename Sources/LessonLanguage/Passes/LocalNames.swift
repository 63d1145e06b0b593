import Calculus

/// Names that stand for a formula of their own in a line: loop indices, arguments of functions and optimizers.
struct LocalNames: Sendable {
  var locals: [String: Formula] = [:]
  /// Names mean the value used in the iteration, and the last definition: as in an address.
  var isAddress = false
}
