import Testing
import Typesetting

@testable import LessonCommand

@Suite struct NumberArgumentTests {
  @Test(arguments: [
    ("0.5", 0.5), ("0,5", 0.5), ("\u{2212}0.5", -0.5), ("-0,5", -0.5), ("+2", 2), (".5", 0.5), ("5.", 5),
    ("1e-3", 0.001),
    ("1e\u{2212}3", 0.001), ("1E3", 1000), ("1/4", 0.25), ("-1/4", -0.25), ("1,5/0.5", 3), ("0,125", 0.125),
    ("1.500", 1.5), ("1234,567", 1234.567), ("2.5×10⁻³", 0.0025), ("1e-999", 0), ("007", 7),
    ("2.2·10⁻⁵", 2.2e-5), ("\u{2212}1·10³⁵", -1e35), ("10⁻⁸", 1e-8), ("2,5·10²", 250),
  ])
  func `a number is read as a person types it`(text: String, value: Double) throws {
    #expect(try NumberArgument.number(text, for: Localized(both: "--lr")) == value)
  }

  @Test(arguments: [
    "", " ", "abc", "1 2", "0x10", "0x1p3", "1e", "e3", "--1", "1-", "½", "1/", "/2", "1/2/3", "٣", "1_000", ".", "-",
    "5%", "0.5\u{0}", "310⁵", "3·10", "·10⁵", "2·10⁻", "2³", "1/2·10⁻⁵·10⁻⁵",
  ])
  func `anything else is refused as no number`(text: String) {
    #expect(TypedNumber.parse(text) == .failure(.notANumber))
  }

  @Test(arguments: ["nan", "NaN", "inf", "-inf", "Infinity", "1e999", "-1e999", "∞", "1e300/1e-300"])
  func `what is not finite is refused as such`(text: String) {
    #expect(TypedNumber.parse(text) == .failure(.notFinite))
  }

  @Test(arguments: [
    ("1.234,5", "write thousands without a separator and decimals with a point: 1234.5"),
    ("1,234,567", "write thousands without a separator: 1234567"),
    ("1,500", "write thousands without a separator: 1500; write decimals with a point: 1.500"),
    ("-1,500", "write thousands without a separator: 1500; write decimals with a point: 1.500"),
    ("1.2.3", "it has more than one decimal mark; write thousands without a separator"),
  ])
  func `marks between thousands are refused with what to write instead`(text: String, advice: String) {
    guard case .failure(let reason) = TypedNumber.parse(text) else {
      Issue.record("\(text) was taken")
      return
    }
    #expect(reason.message.en == advice)
  }

  @Test func `a division by zero has its own reason`() {
    #expect(TypedNumber.parse("1/0") == .failure(.dividedByZero))
  }

  @Test(arguments: [
    ("1", 1), ("1e4", 10_000), ("10000.0", 10_000), ("1e9", 1_000_000_000), ("+7", 7), ("6/2", 3),
    ("1,0", 1),
  ])
  func `a whole number may be written in other ways`(text: String, value: Int) throws {
    #expect(try NumberArgument.integer(text, in: 1...1_000_000_000, for: Localized(both: "-n")) == value)
  }

  @Test func `large whole numbers are read exactly`() throws {
    let text = "9007199254740993"
    #expect(try NumberArgument.integer(text, in: 0...Int.max, for: Localized(both: "-n")) == 9_007_199_254_740_993)
  }

  @Test(arguments: [
    ("1e12", "the maximum is 1000000000"), ("99999999999999999999999", "the maximum is 1000000000"),
    (
      "0",
      "the "
        + "minimum is 1"
    ),
    ("-5", "the minimum is 1"), ("-99999999999999999999999", "the minimum is 1"), ("1.5", "it must be a whole number"),
    ("1,000", "write thousands without a separator: 1000"), ("1.000", "write thousands without a separator: 1000"),
    ("10.500", "write thousands without a separator: 10500"),
    ("1e-3", "it must be a whole number"), ("1e999", "it must be a finite number"),
  ])
  func `a whole number out of range is refused with the limit`(text: String, reason: String) {
    do {
      _ = try NumberArgument.integer(text, in: 1...1_000_000_000, for: Localized(both: "-n <count>"))
      Issue.record("\(text) was taken")
    } catch {
      #expect((error as? UsageError)?.message.en == "The value '\(text)' is invalid for '-n <count>': \(reason)")
    }
  }
}
