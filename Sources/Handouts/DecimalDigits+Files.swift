import Exercises
import Typesetting

extension DecimalDigits {
  /// The number as programs read it, with a point and no plus in front: `-0.2311`, `9.78e-21`.
  var inFiles: String {
    guard decimals > Self.mostDecimals, let leading = leadingExponent else { return fixed(decimals: decimals) }
    let mantissa = scaled(byPowerOfTen: -leading)
    return mantissa.fixed(decimals: mantissa.decimals) + "e\(leading)"
  }

  /// The number for a reader, in whose text a format puts the decimal mark.
  var inText: MathText { .number(fixed(decimals: decimals, minus: "−")) }

  /// Decimals that are written out.
  private static var mostDecimals: Int { 15 }

  /// The sum of two numbers, none of whose digits gets lost.
  static func + (left: DecimalDigits, right: DecimalDigits) -> DecimalDigits {
    // A number from itself leaves nothing, from which the other is taken.
    left - ((right - right) - right)
  }
}

extension AcceptedNumber {
  /// The least and the greatest number that is taken for it.
  var lowest: DecimalDigits { number - tolerance }
  var highest: DecimalDigits { number + tolerance }
}
