import Foundation
import TemporaryFolders
import Testing

/// The program as it was built, run in a process of its own as a user runs it.
enum BuiltProgram {
  struct Result {
    let code: Int32
    /// The signal that ended it, when one did.
    let signal: Int32?
    let output: String
    let error: String

    var lines: [Substring] { output.split(separator: "\n") }
  }

  /// Where it is: beside the tests.
  static let path: String? = {
    let bundles = Bundle.allBundles.filter { $0.bundlePath.hasSuffix(".xctest") }.map(\.bundleURL)
    let places =
      bundles + [Bundle.main.executableURL, CommandLine.arguments.first.map { URL(filePath: $0) }].compactMap(\.self)
    return places.map { $0.deletingLastPathComponent().appending(path: "lesson").path }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// Runs it with these words, nothing of the tests' own environment but the path, and a text on standard input.
  static func run(
    _ words: String..., environment: [String: String] = ["LANG": "en_US.UTF-8"], input: String = ""
  ) throws -> Result {
    try Running(words, environment: environment, input: input).finish()
  }

  /// Runs a line of the shell in which `lesson` is the program; the folder becomes the present one.
  static func shell(
    _ line: String, in folder: String? = nil, environment: [String: String] = ["LANG": "en_US.UTF-8"]
  ) throws -> Result {
    let program = try #require(path, "the program was not built")
    let line = "lesson() { '\(program)' \"$@\"; }; \(line)"
    return try Running(program: "/bin/sh", ["-c", line], environment: environment, input: "", folder: folder).finish()
  }
}

/// A process under way.
final class Running {
  private let process = Process()
  private let folder: TemporaryFolder
  private let input: FileHandle?

  /// Starts the program; with `input` nil, standard input is a pipe that stays open.
  convenience init(
    _ words: [String], environment: [String: String] = ["LANG": "en_US.UTF-8"], input: String?
  ) throws {
    try self.init(
      program: try #require(BuiltProgram.path, "the program was not built"), words, environment: environment,
      input: input, folder: nil)
  }

  init(program: String, _ words: [String], environment: [String: String], input: String?, folder: String?) throws {
    self.folder = try TemporaryFolder()
    process.executableURL = URL(filePath: program)
    process.arguments = words
    process.environment = environment.merging(["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""]) { own, _ in
      own
    }
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    // Files, so that neither stream can fill a pipe that nobody reads.
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: self.folder.write([], to: "output")))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: self.folder.write([], to: "error")))
    if let input {
      process.standardInput = try FileHandle(
        forReadingFrom: URL(filePath: self.folder.write(Array(input.utf8), to: "input")))
      self.input = nil
    } else {
      let pipe = Pipe()
      process.standardInput = pipe
      self.input = pipe.fileHandleForWriting
    }
    try Self.withSignalsOpen { try process.run() }
  }

  /// Runs the body with no signal held back on this thread: a child inherits the mask, and the threads on which tests
  /// run hold everything back.
  private static func withSignalsOpen(_ body: () throws -> Void) rethrows {
    var open = sigset_t()
    var former = sigset_t()
    sigemptyset(&open)
    pthread_sigmask(SIG_SETMASK, &open, &former)
    defer { pthread_sigmask(SIG_SETMASK, &former, nil) }
    try body()
  }

  /// What it has written so far.
  var output: String { text("output") }
  var error: String { text("error") }

  private func text(_ name: String) -> String {
    String(decoding: FileManager.default.contents(atPath: folder.path(name)) ?? Data(), as: UTF8.self)
  }

  /// Waits until something is so, for as long as a slow machine may need.
  func wait(until isSo: () -> Bool) throws {
    for _ in 0..<1500 {
      if isSo() { return }
      try #require(process.isRunning, "it ended before: \(text("error"))")
      Thread.sleep(forTimeInterval: 0.02)
    }
    process.terminate()
    Issue.record("nothing came in 30 seconds")
  }

  /// Types a line.
  func type(_ line: String) throws { try input?.write(contentsOf: Data((line + "\n").utf8)) }

  /// Presses Ctrl-C.
  func interrupt() { kill(process.processIdentifier, SIGINT) }

  /// Waits for its end, which comes at the latest after two minutes.
  func finish() -> BuiltProgram.Result {
    let number = process.processIdentifier
    let guardian = DispatchWorkItem { kill(number, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + 120, execute: guardian)
    process.waitUntilExit()
    guardian.cancel()
    let isSignal = process.terminationReason == .uncaughtSignal
    return BuiltProgram.Result(
      code: process.terminationStatus, signal: isSignal ? process.terminationStatus : nil, output: text("output"),
      error: text("error"))
  }
}
