import Testing
import Typesetting

@Suite struct NumberMarksTests {
  @Test(arguments: [
    ("0,5", "write decimals with a point: 0.5"), ("0,500", "write decimals with a point: 0.500"),
    ("1234,500", "write decimals with a point: 1234.500"), ("1,5", "write decimals with a point: 1.5"),
    ("1,000", "write thousands without a separator: 1000; write decimals with a point: 1.000"),
    ("−12,345", "write thousands without a separator: 12345; write decimals with a point: 12.345"),
    ("1,000,000", "write thousands without a separator: 1000000"),
    (
      "1.000.000",
      "write thousands without a "
        + "separator: 1000000"
    ),
    ("1.234,5", "write thousands without a separator and decimals with a point: 1234.5"),
    ("1,234,567.25", "write thousands without a separator and decimals with a point: 1234567.25"),
  ])
  func `what is meant by marks is said`(text: String, advice: String) {
    #expect(NumberMarks.advice(text)?.en == advice)
    #expect(NumberMarks.advice(text)?.es.isEmpty == false)
  }

  @Test(arguments: ["1,000", "1.000"])
  func `a whole number has thousands and no decimals`(text: String) {
    #expect(NumberMarks.advice(text, isWhole: true)?.en == "write thousands without a separator: 1000")
  }

  @Test(arguments: [
    "", "5", "1,", ",5", "1,,000", "1,00,000", "1,2,3", "1.2,3.4", "1 000", "1,000a", "0x1,000", "1.23,4,5",
  ])
  func `what is no such number has no advice`(text: String) {
    #expect(NumberMarks.advice(text) == nil)
  }

  @Test func `thousands come in threes, behind no zero`() {
    #expect(["1,000", "999.999", "12.345.678"].allSatisfy { NumberMarks.isGrouped($0) })
    #expect(!["0,500", "1234,567", "1,00", "1,000.5", "1,000.000", "1000", ""].contains { NumberMarks.isGrouped($0) })
  }
}
