/// An exact decimal number: `± digits · 10^exponent`, the digits read as one whole number.
///
/// It serves to judge printed numbers as a hand would, without binary rounding: `0.50` is the digits `5 0` with
/// exponent −2, so that the number remembers how many decimals were printed. Two numbers are equal when their values
/// are (`0.50 == 0.5`, `−0 == 0`).
package struct DecimalDigits: Sendable {
  /// Whether a minus stands before it; a zero may carry one too.
  package let isNegative: Bool
  /// The digits 0…9 from the most significant, without zeros in front; empty for zero.
  package let digits: [UInt8]
  /// The power of ten of the last digit; `−k` when k decimals were printed.
  package let exponent: Int

  /// The most digits and the largest exponent of either sign: beyond every Double written out in full (1074 decimals).
  static let limit = 1200

  /// A number from its parts; zeros in front are dropped.
  init(isNegative: Bool, digits: some Sequence<UInt8>, exponent: Int) {
    self.isNegative = isNegative
    self.digits = Array(digits.drop { $0 == 0 })
    self.exponent = exponent
  }

  /// The shortest decimal that reads back as `value`; nil for NaN and infinities.
  ///
  /// `0.1` is the digit 1 with exponent −1; `100` is 1 with exponent 2.
  package init?(_ value: Double) {
    guard value.isFinite else { return nil }
    if let shortest = ShortestDecimal(value.magnitude) {
      var digits: [UInt8] = []
      var rest = shortest.digits
      while rest > 0 {
        digits.append(UInt8(rest % 10))
        rest /= 10
      }
      self.init(isNegative: value.sign == .minus, digits: digits.reversed(), exponent: shortest.exponent)
      return
    }
    guard let read = DecimalDigits(printed: value.description) else { return nil }
    let kept = read.digits.count - read.digits.reversed().prefix { $0 == 0 }.count
    self.init(
      isNegative: value.sign == .minus, digits: read.digits.prefix(kept),
      exponent: kept == 0 ? 0 : read.exponent + read.digits.count - kept)
  }

  /// A number as printed: `-0.17044`, `−3`, `.5`, `2.`, `9.78e-6`; nil when it is no number or is absurdly long.
  ///
  /// The sign is `-`, `−` or `+`; nothing may stand around the number.
  package init?(printed text: some StringProtocol, mark: DecimalMark = .point) {
    self.init(scalars: String(text).unicodeScalars[...], mark: mark)
  }

  private init?(scalars: Substring.UnicodeScalarView, mark: DecimalMark) {
    var rest = scalars
    let isNegative = Self.sign(of: &rest)
    var digits: [UInt8] = []
    var decimals = 0
    var markSeen = false
    var digitSeen = false
    loop: while let scalar = rest.first {
      switch scalar {
      case "0"..."9":
        digitSeen = true
        if !(digits.isEmpty && scalar == "0") { digits.append(UInt8(scalar.value - 48)) }
        if markSeen { decimals += 1 }
        guard digits.count <= Self.limit, decimals <= Self.limit else { return nil }
      case mark.scalar where !markSeen: markSeen = true
      default: break loop
      }
      rest.removeFirst()
    }
    guard digitSeen else { return nil }
    var exponent = 0
    if rest.first == "e" || rest.first == "E" {
      rest.removeFirst()
      let isSmall = Self.sign(of: &rest)
      guard !rest.isEmpty else { return nil }
      while let scalar = rest.first, ("0"..."9").contains(scalar), exponent <= Self.limit {
        exponent = exponent * 10 + Int(scalar.value - 48)
        rest.removeFirst()
      }
      if isSmall { exponent = -exponent }
    }
    guard rest.isEmpty, abs(exponent - decimals) <= Self.limit else { return nil }
    self.init(isNegative: isNegative, digits: digits, exponent: exponent - decimals)
  }

  /// Takes a sign off the front and says whether it was a minus.
  private static func sign(of rest: inout Substring.UnicodeScalarView) -> Bool {
    switch rest.first {
    case "-", "−":
      rest.removeFirst()
      return true
    case "+":
      rest.removeFirst()
      return false
    default: return false
    }
  }

  /// Whether it is zero, with whatever sign.
  package var isZero: Bool { digits.isEmpty }

  /// How many decimals were printed: 3 for `0.250`, none for `12` and `1.2e3`.
  package var decimals: Int { max(0, -exponent) }

  /// The power of ten of the first digit (0.05 → −2, 12 → 1); nil for zero.
  package var leadingExponent: Int? { isZero ? nil : exponent + digits.count - 1 }

  /// The nearest Double.
  package var doubleValue: Double {
    guard !isZero else { return isNegative ? -0.0 : 0 }
    var text = isNegative ? "-" : ""
    for digit in digits { text.unicodeScalars.append(Unicode.Scalar(digit + 48)) }
    // A number within the limits always reads; infinity stands for what a Double cannot hold.
    return Double(text + "e\(exponent)") ?? (isNegative ? -Double.infinity : .infinity)
  }

  /// The number times 10^`power`, with the same digits.
  package func scaled(byPowerOfTen power: Int) -> DecimalDigits {
    DecimalDigits(isNegative: isNegative, digits: digits, exponent: exponent + power)
  }

  /// The same number with the other sign or none.
  package var magnitude: DecimalDigits { DecimalDigits(isNegative: false, digits: digits, exponent: exponent) }
}
