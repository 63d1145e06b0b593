import CEntryFunctions

/// The product of matrices wide enough for vectors: entries side by side have their sums in registers, and each adds its
/// products in order.
enum ProductTile {
  /// How many columns it takes at least.
  static let width = 8
  /// How many numbers this processor's vectors have: 8, 4 or 2.
  static let lanes = exact_lanes()

  /// The product of `rows`×`inner` numbers by `inner`×`columns`, at least one of the first and `width` of the second.
  ///
  /// - Parameters:
  ///   - accumulates: whether each sum goes on from what is there.
  ///   - lanes: how many numbers are computed at once; the bits do not depend on it.
  static func fill(
    _ target: UnsafeMutablePointer<Double>, _ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>, rows: Int,
    inner: Int, columns: Int, accumulates: Bool = false, lanes: Int32 = lanes
  ) {
    exact_multiply(lanes, rows, inner, columns, left, right, target, accumulates)
  }
}
