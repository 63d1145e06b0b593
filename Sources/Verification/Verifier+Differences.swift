import Matrices

/// How far two matrices that should be equal are from it.
extension Verifier {
  /// The largest difference relative to the largest entry; a number is compared with every entry.
  static func difference(_ left: Matrix, _ right: Matrix) -> Double {
    differences(left, right).reduce(0, max)
  }

  /// The differences, entry by entry, relative to the entry itself (to a ten-thousandth of the largest one where it is
  /// smaller than that, since sums leave rounding errors of the size of their terms); a number is compared with every
  /// entry, and what is not finite is infinitely far from anything else.
  package static func differences(_ left: Matrix, _ right: Matrix) -> [Double] {
    let count = max(left.values.count, right.values.count)
    guard left.shape == right.shape || left.shape.isScalar || right.shape.isScalar else {
      return Array(repeating: .infinity, count: count)
    }
    func pair(_ index: Int) -> (Double, Double) {
      (
        left.values.count == 1 ? left.values[0] : left.values[index],
        right.values.count == 1 ? right.values[0] : right.values[index]
      )
    }
    let scale = (0..<count).reduce(0.0) { largest, index in
      let (first, second) = pair(index)
      return first.isFinite && second.isFinite ? max(largest, abs(first), abs(second)) : largest
    }
    return (0..<count).map { index in
      let (first, second) = pair(index)
      guard first.isFinite, second.isFinite else { return first == second ? 0 : .infinity }
      return first == second ? 0 : abs(first - second) / max(abs(first), abs(second), 1e-4 * scale)
    }
  }

  /// The entry furthest from what it should be, of those that are further than the tolerance; nil when there is none,
  /// or when the shapes do not fit.
  static func worst(_ value: Matrix, _ expected: Matrix, tolerance: Double) -> Verdict.Difference? {
    guard value.shape == expected.shape || value.shape.isScalar || expected.shape.isScalar else { return nil }
    let shape = value.shape.isScalar ? expected.shape : value.shape
    var worst: (difference: Verdict.Difference, size: Double)?
    for (offset, error) in differences(value, expected).enumerated() where !(error <= tolerance) {
      let own = value.values.count == 1 ? value.values[0] : value.values[offset]
      let right = expected.values.count == 1 ? expected.values[0] : expected.values[offset]
      let size = (own - right).isFinite ? abs(own - right) : .infinity
      guard size > worst?.size ?? -1 else { continue }
      worst = (Verdict.Difference(indices: shape.address(of: offset), value: own, expected: right), size)
    }
    return worst?.difference
  }
}
