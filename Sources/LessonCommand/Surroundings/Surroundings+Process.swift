#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Surroundings {
  /// The surroundings of this process, read once.
  package static func process() -> Surroundings {
    var environment: [String: String] = [:]
    for name in variables {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    return Surroundings(
      arguments: Array(CommandLine.arguments.dropFirst()), environment: environment,
      terminals: Set(Stream.allCases.filter { isatty(Int32($0.rawValue)) == 1 }), terminalWidth: widthOfTerminal())
  }

  /// The columns of the terminal behind standard output, or nil.
  private static func widthOfTerminal() -> Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
