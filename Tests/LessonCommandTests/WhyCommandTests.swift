import Testing
import Typesetting

@testable import LessonCommand

@Suite struct WhyCommandTests {
  @Test(arguments: Language.allCases)
  func `the hand-computed gradient reads as recorded`(language: Language) throws {
    let session = Session("why", "clase6", "dW1[1,1]", "--lang", language.rawValue)
    #expect(session.code == 0 && session.error.isEmpty)
    try Golden.check(session.output, "why-clase6.\(language.rawValue)")
  }

  @Test(arguments: Language.allCases)
  func `a parameter shows its update, and its parts one level down`(language: Language) throws {
    let session = Session("why", "xor", "W1[1,2]", "--at", "3", "--depth", "2", "--lang", language.rawValue)
    #expect(session.code == 0 && session.error.isEmpty)
    try Golden.check(session.output, "why-xor.\(language.rawValue)")
  }

  /// The factors on every path, multiplied and summed, are the number itself.
  @Test func `the paths of the golden gradient sum to 0.0011`() {
    let text = Session("why", "clase6", "∂E/∂W1[1,1]").output
    #expect(text.contains("0.0015997") && text.contains("−0.00049164") && text.contains("0.0011081"))
  }

  @Test func `an iteration that the run does not reach is told`() {
    let session = Session("why", "clase6", "E", "--at", "99999999999")
    #expect(session.code == 64 && session.output.isEmpty)
    #expect(session.error.hasPrefix("Error: "))
  }
}
