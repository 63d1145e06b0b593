import OperatingSystem

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
    var illegible: Illegible?
    for name in variables {
      guard let value = getenv(name) else { continue }
      // Repaired, it would name another folder; without it there is none, except where the reader has chosen one.
      if let text = String(validatingCString: value) {
        environment[name] = text
      } else if name == "LESSON_DATA" {
        illegible = .variable(name)
      }
    }
    var arguments: [String] = []
    for place in 1..<max(1, Int(CommandLine.argc)) {
      guard let word = CommandLine.unsafeArgv[place] else { break }
      // Swift repairs what is not UTF-8, and a repaired name is another file's.
      if String(validatingCString: word) == nil, illegible == nil {
        illegible = .argument(place, String(legible: UnsafeBufferPointer(start: word, count: strlen(word))))
      }
      arguments.append(String(cString: word))
    }
    var surroundings = Surroundings(
      arguments: arguments, environment: environment,
      terminals: Set(Stream.allCases.filter { isatty(Int32($0.rawValue)) == 1 }), terminalWidth: widthOfTerminal())
    surroundings.illegible = illegible
    let start = ContinuousClock.now
    surroundings.clock = { ContinuousClock.now - start }
    return surroundings
  }

  /// The columns of the terminal behind standard output, or nil.
  private static func widthOfTerminal() -> Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
