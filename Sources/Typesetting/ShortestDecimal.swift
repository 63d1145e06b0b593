/// The shortest decimal that reads back as the same number, of those the nearest one: what `description` writes, without a
/// text for each number.
///
/// After R. Giulietti, "The Schubfach way to render doubles" (2021). The numbers that lie between two doubles' middles
/// are scaled by a power of ten so that one or two integers fall among them.
package struct ShortestDecimal {
  /// The digits, without zeros at their end.
  package let digits: UInt64
  /// The power of ten that the digits are multiplied by.
  package let exponent: Int

  /// The decimal of a number above zero; nil for the very small and very large, whose powers of ten are not kept.
  @inline(__always)
  package init?(_ value: Double) {
    // Nothing here overflows, so the operators with & save the checks.
    let significand = value.significandBitPattern
    let biased = Int(value.exponentBitPattern)
    guard value > 0, biased > 0, biased < 2047 else { return nil }
    let whole = significand | 1 << 52
    let power = biased &- 1075
    if power <= 0, power > -53, whole & ((1 &<< UInt64(truncatingIfNeeded: -power)) &- 1) == 0 {
      self.init(digits: whole &>> UInt64(truncatingIfNeeded: -power), exponent: 0)
      return
    }
    // Below a power of two the next double is half as far.
    let isCloserBelow = significand == 0
    let tens = (power &* 1_262_611 &- (isCloserBelow ? 524_031 : 0)) >> 22
    guard let ten = PowersOfTen.shared[0 &- tens] else { return nil }
    let shift = UInt64(truncatingIfNeeded: power &+ (0 &- tens &* 1_741_647) >> 19 &+ 1)
    let fourfold = whole &<< 2
    // Four times the scaled number and the middles to its neighbours, rounded to odd: enough to compare by.
    let below = ten.product((fourfold &- (isCloserBelow ? 1 : 2)) &<< shift)
    let middle = ten.product(fourfold &<< shift)
    let above = ten.product((fourfold &+ 2) &<< shift)
    // A middle itself belongs to the double with the even significand.
    let odd = whole & 1
    let lower = below &+ odd
    let upper = above &- odd
    let floor = middle &>> 2
    let short = floor / 10
    let isShortInside = lower <= 40 &* short
    let isNextShortInside = 40 &* short &+ 40 <= upper
    if isShortInside != isNextShortInside {
      self.init(digits: short &+ (isNextShortInside ? 1 : 0), exponent: tens &+ 1)
      return
    }
    let isFloorInside = lower <= 4 &* floor
    let isNextInside = 4 &* floor &+ 4 <= upper
    let half = 4 &* floor &+ 2
    let roundsUp = isFloorInside != isNextInside ? isNextInside : middle > half || middle == half && floor & 1 == 1
    self.init(digits: floor &+ (roundsUp ? 1 : 0), exponent: tens)
  }

  private init(digits: UInt64, exponent: Int) {
    var digits = digits
    var exponent = exponent
    while digits != 0 {
      let (tenth, rest) = digits.quotientAndRemainder(dividingBy: 10)
      guard rest == 0 else { break }
      digits = tenth
      exponent += 1
    }
    self.digits = digits
    self.exponent = exponent
  }
}

extension ShortestDecimal {
  /// The bytes that `write` may touch.
  package static var room: Int { 96 }

