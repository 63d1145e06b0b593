import Foundation
import Testing

/// Texts held against recorded files in `Fixtures/Goldens`.
///
/// `RECORD_GOLDENS=1 swift test --filter SUITE` records what is printed now, and fails.
package enum Golden {
  /// The folder of the recorded files.
  package static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/Goldens")

  /// Records an issue with the first lines in which a text differs from the recorded file of this name.
  package static func check(_ text: String, _ name: String) throws {
    if let difference = try difference(text, name) { Issue.record("\(difference)") }
  }

  /// How a text differs from the recorded file of this name, which may begin with folders; nil when it does not.
  ///
  /// While recording, the text becomes the file, and that is told as a difference. Throws when a file cannot be used.
  package static func difference(_ text: String, _ name: String) throws -> String? {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      return "recorded \(file.path()); run again without RECORD_GOLDENS"
    }
    guard let recorded = try? Data(contentsOf: file) else { return "\(name) was never recorded: RECORD_GOLDENS=1" }
    return changes(in: text, since: String(decoding: recorded, as: UTF8.self)).map { "\(name) differs in line \($0)" }
  }

  /// The first lines that were and are, with their numbers; nil for equal texts.
  package static func changes(in text: String, since recorded: String) -> String? {
    guard text != recorded else { return nil }
    let new = text.split(separator: "\n", omittingEmptySubsequences: false)
    let old = recorded.split(separator: "\n", omittingEmptySubsequences: false)
    let differences = new.difference(from: old)
    let shown = differences.prefix(12).map { change in
      switch change {
      case .insert(let place, let line, _): "\(place + 1):\n  + \(line)"
      case .remove(let place, let line, _): "\(place + 1):\n  − \(line)"
      }
    }
    let rest = differences.count - shown.count
    return shown.joined(separator: "\n") + (rest > 0 ? "\n(\(rest) more)" : "")
  }
}
