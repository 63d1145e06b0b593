#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A program of the system that downloads files: curl or wget.
package struct HTTPClient {
  /// How a download ended.
  package enum Outcome: Hashable {
    case finished
    /// There is no such program.
    case noProgram
    /// The address was not reached: no network, no such computer, a proxy that does not answer.
    case noNetwork
    /// The server or the file cannot go on in the middle.
    case cannotResume
    /// The program ended with this code.
    case failed(String, Int32)
  }

  private let environment: [String: String]
  private let interrupt: Interrupt
  private let showsProgress: Bool

  /// - Parameters:
  ///   - environment: that of the program, by whose PATH it is found.
  ///   - showsProgress: whether standard error is a terminal, which then sees how far it has come.
  package init(environment: [String: String], showsProgress: Bool, interrupt: Interrupt) {
    self.environment = environment
    self.showsProgress = showsProgress
    self.interrupt = interrupt
  }

  /// The programs that are tried, in this order.
  private enum Program: String, CaseIterable { case curl, wget }

  /// Downloads an address into a file, going on where an earlier attempt ended; tells how it ended.
  ///
  /// What went wrong is told by the outcome alone.
  package func download(_ address: String, to path: String) -> Outcome {
    for program in Program.allCases {
      guard let file = find(program.rawValue) else { continue }
      guard let code = run(file, [program.rawValue] + arguments(program, address, path)) else { continue }
      return outcome(of: program, code)
    }
    return .noProgram
  }

  private func arguments(_ program: Program, _ address: String, _ path: String) -> [String] {
    switch program {
    case .curl:
      // Without --disable, a person's .curlrc could change what is downloaded.
      return [
        "--disable", "--fail", "--location", "--retry", "2", "--connect-timeout", "15", "--speed-limit", "100",
        "--speed-time", "30", "--max-filesize", "100000000", "--continue-at", "-", "--output", path,
        showsProgress ? "--progress-bar" : "--silent", "--url", address,
      ]
    case .wget:
      return ["--continue", "--tries=3", "--timeout=15", "--quiet", "--output-document=\(path)"]
        + (showsProgress ? ["--show-progress"] : []) + ["--", address]
    }
  }

  /// What a program's exit code means.
  private func outcome(of program: Program, _ code: Int32) -> Outcome {
    switch (program, code) {
    case (_, 0): .finished
    // Proxy or host not found, connection refused, time over, connection lost.
    case (.curl, 5), (.curl, 6), (.curl, 7), (.curl, 28), (.curl, 56), (.wget, 4): .noNetwork
    case (.curl, 33), (.curl, 36): .cannotResume
    default: .failed(program.rawValue, code)
    }
  }

  /// The path of a program, by the PATH of the surroundings.
  private func find(_ program: String) -> String? {
    (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(program)" }
      .first { access($0, X_OK) == 0 }
  }

  /// Runs a program to its end and gives its exit code; nil when it cannot be started.
  private func run(_ file: String, _ words: [String]) -> Int32? {
    let variables = environment.map { "\($0.key)=\($0.value)" }
    var process: pid_t = 0
    let result = Self.withStrings(words) { words in
      Self.withStrings(variables) { variables in posix_spawn(&process, file, nil, nil, words, variables) }
    }
    guard result == 0 else { return nil }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return nil }
      // Ctrl-C at a terminal reaches the program as well; a signal to this process alone does not.
      if interrupt.isRequested { kill(process, SIGTERM) }
    }
    let signal = status & 0x7f
    return signal == 0 ? status >> 8 & 0xff : 128 + signal
  }

  /// Calls `body` with the texts as C has them, a null pointer behind the last.
  private static func withStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }
}
