import Foundation
import Testing

@testable import Typesetting

@Suite struct DecimalDigitsTests {
  private func number(_ text: String) throws -> DecimalDigits { try #require(DecimalDigits(printed: text)) }

  @Test(arguments: [
    ("-0.17044", true, "17044", -5), (".5", false, "5", -1), ("9.78e-6", false, "978", -8), ("−3", true, "3", 0),
    ("0.50", false, "50", -2), ("1.2E+3", false, "12", 2), ("2.", false, "2", 0), ("+007", false, "7", 0),
    ("0.00", false, "", -2), ("1e5", false, "1", 5),
  ])
  func `printed digits are read with their unit`(text: String, negative: Bool, digits: String, exponent: Int) throws {
    let read = try number(text)
    #expect(read.isNegative == negative)
    #expect(read.digits.map(String.init).joined() == digits)
    #expect(read.exponent == exponent)
  }

  @Test(arguments: [
    "", ".", "-", "e5", "1e", "1e+", "1.2.3", " 1", "1 ", "0x10", "1,5", "nan", "1e99999", "1e-1300", "--1", "１",
    "1e999999999999999999999", "0." + String(repeating: "0", count: 1300),
  ])
  func `what is no number, or an absurd one, is refused`(text: String) {
    #expect(DecimalDigits(printed: text) == nil)
  }

  @Test func `a comma is read only when asked for`() {
    #expect(DecimalDigits(printed: "0,70", mark: .comma) == DecimalDigits(printed: "0.70"))
    #expect(DecimalDigits(printed: "0.70", mark: .comma) == nil)
  }

  @Test func `a Double is its shortest decimal and reads back`() throws {
    for value in [0.1, 100, 1e22, .leastNonzeroMagnitude, -1.7976931348623157e308, 2.5, -0.0, 123456789.125] {
      let digits = try #require(DecimalDigits(value))
      #expect(digits.doubleValue == value)
      #expect(digits.doubleValue.sign == value.sign)
    }
    #expect(DecimalDigits(100)?.digits == [1])
    #expect(DecimalDigits(Double.nan) == nil)
    #expect(DecimalDigits(-Double.infinity) == nil)
  }

  @Test(arguments: [
    ("0.125", 2, "0.13", "0.12"), ("2.675", 2, "2.68", "2.67"), ("-0.5", 0, "-1", "0"), ("0.999", 2, "1.00", "0.99"),
    ("99.95", 1, "100.0", "99.9"), ("0.04", 1, "0.0", "0.0"), ("0.004", 1, "0.0", "0.0"), ("0.05", 1, "0.1", "0.0"),
    ("-1.2345", 3, "-1.235", "-1.234"), ("12", 2, "12.00", "12.00"),
    ("0", 3, "0.000", "0.000"), ("1e3", 1, "1000.0", "1000.0"),
  ])
  func `a half goes away from zero and a cut toward it`(
    text: String, decimals: Int, rounded: String, truncated: String
  ) throws {
    let read = try number(text)
    #expect(read.rounded(toDecimals: decimals).fixed(decimals: decimals) == rounded)
    #expect(read.truncated(toDecimals: decimals).fixed(decimals: decimals) == truncated)
  }

  @Test func `significant digits count from the first that is not zero`() throws {
    #expect(try number("0.0012345").rounded(toSignificant: 3) == number("0.00123"))
    #expect(try number("99999").rounded(toSignificant: 2) == number("100000"))
    #expect(try number("0").rounded(toSignificant: 2).isZero)
    #expect(try number("75").rounded(toSignificant: 0) == number("80"))
  }

  @Test func `equal values are equal and hash alike, however printed`() throws {
    #expect(try number("0.50") == number(".5"))
    #expect(try number("-0") == number("0.00"))
    #expect(try Set([number("0.50"), number(".5"), number("5e-1")]).count == 1)
    #expect(try Set([number("0.00"), number("-0")]).count == 1)
    #expect(try number("-2") < number("-1.5"))
    #expect(try number("-1") < number("0"))
    #expect(try number("9.9") < number("10"))
  }

  @Test func `order and difference agree with Foundation's Decimal`() throws {
    var random = SeededRandom(seed: 7)
    for _ in 0..<2000 {
      let left = Self.randomText(&random)
      let right = Self.randomText(&random)
      let a = try number(left)
      let b = try number(right)
      let foundationA = try #require(Decimal(string: left))
      let foundationB = try #require(Decimal(string: right))
      #expect((a < b) == (foundationA < foundationB), "\(left) \(right)")
      #expect((a == b) == (foundationA == foundationB), "\(left) \(right)")
      let difference = a - b
      let foundation = try #require(Decimal(string: difference.fixed(decimals: 12)))
      #expect(foundation == foundationA - foundationB, "\(left) − \(right)")
    }
  }

  @Test func `rounding agrees with Foundation's plain rounding`() throws {
    var random = SeededRandom(seed: 11)
    for _ in 0..<2000 {
      let text = Self.randomText(&random)
      let places = Int(random.next() % 7)
      var exact = try #require(Decimal(string: text))
      var rounded = Decimal()
      NSDecimalRound(&rounded, &exact, places, .plain)
      let ours = try number(text).rounded(toDecimals: places).fixed(decimals: places)
      #expect(Decimal(string: ours) == rounded, "\(text) to \(places)")
    }
  }

  @Test func `random bit patterns survive the way through decimals`() throws {
    var random = SeededRandom(seed: 3)
    for _ in 0..<2000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      #expect(try #require(DecimalDigits(value)).doubleValue == value)
    }
  }

  private static func randomText(_ random: inout SeededRandom) -> String {
    let whole = random.next() % [1, 10, 1000, 1_000_000][Int(random.next() % 4)]
    let decimals = (0..<Int(random.next() % 9)).map { _ in String(random.next() % 10) }.joined()
    return (random.next() % 2 == 0 ? "-" : "") + "\(whole)" + (decimals.isEmpty ? "" : "." + decimals)
  }
}

/// A stream of numbers that is the same in every run (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
