import Foundation
import Testing

@testable import LessonLanguage

/// The whole lessons kept in Fixtures/Examples.
enum Examples {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Fixtures/Examples")

  static let names: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".lesson") }.sorted()

  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }
}

@Suite struct LessonParserTests {
  @Test func `there are examples`() {
    #expect(Examples.names.count >= 15)
  }

  @Test(arguments: Examples.names) func `every example parses`(name: String) throws {
    do {
      let lessons = try LessonParser.parse(try Examples.text(name), file: name)
      let several = ["optimizers.lesson": 2, "images.lesson": 3]
      #expect(lessons.count == several[name] ?? 1)
    } catch let error as LessonError {
      Issue.record("\(error.description(.english))")
    }
  }
}
