import Testing
import Typesetting

@testable import Exercises

/// Where digits that a hand leaves out on the way decide the last one that is asked for.
@Suite struct RoundingEdgeTests {
  @Test(arguments: [
    // A half, and a thousandth of a unit around it.
    (0.12345, true), (0.12345_009, true), (0.12344_991, true), (0.12345_011, false), (0.12344_989, false),
    // A whole unit, which truncating makes of it or not.
    (0.12340_009, true), (0.12339_991, true), (0.12340_011, false), (0.12339_989, false),
    // No digits are cut off, but for binary noise.
    (0.1234, false), (0.25, false), (3, false), (0.1 + 0.2, false), (1.1 * 1.1, false), (0, false),
    // The unit is that of the number's own size.
    (1234.5, true), (1234.4, false), (1.2345e-9, true), (-0.12345, true), (9.9999999, true), (0.99999, false),
  ])
  func `four digits, either way`(value: Double, isAtEdge: Bool) {
    #expect(AskedDigits().isAtEdge(value) == isAtEdge)
  }

  @Test func `what is not asked for is no edge`() {
    let rounded = AskedDigits(.significant(4), rules: [.rounded])
    let truncated = AskedDigits(.significant(4), rules: [.truncated])
    #expect(rounded.isAtEdge(0.12345) && !truncated.isAtEdge(0.12345))
    #expect(!rounded.isAtEdge(0.12340_009) && truncated.isAtEdge(0.12340_009))
    #expect(AskedDigits(.decimals(2)).isAtEdge(12.345) && !AskedDigits(.decimals(3)).isAtEdge(12.345))
    #expect(AskedDigits(.significant(2)).isAtEdge(0.125) && !AskedDigits(.significant(3)).isAtEdge(0.125))
  }
}
