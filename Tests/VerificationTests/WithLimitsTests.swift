import LessonLanguage
import Testing

@testable import Verification

/// What a page of the notes sets with `with` keeps to the limits of the setting.
@Suite struct WithLimitsTests {
  @Test func `a number behind with that is outside the limits is told where it stands`() throws {
    let text = """
      lesson limits
      settings
        L = 2 from 1 to 4
      forward
        a = 2·L
      run
        stop after 1 iteration
      expect "p" with L = 5
        a = 10
      """
    let (lessons, source) = try LessonParser.read(text, file: "limits.lesson")
    let error = #expect(throws: LessonError.self) { _ = try Verifier(lessons[0], source: source).verify() }
    #expect(error?.range?.line == 8 && error?.lineText == "expect \"p\" with L = 5")
    #expect(error?.message.en == "“L” cannot be 5; it can be from 1 to 4")
  }
}
