import Calculus

/// Where `inv` or `solve` has left a number that is not finite: its matrix is singular, or has such a number itself.
package struct Unsolved: Hashable, Sendable {
  /// What the line computes, and which entry of it.
  package let quantity: Quantity
  package let offset: Int
  /// The first iteration in which it is so.
  package let iteration: Int
}
