import Testing
import Typesetting

@Suite struct LocalizedGroupingTests {
  @Test func `a count in a sentence is grouped as its language does`() {
    for (count, es, en) in [
      (0, "0", "0"), (999, "999", "999"), (1000, "1000", "1,000"), (60_000, "60\u{A0}000", "60,000"),
      (1_234_567, "1\u{A0}234\u{A0}567", "1,234,567"), (-12_000, "−12\u{A0}000", "−12,000"),
    ] {
      #expect(Localized(grouping: count) == Localized(es: es, en: en))
    }
  }
}
