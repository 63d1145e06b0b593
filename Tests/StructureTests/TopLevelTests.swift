import Foundation
import Testing

/// What lies at the top of the repository.
@Suite struct TopLevelTests {
  @Test func `nothing has been left there`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    let names = try FileManager.default.contentsOfDirectory(atPath: root.path).filter { !$0.hasPrefix(".") }
    // SwiftPM writes Package.resolved, which git ignores.
    let own: Set = ["Package.swift", "Package.resolved", "Sources", "Tests", "Lessons", "Fixtures", "README.md"]
    #expect(Set(names).subtracting(own).isEmpty)
  }
}
