import Matrices

/// How far two matrices that should be equal are from it.
///
/// Each difference is relative to its own entry: a large entry excuses nothing in a small one. What is not finite is
/// infinitely far from anything else; a number is compared with every entry.
struct EntryDifferences {
  /// The relative differences, entry by entry; 0 where rounding explains them.
  private(set) var errors: [Double]
  /// What rounding may have left in each entry; empty where nothing had to be excused.
  let noise: [Double]
  /// What each entry is and should be; empty when the shapes do not fit.
  private let pairs: [(own: Double, right: Double)]
  private let shape: Shape

  /// The largest relative difference.
  var largest: Double { errors.reduce(0, max) }
  /// The entries that are further from what they should be than the tolerance.
  var wrong: [Int] { errors.indices.filter { !(errors[$0] <= GradientCheck.mechanicalTolerance) } }

  /// The entry furthest from what it should be, of those that are further than the tolerance; nil when there is none,
  /// or when the shapes do not fit.
  var worst: Verdict.Difference? {
    guard !pairs.isEmpty else { return nil }
    var worst: (difference: Verdict.Difference, size: Double)?
    for offset in wrong {
      let (own, right) = pairs[offset]
      let size = (own - right).isFinite ? abs(own - right) : .infinity
      guard size > worst?.size ?? -1 else { continue }
      worst = (Verdict.Difference(indices: shape.address(of: offset), value: own, expected: right), size)
    }
    return worst?.difference
  }

  /// Forgives what an entry is.
  mutating func excuse(_ offset: Int) {
    if errors.indices.contains(offset) { errors[offset] = 0 }
  }

  /// - Parameter noise: for each of some entries, what rounding may have left in it; asked for only where entries differ
  ///   by more than the tolerance.
  init(_ value: Matrix, _ expected: Matrix, noise: () -> (value: [Double], expected: [Double])) {
    let count = max(value.values.count, expected.values.count)
    shape = value.shape.isScalar ? expected.shape : value.shape
    guard value.shape == expected.shape || value.shape.isScalar || expected.shape.isScalar else {
      (errors, self.noise, pairs) = (Array(repeating: .infinity, count: count), [], [])
      return
    }
    func at(_ index: Int, _ numbers: [Double]) -> Double { numbers.count == 1 ? numbers[0] : numbers[index] }
    let pairs = (0..<count).map { (own: at($0, value.values), right: at($0, expected.values)) }
    var errors = pairs.map { own, right in
      guard own.isFinite, right.isFinite else { return own == right ? 0 : Double.infinity }
      return own == right ? 0 : abs(own - right) / max(abs(own), abs(right))
    }
    var allowed: [Double] = []
    if errors.contains(where: { !($0 <= GradientCheck.mechanicalTolerance) }) {
      let noise = noise()
      allowed = (0..<count).map { index in
        noise.value.isEmpty || noise.expected.isEmpty ? 0 : at(index, noise.value) + at(index, noise.expected)
      }
      for index in errors.indices where errors[index].isFinite {
        if abs(pairs[index].own - pairs[index].right) <= allowed[index] { errors[index] = 0 }
      }
    }
    (self.errors, self.noise, self.pairs) = (errors, allowed, pairs)
  }
}
