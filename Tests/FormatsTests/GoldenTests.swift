import Foundation
import Testing

@testable import Formats
@testable import Typesetting

/// Whole documents against recorded files; `RECORD_GOLDENS=1 swift test --filter GoldenTests` records and fails.
@Suite struct GoldenTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/Goldens/Formats")

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
    let file = Self.folder.appending(path: name + ".golden")
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      Issue.record("recorded \(file.path()); run again without RECORD_GOLDENS")
      return
    }
    let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    guard text != expected else { return }
    let new = text.split(separator: "\n", omittingEmptySubsequences: false)
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let differences = (0..<max(new.count, old.count)).compactMap { place -> String? in
      let (was, now) = (place < old.count ? old[place] : "", place < new.count ? new[place] : "")
      return was == now ? nil : "\(place + 1):\n  − \(was)\n  + \(now)"
    }
    Issue.record("\(name) differs in line \(differences.prefix(8).joined(separator: "\n"))")
  }
}
