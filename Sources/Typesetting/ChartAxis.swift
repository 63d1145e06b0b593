#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One direction of a chart: what it shows, and from where to where.
package struct ChartAxis: Hashable, Sendable {
  /// What is measured along it: `x₁`, `iteration`; empty when the chart's title says it.
  package var label: Text
  /// From its beginning to its end, both finite and not the same.
  package let range: ClosedRange<Double>
  /// Whether only whole numbers have a meaning.
  package let isWhole: Bool
  /// Whether a power of ten is as far from the next as any other is: a logarithmic scale. The range is above 0 then.
  package let isLogarithmic: Bool

  /// An axis from one number to a larger one; with two that cannot be told apart it has these in its middle.
  package init(_ range: ClosedRange<Double>, label: Text = "") {
    self.label = label
    isWhole = false
    isLogarithmic = false
    let isWide = range.lowerBound.isFinite && range.upperBound.isFinite && Self.differ(range)
    self.range = isWide ? range : Self.around([range.lowerBound, range.upperBound], isWhole: false)
  }

  /// An axis fit to numbers, of which those that are not finite do not count.
  ///
  /// It is 0…1 when all lie there and come near both ends, as the outputs of a sigmoid do. Otherwise it goes to the next
  /// round numbers outside, and has numbers that are all the same in its middle.
  package init(fitting values: [Double], label: Text = "") {
    self.label = label
    let finite = values.filter { $0.isFinite }
    isLogarithmic = false
    isWhole = !finite.isEmpty && finite.allSatisfy { $0 == $0.rounded() }
    range = Self.around(finite, isWhole: isWhole)
  }

  /// A logarithmic axis from a power of ten to another, around numbers that are all above 0; nil unless the largest is
  /// `factor` times the smallest, at least.
  package init?(decadesOf values: [Double], spanning factor: Double, label: Text = "") {
    let finite = values.filter { $0.isFinite }
    guard let low = finite.min(), let high = finite.max(), low >= Self.least, high / low >= factor else { return nil }
    guard let first = DecimalDigits(low)?.leadingExponent, let last = DecimalDigits(high)?.leadingExponent else {
      return nil
    }
    let (start, end) = (Self.power(first), Self.power(last) >= high ? Self.power(last) : Self.power(last + 1))
    guard start > 0, end.isFinite else { return nil }
    self.label = label
    isWhole = false
    isLogarithmic = true
    range = start...end
  }

  /// 10 to this power.
  static func power(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? .infinity }

  /// Round numbers within the range, `most` of them or fewer.
  package func ticks(most: Int = 5) -> Ticks {
    isLogarithmic ? Ticks(powersIn: range, most: most) : Ticks(range, most: most, isWhole: isWhole)
  }

  /// Where a number lies on the way from the beginning, 0, to the end, 1. No step of this overflows.
  package func part(of value: Double) -> Double {
    if isLogarithmic {
      guard value > range.lowerBound else { return 0 }
      let (low, high) = (log10(range.lowerBound), log10(range.upperBound))
      return min(1, max(0, (log10(value) - low) / (high - low)))
    }
    let (low, high) = (range.lowerBound, range.upperBound)
    return min(1, max(0, (value / 2 - low / 2) / (high / 2 - low / 2)))
  }

  /// The number at a part of the way, 0…1, of an axis that is not logarithmic.
  package func value(at part: Double) -> Double { range.lowerBound * (1 - part) + range.upperBound * part }

  // MARK: Fit

  /// Nearer to zero than this, numbers are all the same to an axis.
  private static let least = 1e-300

  /// Whether an axis can tell two numbers apart with labels that are still short.
  private static func differ(_ range: ClosedRange<Double>) -> Bool {
    let size = max(abs(range.lowerBound), abs(range.upperBound))
    return range.upperBound / 2 - range.lowerBound / 2 > max(least, size * 1e-7)
  }

  private static func around(_ values: [Double], isWhole: Bool) -> ClosedRange<Double> {
    let finite = values.filter { $0.isFinite }
    guard let low = finite.min(), let high = finite.max() else { return 0...1 }
    guard differ(low...high) else { return middle(low...high, isWhole: isWhole) }
    if low >= 0, low <= 0.2, high >= 0.8, high <= 1 { return 0...1 }
    var increment = RoundIncrement(atLeast: high / 10 - low / 10, isSimple: true)
    while isWhole && !increment.isWhole { increment = increment.next }
    guard let below = increment.count(upTo: low), let above = increment.count(upTo: high) else { return low...high }
    let start = increment.multiple(below)
    let end = increment.multiple(above) < high ? increment.multiple(above + 1) : increment.multiple(above)
    return (start.isFinite ? min(start, low) : low)...(end.isFinite ? max(end, high) : high)
  }

  /// A range with numbers that are as good as equal in its middle: about a tenth of them on either side.
  private static func middle(_ values: ClosedRange<Double>, isWhole: Bool) -> ClosedRange<Double> {
    let size = max(abs(values.lowerBound), abs(values.upperBound))
    let tenth = size == 0 ? 1 : size < least ? least : RoundIncrement(atLeast: size / 10, isSimple: true).size
    let unit = isWhole ? max(1, tenth) : tenth
    let (low, high) = (values.lowerBound - unit, values.upperBound + unit)
    let most = Double.greatestFiniteMagnitude
    return max(low, -most)...min(high, most)
  }
}
