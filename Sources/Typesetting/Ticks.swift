/// Round numbers within a range, equally far apart: the marks of an axis.
package struct Ticks: Hashable, Sendable {
  /// The numbers, from the least.
  package let values: [Double]
  /// The powers of ten that they are, where they are no others.
  private let exponents: [Int]?

  /// The marks of a range: those that are at both ends before others, and as many as there may be.
  ///
  /// - Parameters:
  ///   - most: how many there may be, 2 or more.
  ///   - isWhole: whether only whole numbers have a meaning.
  init(_ range: ClosedRange<Double>, most: Int, isWhole: Bool) {
    exponents = nil
    let most = max(2, most)
    let (low, high) = (range.lowerBound, range.upperBound)
    let part = high / Double(most) - low / Double(most)
    guard part > 0, part.isFinite else {
      values = low.isFinite ? [low] : []
      return
    }
    var increment = RoundIncrement(atLeast: part * 0.35)
    var best: (score: Int, values: [Double]) = (0, [])
    // From more marks than there may be to fewer than two: eight increments are a factor of 100.
    for _ in 0..<8 {
      defer { increment = increment.next }
      guard !isWhole || increment.isWhole else { continue }
      let found = Self.multiples(of: increment, in: range)
      guard found.count >= 2 else { continue }
      // Of marks that are too many the outermost are left; two tell the more the farther apart they are.
      let kept = found.count > most ? [found[0], found[found.count - 1]] : found
      let reachesEnds = found.first == low && found.last == high
      let spread = Int(20 * (kept[kept.count - 1] / part - kept[0] / part) / Double(most) + 0.5)
      let score = kept.count > 2 ? 100 + kept.count + (reachesEnds ? 50 : 0) : spread
      if score > best.score || (kept.count == 2 && score == best.score) { best = (score, kept) }
    }
    values = best.values
  }

  /// Powers of ten of a range that begins and ends with one: all of them, or every second, third, …
  init(powersIn range: ClosedRange<Double>, most: Int) {
    let first = DecimalDigits(range.lowerBound)?.leadingExponent ?? 0
    let last = max(first, DecimalDigits(range.upperBound)?.leadingExponent ?? 0)
    let step = (last - first) / max(1, most - 1) + ((last - first) % max(1, most - 1) == 0 ? 0 : 1)
    let exponents = Array(stride(from: first, through: last, by: max(1, step)))
    self.exponents = exponents
    values = exponents.map(ChartAxis.power)
  }

  /// The round number nearest below a value that is told apart from others within a distance; nil where none can be.
  package static func round(_ value: Double, within distance: Double) -> Double? {
    guard distance > 0, distance.isFinite else { return value }
    let increment = RoundIncrement(atLeast: distance / 5, isSimple: true)
    return increment.count(upTo: value).map(increment.multiple)
  }

  private static func multiples(of increment: RoundIncrement, in range: ClosedRange<Double>) -> [Double] {
    guard let last = increment.count(upTo: range.upperBound), let before = increment.count(upTo: range.lowerBound)
    else {
      return []
    }
    let first = increment.multiple(before) >= range.lowerBound ? before : before + 1
    guard first <= last, last - first < 100 else { return [] }
    return (first...last).map(increment.multiple).filter(range.contains)
  }

  /// The numbers as short as they can be without two of them being the same, all with a power of ten or none.
  package func labels(mark: DecimalMark = .point) -> [String] {
    if let exponents, exponents.contains(where: { !(-3...4).contains($0) }) {
      return exponents.map { $0 == 0 ? "1" : "1·10" + NumberStyle.superscript($0) }
    }
    let exact = values.map { DecimalDigits($0) }
    let top = exact.compactMap { $0?.leadingExponent }.max() ?? 0
    return exact.map { number in
      guard let number, let leading = number.leadingExponent else { return "0" }
      if (-3...6).contains(top) {
        let kept = number.withoutTrailingZeros
        return mark.applied(to: kept.fixed(decimals: kept.decimals, minus: "−"))
      }
      let mantissa = DecimalDigits(
        isNegative: number.isNegative, digits: number.digits, exponent: number.exponent - leading
      ).withoutTrailingZeros
      let digits = mantissa.fixed(decimals: mantissa.decimals, minus: "−")
      return mark.applied(to: digits + "·10" + NumberStyle.superscript(leading))
    }
  }
}
