/// How a number came to the digits that were printed.
package enum PrintedRule: String, Hashable, Sendable, CaseIterable {
  /// To the nearest: |value − printed| ≤ half a unit of the last printed digit; a tie goes away from zero (by hand), to the even
  /// digit, or to where the Double lies that is not exactly the tie (as a program prints it).
  case rounded
  /// Cut toward zero at the last printed digit.
  case truncated

  /// Digits beyond these are not judged.
  package static let judgedDigits = 13

  /// The rules by which `value` would print as `printed`; none when the two disagree.
  ///
  /// The unit is that of the last printed digit, in `9.78e-6` that of the 8. The value is first rounded to 13
  /// significant digits (to the 15 that a Double knows, to tell whether it was cut at the thirteenth); the sign of a zero is not judged; NaN and infinities never agree.
  /// `agrees(value: 0.601087878848, printed: 0.60108)` is `[.truncated]`.
  package static func agrees(value: Double, printed: DecimalDigits) -> Set<PrintedRule> {
    guard let exact = DecimalDigits(value) else { return [] }
    if printed.digits.count > judgedDigits {
      // The digits past the thirteenth are not judged, in what is printed either.
      let near = exact.isWithinHalfUnit(
        of: printed, decimals: -printed.exponent - (printed.digits.count - judgedDigits))
      return near ? [.rounded, .truncated] : []
    }
    let judged = exact.rounded(toSignificant: judgedDigits)
    var rules: Set<PrintedRule> = []
    if isRounded(judged, of: value, to: printed) { rules.insert(.rounded) }
    let cut = printed.digits.count == judgedDigits ? exact.rounded(toSignificant: 15) : judged
    if cut.cut(at: printed.exponent, roundingHalfUp: false) == printed { rules.insert(.truncated) }
    return rules
  }

  /// Whether a value is no farther than a tolerance from what is printed, decimal by decimal: 0.4 is within 0.1 of 0.3,
  /// which in binary it is not.
  package static func isWithin(_ tolerance: Double, _ value: Double, of printed: DecimalDigits) -> Bool {
    if (value - printed.doubleValue).magnitude <= tolerance { return true }
    let known = tolerance >= 1e-9 * value.magnitude ? judgedDigits : 15
    guard let judged = DecimalDigits(value)?.rounded(toSignificant: known), let most = DecimalDigits(tolerance)
    else { return false }
    return (judged - printed).magnitude <= most
  }

  /// Whether a value is a number of which no digits were cut off, such as a fraction, in the digits that are judged.
  package static func isEqual(_ value: Double, to number: DecimalDigits) -> Bool {
    guard let exact = DecimalDigits(value), let leading = number.leadingExponent else { return value == 0 }
    return exact.isWithinHalfUnit(of: number, decimals: judgedDigits - 1 - leading)
  }

  /// The rules by which digits agree of those that may be meant: the one asked for, else either; but a number that is
  /// printed without decimals, or whole digits in front of a power of ten, is truncated only where that is asked for or it
  /// is rounded as well.
  package static func accepted(
    _ value: Double, printed: DecimalDigits, isWhole: Bool, asked: PrintedRule?
  ) -> Set<PrintedRule> {
    let agreeing = agrees(value: value, printed: printed)
    return agreeing.filter { rule in
      switch rule {
      case .rounded: asked != .truncated
      case .truncated: asked == .truncated || asked == nil && (!isWhole || agreeing.contains(.rounded))
      }
    }
  }

  private static func isRounded(_ judged: DecimalDigits, of value: Double, to printed: DecimalDigits) -> Bool {
    let decimals = -printed.exponent
    guard judged.isWithinHalfUnit(of: printed, decimals: decimals) else { return false }
    let half = DecimalDigits(isNegative: false, digits: [5], exponent: printed.exponent - 1)
    guard (judged - printed).magnitude == half else { return true }
    let isEven = (printed.digits.last ?? 0).isMultiple(of: 2)
    if isEven || judged.rounded(toDecimals: decimals) == printed { return true }
    // A program rounds the Double, which lies on one side of a tie that has no exact Double: 2.675 prints as 2.67.
    let places = max(0, decimals + 1)
    guard places <= 22 else { return false }
    let tie = judged.scaled(byPowerOfTen: places).doubleValue
    let power = DecimalDigits(isNegative: false, digits: [1], exponent: places).doubleValue
    let product = value * power
    let excess = (product - tie) + (-product).addingProduct(value, power)
    return printed < judged ? excess < 0 : excess > 0
  }
}
