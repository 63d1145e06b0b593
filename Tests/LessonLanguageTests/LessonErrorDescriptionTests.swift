import Testing
import Typesetting

@testable import LessonLanguage

@Suite struct LessonErrorDescriptionTests {
  private func error(_ line: String, _ range: SourceRange?, file: String = "xor.lesson") -> LessonError {
    LessonError(file: file, range: range, lineText: line, message: Localized(es: "mal", en: "bad"))
  }

  @Test func `place, message, line and carets`() {
    #expect(
      error("    Z1 = X·W1 + b1", SourceRange(line: 13, column: 10, length: 4)).description(.spanish) == """
        xor.lesson:13:10: mal
            Z1 = X·W1 + b1
                 ^^^^
        """)
  }

  @Test func `wide characters move the carets by two`() {
    #expect(
      error("漢字 = a", SourceRange(line: 1, column: 6)).description(.english) == "xor.lesson:1:6: bad\n漢字 = a\n       ^")
  }

  @Test func `without a place there is only the message`() {
    #expect(error("", nil).description(.english) == "xor.lesson: bad")
    #expect(error("x", SourceRange(line: 1, column: 2), file: "").description(.english) == "1:2: bad\nx\n ^")
  }

  @Test func `of a long line only the surroundings are shown`() {
    let line = String(repeating: "a", count: 5000) + "b" + String(repeating: "a", count: 5000)
    let parts = error(line, SourceRange(line: 1, column: 5001)).description(.english).split(separator: "\n")
    #expect(parts[1].count == 160)
    #expect(
      parts[1].firstIndex(of: "b").map { parts[1].distance(from: parts[1].startIndex, to: $0) } == parts[2].count - 1)
  }

  @Test func `any place in any line can be shown`() {
    for column in [-5, 0, 1, 3, 4, 900] {
      for length in [-1, 0, 1, 700] {
        let text = error("abc", SourceRange(line: 1, column: column, length: length)).description(.english)
        #expect(text.hasSuffix("^"))
      }
    }
  }
}
