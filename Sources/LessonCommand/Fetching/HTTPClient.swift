#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A program of the system that downloads files: curl or wget.
struct HTTPClient {
  /// How a download ended.
  enum Outcome: Hashable {
    case finished
    /// There is no such program.
    case noProgram
    /// The program ended with this code.
    case failed(Int32)
  }

  let surroundings: Surroundings

  /// The programs that are tried, in this order.
  private enum Program: String, CaseIterable { case curl, wget }

  /// Downloads an address into a file, going on where an earlier attempt ended; tells how it ended.
  ///
  /// Progress goes to standard error when that is a terminal, errors of the program always.
  func download(_ address: String, to path: String) -> Outcome {
    for program in Program.allCases {
      let outcome = run([program.rawValue] + arguments(program, address, path))
      if outcome != .noProgram { return outcome }
    }
    return .noProgram
  }

  private func arguments(_ program: Program, _ address: String, _ path: String) -> [String] {
    let isTerminal = surroundings.isTerminal(.error)
    switch program {
    case .curl:
      return [
        "--fail", "--location", "--retry", "2", "--connect-timeout", "15", "--speed-limit", "100", "--speed-time", "30",
        "--max-filesize", "100000000", "--continue-at", "-", "--output", path,
      ] + (isTerminal ? ["--progress-bar"] : ["--silent", "--show-error"]) + ["--url", address]
    case .wget:
      return [
        "--continue", "--tries=3", "--timeout=15", isTerminal ? "--show-progress" : "--no-verbose", "--quiet",
        "--output-document=\(path)", "--", address,
      ]
    }
  }

  /// Runs a program to its end.
  private func run(_ words: [String]) -> Outcome {
    let variables = surroundings.environment.map { "\($0.key)=\($0.value)" }
    var process: pid_t = 0
    let program = words.first ?? ""
    let result = Self.withStrings(words) { words in
      Self.withStrings(variables) { variables in posix_spawnp(&process, program, nil, nil, words, variables) }
    }
    guard result == 0 else { return result == ENOENT ? .noProgram : .failed(result) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      // Ctrl-C reaches the program as well, which then ends.
      guard errno == EINTR else { return .failed(errno) }
    }
    let signal = status & 0x7f
    let code = signal == 0 ? status >> 8 & 0xff : 128 + signal
    return code == 0 ? .finished : code == 127 ? .noProgram : .failed(code)
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
