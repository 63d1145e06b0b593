import Calculus

/// What tells a quantity in every program of a lesson, whatever the size of the batch.
///
/// Its id may differ: where a matrix of examples shrinks to a number, fewer derivatives deserve a name of their own.
package struct QuantityKey: Hashable, Sendable {
  private let symbol: Symbol
  private let role: Quantity.Role

  /// Of a quantity of any elaboration.
  package init(_ quantity: Quantity) {
    symbol = quantity.symbol
    role = quantity.role
  }
}
