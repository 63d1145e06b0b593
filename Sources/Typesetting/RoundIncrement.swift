/// A round distance between two marks of an axis: 1, 2, 2.5 or 5 times a power of ten.
package struct RoundIncrement: Hashable, Sendable {
  /// 10, 20, 25 or 50.
  private let tenths: Int
  /// Of the power of ten that `tenths` counts.
  private let exponent: Int

  private static let simple = [10, 20, 50]
  private static let all = [10, 20, 25, 50]

  private init(_ tenths: Int, _ exponent: Int) {
    self.tenths = tenths
    self.exponent = exponent
  }

  /// The smallest increment of at least `distance`, which is above 0 and finite; `isSimple` leaves 2.5 out.
  package init(atLeast distance: Double, isSimple: Bool = false) {
    let leading = DecimalDigits(distance)?.leadingExponent ?? 0
    let increments = isSimple ? Self.simple : Self.all
    let found = increments.lazy.map { RoundIncrement($0, leading - 1) }.first { $0.size >= distance }
    self = found ?? RoundIncrement(10, leading)
  }

  /// The next larger increment.
  var next: RoundIncrement {
    guard let place = Self.all.firstIndex(of: tenths), place + 1 < Self.all.count else {
      return RoundIncrement(10, exponent + 1)
    }
    return RoundIncrement(Self.all[place + 1], exponent)
  }

  /// Its length.
  package var size: Double { multiple(1) }

  /// Whether its multiples are whole numbers.
  var isWhole: Bool { exponent >= 0 || (exponent == -1 && tenths.isMultiple(of: 10)) }

  /// So many increments from 0: the Double nearest to the decimal number, infinite beyond the largest.
  func multiple(_ count: Int64) -> Double {
    let (product, overflow) = count.multipliedReportingOverflow(by: Int64(tenths))
    if overflow { return count < 0 ? -.infinity : .infinity }
    return Double("\(product)e\(exponent)") ?? (count < 0 ? -.infinity : .infinity)
  }

  /// How many whole increments there are up to a number; nil where there are too many to be told apart.
  func count(upTo value: Double) -> Int64? {
    let quotient = (value / size).rounded(.down)
    guard abs(quotient) < 1e15, var count = Int64(exactly: quotient) else { return nil }
    // The quotient of two rounded numbers may be one off.
    if multiple(count) > value { count -= 1 }
    if multiple(count + 1) <= value { count += 1 }
    return count
  }
}
