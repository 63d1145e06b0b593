import Formats
import Testing
import Typesetting

@testable import Documents
@testable import Verification

@Suite struct PrintedTextTests {
  private func text(_ printed: String, _ computed: Double) -> PrintedText {
    let digits = DecimalDigits(printed: printed).map { PrintedRule.agrees(value: computed, printed: $0) } ?? []
    let rules = Set(digits.map { $0 == .rounded ? Verdict.Rule.rounded : .truncated })
    return PrintedText(
      Verdict.Number(
        indices: "", printed: printed, computed: computed, rules: rules, isMisprint: false,
        judgement: rules.isEmpty ? .wrong : .right))
  }

  @Test(arguments: [
    ("0.60108", 0.6010878788483698, "0.60108", "0.601087878848…", "truncado a 5 decimales"),
    ("-.5", -0.5, "−0.5", "−0.5", "exacto"),
    ("9.78e-6", 9.783750033e-6, "9.78·10⁻⁶", "9.783750033·10⁻⁶", "redondeado o truncado a 3 cifras"),
    ("0.3", 0.1 + 0.2, "0.3", "0.3", "exacto"),
    ("17", 17.25, "17", "17.25", "redondeado o truncado a las unidades"),
    ("0.1", 0.0625, "0.1", "0.0625", "redondeado a 1 decimal"),
  ])
  func `a number reads as printed and as computed`(
    printed: String, computed: Double, left: String, right: String, rule: String
  ) {
    let text = text(printed, computed)
    #expect(text.printed == left)
    #expect(text.computed == right)
    #expect(text.rule.es == rule)
  }

  @Test(arguments: [
    ("1.3e3", 1234.5678, "1.2·10³"), ("1.24e+3", 1234.5678, "1.23·10³"), ("2e3", 1234.5678, "1·10³"),
    ("13e-4", 0.0012345, "12·10⁻⁴"), ("9.8e5", 999999.99, "1.00·10⁶ (rounded) or 9.9·10⁵ (truncated)"),
    ("0.33333444444444444", 1.0 / 3, "0.3333333333333 (13 digits are judged)"),
  ])
  func `what should be printed is written as the printed number is`(printed: String, computed: Double, advice: String) {
    #expect(text(printed, computed).shouldBe(.english).written == "it should be " + advice)
  }

  @Test func `what should be printed follows the rule that is asked for`() {
    func advice(_ rule: PrintedRule?, _ printed: String) -> String {
      PrintedText(
        Verdict.Number(
          indices: "", printed: printed, computed: 1.996, rules: [], askedRule: rule, isMisprint: false,
          judgement: .wrong)
      ).shouldBe(.english).written
    }
    #expect(advice(.truncated, "2") == "it should be 1 (truncated)")
    #expect(advice(.rounded, "1") == "it should be 2 (rounded)")
    #expect(advice(nil, "1") == "it should be 2")
    #expect(advice(.truncated, "2.00") == "it should be 1.99 (truncated)")
    #expect(advice(nil, "2.01") == "it should be 2.00 (rounded) or 1.99 (truncated)")
  }

  @Test(arguments: [("1.0e6", "rounded to 2 digits"), ("1e6", "rounded to 1 digit")])
  func `the digits of a power of ten are those before it`(printed: String, rule: String) {
    #expect(text(printed, 999999.99).rule.en == rule)
  }

  @Test(arguments: [
    ("0.333333333333", 0.3333333333333333, "rounded or truncated to 12 decimals", "0.333333333333…"),
    ("0.3333333333333", 0.3333333333333333, "rounded or truncated to 13 decimals", "0.3333333333333…"),
    ("0.66666666666667", 0.6666666666666666, "judged to 13 digits, not beyond", "0.66666666666666…"),
    ("0.33333333333334444", 0.3333333333333333, "judged to 13 digits, not beyond", "0.333333333333333…"),
    ("1.732050807569", 1.7320508075688772, "rounded to 12 decimals", "1.732050807568…"),
    ("0.125", 0.125, "exact", "0.125"), ("0.2500000000000000", 0.25, "judged to 13 digits, not beyond", "0.25"),
  ])
  func `only what is the number itself is exact, and thirteen digits are judged`(
    printed: String, computed: Double, rule: String, shown: String
  ) {
    #expect(text(printed, computed).rule.en == rule)
    #expect(text(printed, computed).computed == shown)
  }

  @Test(arguments: [
    ("0.66666777777777777", 0.6666666666666666, "it should be 0.6666666666667 (13 digits are judged)"),
    ("0.66666777777777", 0.6666666666666666, "it should be 0.6666666666667 (13 digits are judged)"),
    ("0.50000000000000111", 0.501, "it should be 0.501 (13 digits are judged)"),
  ])
  func `what should be printed has no digits that are not known`(printed: String, computed: Double, words: String) {
    #expect(text(printed, computed).shouldBe(.english).written == words)
  }

  @Test(arguments: [
    ("0", 0.97, "it should be 0.97"), ("0.7", 0.75, "it should be 0.8 (rounded) or 0.7 (truncated)"),
    ("0.62", 0.5, "it should be 0.50"),
    ("2", 0.0145, "it is 0.0145"), ("1", .infinity, "it is ∞"),
  ])
  func `what should be printed has as many decimals`(printed: String, computed: Double, words: String) {
    #expect(text(printed, computed).shouldBe(.english).written == words)
  }
}

extension Typesetting.Text {
  /// It as it is read with a decimal point.
  fileprivate var written: String {
    parts.map { part in
      switch part {
      case .plain(let words), .code(let words), .strong(let words), .faint(let words): words
      case .strip: ""
      case .math(let math): LinearMath().text(math)
      }
    }.joined()
  }
}
