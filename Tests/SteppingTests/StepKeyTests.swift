import Testing
import Typesetting

@testable import Stepping

@Suite struct StepKeyTests {
  @Test(
    arguments: [
      ("", .next(1)), ("n", .next(1)), ("  n \t", .next(1)), ("5n", .next(5)), ("5 n", .next(5)), ("N", .previous(1)),
      ("b", .previous(1)), ("12N", .previous(12)), ("]", .nextIteration(1)), ("10]", .nextIteration(10)),
      ("[", .previousIteration(1)), ("3[", .previousIteration(3)), ("120g", .goTo(120)), ("g 120", .goTo(120)),
      ("g120", .goTo(120)), ("120 g", .goTo(120)), ("g end", .goToEnd), ("g fin", .goToEnd),
      ("1000000000g", .goTo(1_000_000_000)),
      ("w dW1[1,1]", .why("dW1[1,1]")), ("w  ∂E/∂W1[1,1] ", .why("∂E/∂W1[1,1]")), ("p", .names),
      ("p W1", .quantity("W1")),
      ("p W2ᵀ·δ2", .quantity("W2ᵀ·δ2")), ("l", .loss), (".", .again), ("?", .help), ("h", .help), ("ayuda", .help),
      ("help", .help), ("q", .quit), ("Q", .quit), ("salir", .quit), ("quit", .quit), ("exit", .quit),
    ] as [(String, StepKey)])
  func `a line is a key`(text: String, key: StepKey) throws {
    #expect(try StepKey(text) == key)
  }

  @Test(
    arguments: [
      ("x", .unknown("x")), ("nn", .unknown("nn")), ("5", .numberAlone("5")), ("5w", .unknown("5w")),
      ("5p", .unknown("5p")), ("5q", .unknown("5q")), ("5n3", .unknown("5n3")), ("0n", .badCount("0")),
      ("0g", .badCount("0")), ("1000000001g", .badCount("1000000001")),
      ("99999999999999999999n", .badCount("99999999999999999999")), ("g", .noIteration), ("g 0", .badCount("0")),
      ("g 1.5", .badCount("1.5")), ("g -3", .badCount("-3")), ("gx", .unknown("gx")), ("w", .noAddress),
      ("wE", .unknown("wE")), ("pE", .unknown("pE")), ("-1g", .unknown("-1g")), ("\u{FFFD}", .unknown("\u{FFFD}")),
      ("٣n", .unknown("٣n")),
    ] as [(String, StepKey.Misspelling)])
  func `any other line says what would fit`(text: String, misspelling: StepKey.Misspelling) {
    #expect(throws: misspelling) { try StepKey(text) }
    let hint = misspelling.hint
    #expect(hint.es != hint.en)
    for language in Language.allCases { #expect(hint[language].count <= 100) }
  }

  @Test func `a capital goes the way back`() throws {
    #expect(try StepKey("n") == .next(1))
    #expect(try StepKey("N") == .previous(1))
  }

  @Test func `what was typed is shown without control characters, and not whole when it is long`() {
    let hint = StepKey.Misspelling.unknown("\u{1B}[31m" + String(repeating: "x", count: 100)).hint
    #expect(!hint.en.contains("\u{1B}"))
    #expect(hint.en.count < 80)
    #expect(hint.en.contains("\u{FFFD}[31m"))
  }

  @Test(arguments: [
    ("dW1[1,1]", "w dW1[1,1]"), ("why a1[1]", "w a1[1]"), ("∂E/∂W1[1,1]", "w ∂E/∂W1[1,1]"), ("wE", nil), ("]]", nil),
  ])
  func `an address without its key is told the key`(text: String, advice: String?) throws {
    let hint = StepKey.Misspelling.unknown(text).hint
    for language in Language.allCases { #expect(hint[language].hasSuffix(advice ?? ".") && hint.es != hint.en) }
  }
}
