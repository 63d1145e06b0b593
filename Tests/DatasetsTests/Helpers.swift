import Foundation
import Testing

/// A folder for a test's files, removed with the last use of it.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "/lesson-datasets-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and gives its path.
  @discardableResult
  func write(_ bytes: some Sequence<UInt8>, _ name: String) throws -> String {
    let file = "\(path)/\(name)"
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }
}

/// Programs of the system that a test compares with.
enum Python {
  /// What a script writes to standard output; nil, and said so, where Python or a package is missing.
  static func run(_ script: String, arguments: [String] = [], input: [UInt8] = []) throws -> [UInt8]? {
    try run(command: ["python3", "-c", script] + arguments, input: input)
  }

  /// Whether Python has these packages; says so when it has not.
  static func has(_ packages: String...) throws -> Bool {
    for package in packages where try run(command: ["python3", "-c", "import \(package)"]) == nil { return false }
    return true
  }

  /// What a command writes to standard output; nil when there is no such command or it fails.
  static func run(command: [String], input: [UInt8] = []) throws -> [UInt8]? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    let (standardInput, output) = (Pipe(), Pipe())
    process.standardInput = standardInput
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch {
      print("SKIPPED: cannot run \(command[0])")
      return nil
    }
    try standardInput.fileHandleForWriting.write(contentsOf: Data(input))
    try standardInput.fileHandleForWriting.close()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      print("SKIPPED: \(command.prefix(2).joined(separator: " ")) … ended with \(process.terminationStatus)")
      return nil
    }
    return [UInt8](data)
  }
}

/// The most memory this process has held so far, in bytes.
func peakMemory() -> Int {
  var usage = rusage()
  #if canImport(Darwin)
    getrusage(RUSAGE_SELF, &usage)
    return usage.ru_maxrss
  #else
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  #endif
}
