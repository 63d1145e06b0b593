import Exercises
import Testing
import Typesetting

@testable import Handouts

/// How many digits are asked for, in words.
@Suite struct AskedDigitsWordsTests {
  @Test func `numbers are one or several, and cut one way or either`() {
    #expect(AskedDigits().words.es == "con 4 cifras significativas, redondeadas o truncadas")
    #expect(AskedDigits().words.en == "with 4 significant digits, rounded or truncated")
    #expect(AskedDigits(.significant(1), rules: [.truncated]).words.es == "con una cifra significativa, truncada")
    #expect(AskedDigits(.decimals(2), rules: [.rounded]).words.es == "con 2 decimales, redondeados")
    #expect(AskedDigits(.decimals(1), rules: [.truncated]).words.en == "with 1 decimal, truncated")
    #expect(AskedDigits(.decimals(0), rules: [.rounded]).words.es == "sin decimales, redondeados")
    #expect(AskedDigits(.decimals(0)).words.en == "without decimals, rounded or truncated")
  }
}