  /// Writes a finite number as its `description` is, but a whole one without `.0`; returns how many bytes it has.
  ///
  /// - Parameter start: `room` bytes of memory.
  package static func write(_ value: Double, to start: UnsafeMutablePointer<UInt8>) -> Int {
    var end = start
    if value.sign == .minus {
      end.pointee = UInt8(ascii: "-")
      end += 1
    }
    guard value != 0 else {
      end.pointee = UInt8(ascii: "0")
      return end - start + 1
    }
    guard let decimal = ShortestDecimal(value.magnitude) else { return writeDescription(value, to: start) }
    // The digits come from their end, so they are first written behind the place where they belong.
    let digitsEnd = start + 64
    let (upper, last) = decimal.digits.quotientAndRemainder(dividingBy: 100_000_000)
    let (first, middle) = upper.quotientAndRemainder(dividingBy: 100_000_000)
    let eight = (middle: Self.eightDigits(middle), last: Self.eightDigits(last))
    (digitsEnd - 17).pointee = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: first)
    Self.put(eight.middle, at: digitsEnd - 16)
    Self.put(eight.last, at: digitsEnd - 8)
    let zeros =
      first > 0
      ? 0
      : middle > 0 ? 1 + eight.middle.trailingZeroBitCount >> 3 : 9 + eight.last.trailingZeroBitCount >> 3
    var digits = digitsEnd - 17 + zeros
    let count = digitsEnd - digits
    /// Digits before the decimal point.
    let whole = count + decimal.exponent
    func put(_ byte: UInt8) {
      end.pointee = byte
      end += 1
    }
    func take(_ taken: Int) {
      // There are at most 17; what is copied too much is overwritten, or lies behind the end.
      let source = UnsafeRawPointer(digits)
      let target = UnsafeMutableRawPointer(end)
      target.storeBytes(of: source.loadUnaligned(as: UInt64.self), as: UInt64.self)
      target.storeBytes(of: source.loadUnaligned(fromByteOffset: 8, as: UInt64.self), toByteOffset: 8, as: UInt64.self)
      target.storeBytes(of: source.loadUnaligned(fromByteOffset: 16, as: UInt8.self), toByteOffset: 16, as: UInt8.self)
      end += taken
      digits += taken
    }
    if whole < -3 || value.magnitude > 0x1p53 {
      take(1)
      if count > 1 {
        put(UInt8(ascii: "."))
        take(count - 1)
      }
      put(UInt8(ascii: "e"))
      put(UInt8(ascii: whole > 0 ? "+" : "-"))
      let power = UInt8(abs(whole - 1))
      put(UInt8(ascii: "0") + power / 10)
      put(UInt8(ascii: "0") + power % 10)
    } else if whole <= 0 {
      // At most three zeros more; what is written too much is overwritten.
      Self.put(0, at: end)
      end[1] = UInt8(ascii: ".")
      end += 2 - whole
      take(count)
    } else if whole < count {
      take(whole)
      put(UInt8(ascii: "."))
      take(count - whole)
    } else {
      take(count)
      for _ in count..<whole { put(UInt8(ascii: "0")) }
    }
    return end - start
  }

  /// The digits of a number below 10^8, a byte for each, the first in the lowest: halves, quarters and digits at once.
  @inline(__always)
  private static func eightDigits(_ number: UInt64) -> UInt64 {
    let (upper, lower) = number.quotientAndRemainder(dividingBy: 10_000)
    let fours = upper | lower << 32
    // 10486/2^20 and 103/2^10 are near enough to 1/100 and 1/10 for numbers below 10^4 and 10^2.
    let hundreds = (fours &* 10_486) >> 20 & 0x7f_0000_007f
    let twos = hundreds | (fours &- 100 &* hundreds) << 16
    let tens = (twos &* 103) >> 10 & 0x000f_000f_000f_000f
    return tens | (twos &- 10 &* tens) << 8
  }

  /// Writes eight digits, each of them in a byte.
  @inline(__always)
  private static func put(_ digits: UInt64, at place: UnsafeMutablePointer<UInt8>) {
    let characters = (digits | 0x3030_3030_3030_3030).littleEndian
    UnsafeMutableRawPointer(place).storeBytes(of: characters, as: UInt64.self)
  }

  private static func writeDescription(_ value: Double, to start: UnsafeMutablePointer<UInt8>) -> Int {
    var text = value.description
    if text.hasSuffix(".0") { text.removeLast(2) }
    return text.withUTF8 { bytes in
      if let base = bytes.baseAddress { start.update(from: base, count: bytes.count) }
      return bytes.count
    }
  }
}

/// The leading 128 bits of powers of ten, rounded up.
private struct PowersOfTen {
  struct Power {
    let high: UInt64
    let low: UInt64

    /// The upper 64 bits of the product, with the last one set when anything is left below.
    @inline(__always)
    func product(_ factor: UInt64) -> UInt64 {
      let (high, middle) = high.multipliedFullWidth(by: factor)
      let (sum, carry) = middle.addingReportingOverflow(low.multipliedFullWidth(by: factor).high)
      return high &+ (carry ? 1 : 0) | (sum > 1 ? 1 : 0)
    }
  }

  static let shared = PowersOfTen()

  /// 10^k for −range ≤ k ≤ range.
  private let powers: [Power]
  private static let range = 60

  subscript(power: Int) -> Power? {
    let place = power &+ Self.range
    return powers.indices.contains(place) ? powers[place] : nil
  }

  private init() {
    var powers = [Power](repeating: Power(high: 1 << 63, low: 0), count: 2 * Self.range + 1)
    var large = WideNumber(limbs: [1, 0, 0, 0, 0, 0])
    // 2^383/10^k keeps more than 128 bits of each.
    var small = WideNumber(limbs: [0, 0, 0, 0, 0, 1 << 63])
    for power in 1...Self.range {
      large.multiply(by: 10)
      small.divide(by: 10)
      powers[Self.range + power] = large.leadingBits(isExact: true)
      powers[Self.range - power] = small.leadingBits(isExact: false)
    }
    self.powers = powers
  }
}

/// A whole number of 384 bits, its lowest limb first.
private struct WideNumber {
  var limbs: [UInt64]

  mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let (high, low) = limbs[index].multipliedFullWidth(by: factor)
      let (sum, overflow) = low.addingReportingOverflow(carry)
      limbs[index] = sum
      carry = high + (overflow ? 1 : 0)
    }
  }

  /// Divides and leaves the rest out.
  mutating func divide(by divisor: UInt64) {
    var rest: UInt64 = 0
    for index in limbs.indices.reversed() {
      (limbs[index], rest) = divisor.dividingFullWidth((rest, limbs[index]))
    }
  }

  /// The 128 bits from the first that is set; rounded up unless they are exact and nothing follows.
  func leadingBits(isExact: Bool) -> PowersOfTen.Power {
    let top = limbs.lastIndex { $0 != 0 } ?? 0
    let shift = UInt64(limbs[top].leadingZeroBitCount)
    func limb(_ index: Int) -> UInt64 { index >= 0 ? limbs[index] : 0 }
    func shifted(_ index: Int) -> UInt64 {
      shift == 0 ? limb(index) : limb(index) << shift | limb(index - 1) >> (64 - shift)
    }
    let (high, low) = (shifted(top), shifted(top - 1))
    let isCut = !isExact || shifted(top - 2) != 0 || (top >= 3 && limbs[..<(top - 2)].contains { $0 != 0 })
    guard isCut else { return PowersOfTen.Power(high: high, low: low) }
    let (sum, carry) = low.addingReportingOverflow(1)
    return PowersOfTen.Power(high: high + (carry ? 1 : 0), low: sum)
  }
}
