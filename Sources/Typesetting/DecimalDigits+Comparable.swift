extension DecimalDigits: Comparable, Hashable {
  /// Whether the values are the same, however many decimals were printed and whatever the sign of a zero.
  package static func == (left: DecimalDigits, right: DecimalDigits) -> Bool { compare(left, right) == 0 }

  /// Whether the left value is smaller.
  package static func < (left: DecimalDigits, right: DecimalDigits) -> Bool { compare(left, right) < 0 }

  /// Hashes the value, so that `0.50` and `0.5` meet.
  package func hash(into hasher: inout Hasher) {
    let zeros = digits.reversed().prefix { $0 == 0 }.count
    hasher.combine(isNegative && !isZero)
    hasher.combine(digits.dropLast(zeros))
    hasher.combine(isZero ? 0 : exponent + zeros)
  }

  /// −1, 0 or 1 as the left value is smaller, equal or larger.
  private static func compare(_ left: DecimalDigits, _ right: DecimalDigits) -> Int {
    if left.isZero && right.isZero { return 0 }
    let leftNegative = left.isNegative && !left.isZero
    let rightNegative = right.isNegative && !right.isZero
    if leftNegative != rightNegative { return leftNegative ? -1 : 1 }
    let sizes = compareMagnitudes(left, right)
    return leftNegative ? -sizes : sizes
  }

  /// −1, 0 or 1 as the left number is nearer to zero, as far, or farther.
  private static func compareMagnitudes(_ left: DecimalDigits, _ right: DecimalDigits) -> Int {
    guard let leftLeading = left.leadingExponent else { return right.isZero ? 0 : -1 }
    guard let rightLeading = right.leadingExponent else { return 1 }
    if leftLeading != rightLeading { return leftLeading < rightLeading ? -1 : 1 }
    for place in 0..<max(left.digits.count, right.digits.count) {
      let leftDigit = place < left.digits.count ? left.digits[place] : 0
      let rightDigit = place < right.digits.count ? right.digits[place] : 0
      if leftDigit != rightDigit { return leftDigit < rightDigit ? -1 : 1 }
    }
    return 0
  }

  /// The exact difference.
  package static func - (left: DecimalDigits, right: DecimalDigits) -> DecimalDigits {
    let unit = min(left.exponent, right.exponent)
    let leftDigits = left.spread(to: unit)
    let rightDigits = right.spread(to: unit)
    if left.isNegative != right.isNegative {
      return DecimalDigits(isNegative: left.isNegative, digits: add(leftDigits, rightDigits), exponent: unit)
    }
    if compareMagnitudes(left, right) >= 0 {
      return DecimalDigits(isNegative: left.isNegative, digits: subtract(leftDigits, rightDigits), exponent: unit)
    }
    return DecimalDigits(isNegative: !left.isNegative, digits: subtract(rightDigits, leftDigits), exponent: unit)
  }

  /// Whether |self − other| ≤ ½·10^(−`decimals`), exactly.
  package func isWithinHalfUnit(of other: DecimalDigits, decimals: Int) -> Bool {
    (self - other).magnitude <= DecimalDigits(isNegative: false, digits: [5], exponent: -decimals - 1)
  }

  /// The digits, least significant first, down to 10^`unit`.
  private func spread(to unit: Int) -> [UInt8] {
    isZero ? [] : [UInt8](repeating: 0, count: exponent - unit) + digits.reversed()
  }

  /// The sum, most significant digit first, of numbers given from their least significant one.
  private static func add(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    var sum: [UInt8] = []
    var carry: UInt8 = 0
    for place in 0..<max(left.count, right.count) {
      let total = (place < left.count ? left[place] : 0) + (place < right.count ? right[place] : 0) + carry
      sum.append(total % 10)
      carry = total / 10
    }
    if carry > 0 { sum.append(carry) }
    return sum.reversed()
  }

  /// The difference, most significant digit first, of a number and one that is not larger.
  private static func subtract(_ larger: [UInt8], _ smaller: [UInt8]) -> [UInt8] {
    var difference: [UInt8] = []
    var borrow = 0
    for place in larger.indices {
      var digit = Int(larger[place]) - borrow - (place < smaller.count ? Int(smaller[place]) : 0)
      borrow = digit < 0 ? 1 : 0
      if digit < 0 { digit += 10 }
      difference.append(UInt8(digit))
    }
    return difference.reversed()
  }
}
