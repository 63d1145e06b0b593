import Foundation

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
