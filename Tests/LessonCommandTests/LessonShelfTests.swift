import Foundation
import Testing

@testable import LessonCommand

@Suite struct LessonShelfTests {
  @Test func `a lesson is read once`() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "shelf-\(UUID().uuidString).lesson").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "lesson one\nforward\n  a = 1\n".write(toFile: path, atomically: true, encoding: .utf8)
    let shelf = LessonShelf()
    #expect(try shelf.load(path).syntax.name == "one")
    try "lesson two\nforward\n  a = 1\n".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(try shelf.load(path).syntax.name == "one")
    #expect(try LessonShelf().load(path).syntax.name == "two")
  }

  @Test func `what cannot be read is tried again`() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "shelf-\(UUID().uuidString).lesson").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let shelf = LessonShelf()
    #expect(throws: (any Error).self) { try shelf.load(path) }
    try "lesson one\nforward\n  a = 1\n".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(try shelf.load(path).syntax.name == "one")
  }
}
