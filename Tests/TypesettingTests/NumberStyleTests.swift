import Foundation
import Testing

@testable import Typesetting

@Suite struct NumberStyleTests {
  @Test(arguments: [
    (0.5, "0.5"), (0.0, "0"), (-0.0, "0"), (-0.25, "−0.25"), (0.17044912, "0.170449"), (1.0, "1"), (100.0, "100"),
    (0.0001, "0.0001"), (0.0000978, "9.78·10⁻⁵"), (9.78e-6, "9.78·10⁻⁶"), (-9.7812345678e-12, "−9.78123·10⁻¹²"),
    (1_234_567.0, "1234567"), (9_999_999.0, "1·10⁷"), (12_345_678.0, "1.23457·10⁷"), (1e7, "1·10⁷"),
    (123_456.7, "123457"), (0.00009999999, "0.0001"), (.infinity, "∞"), (-.infinity, "−∞"), (.nan, "NaN"),
    (0.1 + 0.2, "0.3"), (.leastNonzeroMagnitude, "5·10⁻³²⁴"),
  ])
  func `a number reads as a hand would write it`(value: Double, text: String) {
    #expect(NumberStyle().format(value) == text)
  }

  @Test func `the style's digits and mark are used`() {
    #expect(NumberStyle(significantDigits: 3).format(0.17044) == "0.17")
    #expect(NumberStyle(significantDigits: 1).format(0.96) == "1")
    #expect(NumberStyle(significantDigits: 0).format(0.96) == "1")
    #expect(NumberStyle().format(-2.5, mark: .comma) == "−2,5")
  }

  @Test(arguments: [0.60087654, 123_456.7, -9.7812345678e-12, 1_234_567.25, 0.00001, 0, 99_999.96, 2e300])
  func `what is shown is a number, and reads the same when it is shown again`(value: Double) {
    for digits in [1, 3, 5, 17] {
      let style = NumberStyle(significantDigits: digits)
      let shown = style.shown(value)
      #expect(style.format(shown) == style.format(value))
      #expect(abs(shown - value) <= 0.5001 * pow(10, Double(1 - digits)) * abs(value))
      if digits == 17 { #expect(shown == value) }
    }
    #expect(NumberStyle().shown(.infinity) == .infinity && NumberStyle().shown(.nan).isNaN)
  }

  @Test func `a result is the one shown when it rounds to it, and halfway either way`() {
    let style = NumberStyle(significantDigits: 5)
    #expect(style.isShown(0.239781, as: 0.2397812407))
    #expect(!style.isShown(0.23977, as: 0.2397812407))
    #expect(!style.isShown(0.2397749, as: 0.2397812407))
    // 0.5·0.98765 lies halfway between two numbers of five digits.
    #expect(style.isShown(0.493825, as: 0.493826) && style.isShown(0.493825, as: 0.493824))
    #expect(!style.isShown(0.4938249, as: 0.493826) && !style.isShown(0.4938251, as: 0.493824))
    #expect(NumberStyle(significantDigits: 17).isShown(0.1 + 0.2, as: 0.30000000000000004))
    #expect(!NumberStyle(significantDigits: 17).isShown(0.3, as: 0.1 + 0.2))
    #expect(style.isShown(.infinity, as: .infinity) && !style.isShown(.nan, as: 1) && style.isShown(-0.0, as: 0))
  }

  @Test func `the entries of a matrix have as many digits as each other, but for those that end before`() {
    let style = NumberStyle(significantDigits: 5)
    #expect(
      style.format(entries: [0.1467558, 0.0923386, 1.11500321, 0.000114374])
        == ["0.14676", "0.092339", "1.1150", "0.00011437"])
    #expect(style.format(entries: [0.5, 0, 3, 0.1 + 0.2, 12345.678]) == ["0.5", "0", "3", "0.3", "12346"])
    #expect(style.format(entries: [2.500001e-9, 1e-9, 0.99999999]) == ["2.5000·10⁻⁹", "1·10⁻⁹", "1.0000"])
    #expect(style.format(entries: [.nan, .infinity, -0.25], mark: .comma) == ["NaN", "∞", "−0,25"])
  }

  @Test func `numbers together have common decimals, no trailing zeros and plain zeros`() {
    let style = NumberStyle()
    #expect(style.format(together: [10, 0.5, 0.00123456, 0]) == ["10", "0.5", "0.00123", "0"])
    #expect(style.format(together: [0.601087878, 0.0604491234]) == ["0.601088", "0.060449"])
    #expect(style.format(together: [1000, 2.5, 1e-9]) == ["1000", "2.5", "1·10⁻⁹"])
    #expect(style.format(together: [0, 0]) == ["0", "0"])
    #expect(style.format(together: [.nan, -.infinity, 0.5]) == ["NaN", "−∞", "0.5"])
    #expect(style.format(together: []) == [])
  }

  @Test func `a column of a table has equally many decimals`() {
    let style = NumberStyle()
    #expect(style.format(column: [0.24909, 0.236389]) == ["0.249090", "0.236389"])
    #expect(style.format(column: [4, 2, 0]) == ["4", "2", "0"])
    #expect(style.format(column: [10, 0.5, 0, 1e-9, .nan]) == ["10.0", "0.5", "0", "1·10⁻⁹", "NaN"])
    #expect(style.format(column: [-1, 0.25], mark: .comma) == ["−1,00", "0,25"])
    #expect(style.format(column: []) == [])
    // 2388.2205 is cut to six digits, and has no zeros behind them.
    #expect(style.format(column: [2388.2205, 0.4717]) == ["2388.22", "0.472"])
    #expect(style.format(column: [2388.22, 0.4717]) == ["2388.220", "0.472"])
  }

  @Test func `no entry loses all its digits among larger ones`() {
    var random = SeededRandom(seed: 9)
    for _ in 0..<500 {
      let values = (0..<4).map { _ in
        Double.random(in: -1...1, using: &random) * [1e-8, 1e-4, 1, 1e5, 1e9][Int(random.next() % 5)]
      }
      for text in NumberStyle().format(together: values) where text != "0" {
        #expect(text.contains { ("1"..."9").contains($0) }, "\(values)")
      }
      #expect(!NumberStyle().format(together: values).contains("0"), "\(values)")
    }
  }
}
