import Foundation

/// A folder of its own, removed at the end.
package final class TemporaryFolder {
  /// Where it is.
  package let url = FileManager.default.temporaryDirectory.appending(path: "lesson-\(UUID().uuidString)")

  /// Makes it.
  package init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(at: url) }

  /// The path of a file in it.
  package func path(_ name: String) -> String { url.appending(path: name).path }
  /// Writes a file and gives its path.
  package func write(_ bytes: [UInt8], to name: String) throws -> String {
    try Data(bytes).write(to: url.appending(path: name))
    return path(name)
  }
  /// A file as text.
  package func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }
  /// A file as bytes.
  package func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: path(name))) }
  /// What is in it, in order.
  package var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted() }
}
