import Goldens
import Testing

@testable import Formats
@testable import Typesetting

/// Whole documents against recorded files; `RECORD_GOLDENS=1 swift test --filter GoldenTests` records and fails.
@Suite struct GoldenTests {
  @Test(arguments: FormatName.allCases)
  func `the document with everything reads as recorded`(name: FormatName) throws {
    let options = FormatOptions(width: 80, language: .spanish)
    try check(name.format(options).render(EverythingDocument.document), "everything.\(name.rawValue)")
  }

  @Test func `the document with everything reads as recorded in colour, narrow, with commas`() throws {
    let options = FormatOptions(width: 44, color: true, decimalMark: .comma, language: .english)
    let text = UnicodeText(options).render(EverythingDocument.document)
    try check(text.split(separator: "\u{1B}", omittingEmptySubsequences: false).joined(separator: "ESC"), "narrow.text")
  }

  private func check(_ text: String, _ name: String) throws {
    try Golden.check(text, "Formats/\(name).golden")
  }
}
