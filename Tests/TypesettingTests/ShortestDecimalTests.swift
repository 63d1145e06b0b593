import Testing

@testable import Typesetting

@Suite struct ShortestDecimalTests {
  private func written(_ value: Double) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: ShortestDecimal.room) { bytes in
      guard let start = bytes.baseAddress else { return "" }
      let count = ShortestDecimal.write(value, to: start)
      return String(decoding: bytes[..<count], as: UTF8.self)
    }
  }

  /// What Swift itself writes, but a whole number without `.0`.
  private func expected(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  @Test func `a number is written as its description is`() {
    var random = SeededRandom(seed: 12)
    for _ in 0..<6_000 {
      let bits = random.next()
      for value in [
        Double(bitPattern: bits), Double(bits >> 11) * 0x1p-53, -Double(bits >> 11) * 0x1p-53,
        Double(Int64(bitPattern: bits) >> Int64(bits & 63)), Double(bits % 100_000) / 1000,
        Double(bitPattern: (963 + bits % 130) << 52 | bits >> 12), Double(bitPattern: bits >> 13),
        Double(bitPattern: bits % 2047 << 52), Double(bitPattern: bits % 2047 << 52).nextUp,
      ] where value.isFinite {
        #expect(written(value) == expected(value), "\(value.bitPattern)")
      }
    }
  }

  @Test func `powers of ten and their neighbours are written as their description is`() throws {
    for power in -330...308 {
      let value = try #require(Double("1e\(power)"))
      for near in [value, value.nextUp, value.nextDown, -value, value * 5, value * 9] where near.isFinite {
        #expect(written(near) == expected(near), "\(near.bitPattern)")
      }
    }
    for value in [0, -0.0, 1, 0x1p53, 0x1p53.nextUp, 1e-4, 9.999e-5, 0.1 + 0.2, .leastNonzeroMagnitude] {
      #expect(written(value) == expected(value))
    }
  }

  @Test func `the digits and the exponent are the number`() throws {
    var random = SeededRandom(seed: 3)
    for _ in 0..<2_000 {
      let value = Double(random.next() >> 11) * 0x1p-53
      guard let decimal = ShortestDecimal(value) else { continue }
      #expect(Double("\(decimal.digits)e\(decimal.exponent)") == value)
      #expect(decimal.digits % 10 != 0)
    }
    let hundred = try #require(ShortestDecimal(100))
    #expect(hundred.digits == 1 && hundred.exponent == 2)
    #expect(ShortestDecimal(0) == nil && ShortestDecimal(.infinity) == nil && ShortestDecimal(.nan) == nil)
  }
}
