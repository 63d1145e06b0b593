extension DecimalDigits {
  /// Rounded to `count` decimals, a half going away from zero as by hand: 0.125 → 0.13, −0.5 → −1 (to 0 decimals).
  ///
  /// A number with no more decimals than that stays as it is; a negative count rounds left of the point.
  package func rounded(toDecimals count: Int) -> DecimalDigits { cut(at: -count, roundingHalfUp: true) }

  /// Cut toward zero after `count` decimals: 0.129 → 0.12, −0.129 → −0.12.
  package func truncated(toDecimals count: Int) -> DecimalDigits { cut(at: -count, roundingHalfUp: false) }

  /// Rounded to `count` significant digits, a half going away from zero; at least one digit stays.
  package func rounded(toSignificant count: Int) -> DecimalDigits {
    guard let leading = leadingExponent else { return self }
    return cut(at: leading - max(1, count) + 1, roundingHalfUp: true)
  }

  /// The number without what stands right of 10^`unit`.
  func cut(at unit: Int, roundingHalfUp: Bool) -> DecimalDigits {
    guard unit > exponent else { return self }
    let dropped = unit - exponent
    guard dropped <= digits.count else {
      return DecimalDigits(isNegative: isNegative, digits: [], exponent: unit)
    }
    var kept = Array(digits.dropLast(dropped))
    let next = digits[digits.count - dropped]
    if roundingHalfUp, next >= 5 {
      var place = kept.count - 1
      while place >= 0, kept[place] == 9 {
        kept[place] = 0
        place -= 1
      }
      if place >= 0 { kept[place] += 1 } else { kept.insert(1, at: 0) }
    }
    return DecimalDigits(isNegative: isNegative, digits: kept, exponent: unit)
  }

  /// The number with exactly `count` decimals, rounded like `rounded(toDecimals:)`: `0.500`, `-12.35`, `0.00`.
  ///
  /// A zero has no sign. The count is kept between 0 and 1200.
  package func fixed(decimals count: Int, minus: String = "-") -> String {
    let count = min(max(0, count), Self.limit)
    let number = rounded(toDecimals: count)
    guard !number.isZero else { return count == 0 ? "0" : "0." + String(repeating: "0", count: count) }
    var places = number.digits + [UInt8](repeating: 0, count: max(0, number.exponent + count))
    let missing = count + 1 - places.count
    if missing > 0 { places.insert(contentsOf: [UInt8](repeating: 0, count: missing), at: 0) }
    var text = number.isNegative ? minus : ""
    for (place, digit) in places.enumerated() {
      if count > 0, place == places.count - count { text += "." }
      text.unicodeScalars.append(Unicode.Scalar(digit + 48))
    }
    return text
  }

  /// The same number as printed with at least `count` decimals: 3 with 2 decimals is 3.00.
  package func padded(toDecimals count: Int) -> DecimalDigits {
    guard exponent > -count, count <= Self.limit else { return self }
    let zeros = exponent + count
    return DecimalDigits(
      isNegative: isNegative, digits: isZero ? [] : digits + [UInt8](repeating: 0, count: zeros), exponent: -count)
  }

  /// The number without zeros at the end of its decimals: 0.500 → 0.5, 12.0 → 12.
  package var withoutTrailingZeros: DecimalDigits {
    let zeros = min(digits.reversed().prefix { $0 == 0 }.count, decimals)
    if isZero { return DecimalDigits(isNegative: isNegative, digits: [], exponent: max(0, exponent)) }
    return DecimalDigits(isNegative: isNegative, digits: digits.dropLast(zeros), exponent: exponent + zeros)
  }
}
