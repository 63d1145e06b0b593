import Matrices

/// What a quantity is a multiple of its claim by: −1 for a wrong sign, ½ for a forgotten 2, 4 for a mean over 4 examples
/// that is a sum.
package struct ClaimFactor: Sendable {
  package let value: Double
  /// Whether all the numbers that were compared are equal: any number is a multiple of any other.
  package let mayBeChance: Bool
  /// The number of examples n, when it is n or 1/n and that could not as well be a 2; or n/2 or 2/n, and nothing simpler.
  package let examples: Int?
  /// It as a fraction, when it is one of small numbers.
  package let fraction: (numerator: Int, denominator: Int)?
}

/// Whether a quantity is one multiple of its claim in every entry of every iteration that was looked at.
///
/// One number alone is a multiple of any other, and so are equal numbers of any others: two that are not the same are
/// needed to tell a factor from a constant that was added. Without two, only a factor that a derivation loses easily is
/// told: a fraction of small numbers, the number of examples.
struct ClaimMultiple {
  private var first: (ratio: Double, promised: Double)?
  private var differ = false
  private var isBroken = false
  /// How far ratios are from the first, relative to it.
  private var spread = 0.0

  private static let tolerance = 1e-6
  /// For numbers that are all equal.
  private static let tightTolerance = 1e-9
  private static let largestTerm = 12

  /// - Parameter noise: what rounding may have left in each entry; entries that are nothing else tell nothing.
  mutating func note(_ own: Matrix, _ promised: Matrix, noise: [Double]) {
    guard !isBroken, own.values.count == promised.values.count else {
      isBroken = true
      return
    }
    for (index, (value, right)) in zip(own.values, promised.values).enumerated()
    where max(abs(value), abs(right)) > (noise.indices.contains(index) ? noise[index] : 0) {
      let ratio = value / right
      let distance = abs(ratio - (first?.ratio ?? ratio))
      guard ratio.isFinite, ratio != 0, distance <= Self.tolerance * abs(ratio) else {
        isBroken = true
        return
      }
      spread = max(spread, distance / abs(ratio))
      if let first {
        if abs(right - first.promised) > Self.tolerance * max(abs(right), abs(first.promised)) { differ = true }
      } else {
        first = (ratio, right)
      }
    }
  }

  /// The factor, when there is one.
  ///
  /// - Parameter examples: how many examples there are, as far as the data say.
  func factor(examples: Set<Int>) -> ClaimFactor? {
    guard !isBroken, let ratio = first?.ratio, abs(ratio - 1) > Self.tolerance else { return nil }
    let fraction = Self.fraction(ratio)
    let counts = examples.sorted().filter { $0 > 2 }.map { (count: $0, number: Double($0)) }
    // A sum for a mean; of squares, where the 2 is forgotten as well.
    let all =
      counts.first { Self.isOne(of: [$0.number, 1 / $0.number], abs(ratio)) }
      ?? (fraction == nil ? counts.first { Self.isOne(of: [$0.number / 2, 2 / $0.number], abs(ratio)) } : nil)
    guard differ || spread <= Self.tightTolerance && (fraction != nil || all != nil) else { return nil }
    return ClaimFactor(value: ratio, mayBeChance: !differ, examples: all?.count, fraction: fraction)
  }

  private static func isClose(_ ratio: Double, _ value: Double) -> Bool {
    abs(ratio - value) <= tightTolerance * abs(value)
  }

  private static func isOne(of values: [Double], _ ratio: Double) -> Bool { values.contains { isClose(ratio, $0) } }

  /// p/q with p and q up to 12, in lowest terms.
  private static func fraction(_ ratio: Double) -> (numerator: Int, denominator: Int)? {
    for denominator in 1...largestTerm {
      let product = (ratio * Double(denominator)).rounded()
      guard product != 0, abs(product) <= Double(largestTerm) else { continue }
      if isClose(ratio, product / Double(denominator)) { return (Int(product), denominator) }
    }
    return nil
  }
}
