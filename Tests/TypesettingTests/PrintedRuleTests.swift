import Foundation
import Testing

@testable import Typesetting

@Suite struct PrintedRuleTests {
  private func rules(_ value: Double, _ printed: String) throws -> Set<PrintedRule> {
    PrintedRule.agrees(value: value, printed: try #require(DecimalDigits(printed: printed)))
  }

  @Test(arguments: [
    (0.601087878848, "0.60108", [PrintedRule.truncated]),
    (0.601087878848, "0.60109", [.rounded]),
    (0.601087878848, "0.601", [.rounded, .truncated]),
    (0.601087878848, "0.60107", []),
    (-0.170449, "-0.17044", [.truncated]),
    (-0.170449, "-0.17045", [.rounded]),
    (0.170449, "-0.17045", []),
    (9.7846e-6, "9.78e-6", [.rounded, .truncated]),
    (9.7862e-6, "9.78e-6", [.truncated]),
    (9.7862e-6, "9.79e-6", [.rounded]),
    (1234, "1.2e3", [.rounded, .truncated]),
    (1260, "1.2e3", [.truncated]),
    (3, "3.000", [.rounded, .truncated]),
  ])
  func `printed digits are judged by the exact rule`(value: Double, printed: String, expected: [PrintedRule]) throws {
    #expect(try rules(value, printed) == Set(expected), "\(value) as \(printed)")
  }

  @Test(arguments: [
    // By hand away from zero, or to the even digit; in no other way.
    (0.5, "0", true), (0.5, "1", true), (1.5, "1", false), (1.5, "2", true), (2.5, "2", true), (2.5, "3", true),
    (-1.5, "-1", false), (-1.5, "-2", true), (0.375, "0.37", false), (0.375, "0.38", true), (1250, "1.2e3", true),
    (1350, "1.3e3", false), (1350, "1.4e3", true),
    // The Double of 2.675 lies below it, that of 0.035 above.
    (2.675, "2.67", true), (2.675, "2.68", true), (0.035, "0.03", false), (0.035, "0.04", true),
    (-2.675, "-2.67", true),
  ])
  func `a tie is rounded as a hand or a program rounds it`(value: Double, printed: String, agrees: Bool) throws {
    #expect(try rules(value, printed).contains(.rounded) == agrees, "\(value) as \(printed)")
  }

  @Test func `a tie that is truncated is told as such, too`() throws {
    #expect(try rules(0.125, "0.12") == [.rounded, .truncated])
    #expect(try rules(0.125, "0.13") == [.rounded])
    #expect(try rules(-0.125, "-0.13") == [.rounded])
    #expect(try rules(0.1251, "0.12") == [.truncated])
  }

  @Test func `digits past the thirteenth are not judged`() throws {
    #expect(try rules(0.1 + 0.2, "0.3") == [.rounded, .truncated])
    #expect(try rules(0.29999999999999999, "0.3") == [.rounded, .truncated])
    #expect(try rules(0.3 - 1e-16, "0.300000") == [.rounded, .truncated])
    #expect(try rules(0.3 - 1e-12, "0.300000") == [.rounded])
  }

  @Test func `the sign of a zero is not judged and what is not finite never agrees`() throws {
    #expect(try rules(-0.0, "0.00") == [.rounded, .truncated])
    #expect(try rules(-0.003, "0.00") == [.rounded, .truncated])
    #expect(try rules(0.003, "-0.00") == [.rounded, .truncated])
    #expect(try rules(.nan, "0").isEmpty)
    #expect(try rules(.infinity, "1e300").isEmpty)
  }

  @Test func `what a hand prints always agrees`() throws {
    var random = SeededRandom(seed: 5)
    for _ in 0..<1000 {
      let value = Double.random(in: -50...50, using: &random)
      let places = Int.random(in: 0...7, using: &random)
      let exact = try #require(DecimalDigits(value)).rounded(toSignificant: 13)
      #expect(try rules(value, exact.rounded(toDecimals: places).fixed(decimals: places)).contains(.rounded))
      #expect(try rules(value, exact.truncated(toDecimals: places).fixed(decimals: places)).contains(.truncated))
      #expect(try rules(value, String(format: "%.\(places)f", value)).contains(.rounded))
    }
  }

  @Test func `a neighbour of the printed number agrees by no rule`() throws {
    var random = SeededRandom(seed: 6)
    for _ in 0..<500 {
      let value = Double.random(in: 1...50, using: &random)
      let exact = try #require(DecimalDigits(value)).rounded(toSignificant: 13)
      let wrong = try #require(DecimalDigits(exact.truncated(toDecimals: 4).doubleValue - 0.0001))
      #expect(try rules(value, wrong.fixed(decimals: 4)).isEmpty, "\(value)")
    }
  }
}
