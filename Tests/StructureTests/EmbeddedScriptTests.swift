import Foundation
import Testing

/// What `.ci/embedded` says where it cannot check what it was asked to.
@Suite struct EmbeddedScriptTests {
  /// A folder for programs that is there as long as the value.
  private final class Programs {
    let folder = FileManager.default.temporaryDirectory.appending(path: "programs-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func add(_ name: String, _ script: String) throws {
      let file = folder.appending(path: name)
      try "#!/bin/bash\n\(script)\n".write(to: file, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    }
  }

  private static func run(_ words: [String], path: String) throws -> (code: Int32, said: String) {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = [root.appending(path: ".ci/embedded").path] + words
    process.environment = ["PATH": path]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let said = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: said, as: UTF8.self))
  }

  @Test func `a room that is not there is refused`() throws {
    let programs = try Programs()
    try programs.add("swiftc", "echo '{}'")
    let (code, said) = try Self.run(["Typessetting"], path: "\(programs.folder.path):/usr/bin:/bin")
    #expect(code == 1 && said.contains("there is no room Typessetting here; there are Typesetting Matrices"), "\(said)")
  }

  @Test func `where there is no compiler it says so`() throws {
    let programs = try Programs()
    try programs.add("dirname", "exec /usr/bin/dirname \"$@\"")
    let (code, said) = try Self.run([], path: programs.folder.path)
    #expect(code == 1 && said == "embedded: there is no swiftc here\n", "\(said)")
  }

  @Test func `what the compiler says of an empty module is shown`() throws {
    let programs = try Programs()
    let modules = programs.folder.appending(path: "embedded/Swift.swiftmodule")
    try FileManager.default.createDirectory(at: modules, withIntermediateDirectories: true)
    try Data().write(to: modules.appending(path: "wasm32-unknown-none-wasm.swiftmodule"))
    try programs.add(
      "swiftc",
      """
      if [ "$1" = -print-target-info ]; then
        echo '  "runtimeResourcePath": "\(programs.folder.path)"'
      else
        echo 'error: no room on the disk' >&2
        exit 1
      fi
      """)
    let (code, said) = try Self.run(["Matrices"], path: "\(programs.folder.path):/usr/bin:/bin")
    #expect(code == 1 && said.contains("the empty module Typesetting cannot be made"), "\(said)")
    #expect(said.contains("error: no room on the disk"), "\(said)")
  }
}
