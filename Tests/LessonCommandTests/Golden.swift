import Foundation
import Testing

/// Output held against a recorded file; `RECORD_GOLDENS=1 swift test --filter LessonCommandTests` records and fails.
enum Golden {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/Goldens/Commands")

  /// Records an issue with the first lines that differ.
  static func check(_ text: String, _ name: String) throws {
    let file = folder.appending(path: name + ".golden")
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
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

/// A lesson file in a folder of its own, removed with it.
final class TemporaryLesson {
  private let folder: URL
  /// The file's path.
  let path: String

  init(_ text: String, name: String = "mine.lesson") throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "lesson-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: name)
    try Data(text.utf8).write(to: file)
    path = file.path()
  }

  deinit { try? FileManager.default.removeItem(at: folder) }
}
