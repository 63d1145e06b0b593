import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How the terminal was and how it is wanted, where signal handlers find it: a process has one terminal, so that this
/// is global.
enum TerminalState {
  /// Whether the program has the screen.
  static let isEntered = Atomic<Bool>(false)
  /// Whether all is to be drawn again.
  static let wantsRedraw = Atomic<Bool>(false)

  private static let descriptors = Atomic<UInt64>(0)
  /// The terminal as it was, and as it is wanted; they stay where they are.
  private nonisolated(unsafe) static let settings = UnsafeMutablePointer<termios>.allocate(capacity: 2)
  /// Other screen, no cursor; and back again.
  private nonisolated(unsafe) static let entering = strdup("\u{1B}[?1049h\u{1B}[?25l\u{1B}[2J")
  private nonisolated(unsafe) static let leaving = strdup("\u{1B}[0m\u{1B}[?25h\u{1B}[?1049l")

  /// Takes the screen; false where there is no terminal.
  static func enter(_ input: Int32, _ output: Int32) -> Bool {
    var now = termios()
    guard tcgetattr(input, &now) == 0 else { return false }
    var wanted = now
    wanted.c_lflag &= ~tcflag_t(ICANON | ECHO | IEXTEN)
    wanted.c_iflag &= ~tcflag_t(IXON)
    withUnsafeMutableBytes(of: &wanted.c_cc) { bytes in
      bytes[Int(VMIN)] = 1
      bytes[Int(VTIME)] = 0
    }
    settings[0] = now
    settings[1] = wanted
    descriptors.store(UInt64(input) << 32 | UInt64(output), ordering: .sequentiallyConsistent)
    // Everything that handlers touch exists before they do.
    _ = (entering, leaving, wantsRedraw.load(ordering: .relaxed))
    isEntered.store(true, ordering: .sequentiallyConsistent)
    resume()
    return true
  }

  /// The terminal as it was, as long as the program has it: as a signal handler may.
  static func restore() {
    guard isEntered.load(ordering: .sequentiallyConsistent) else { return }
    let both = descriptors.load(ordering: .sequentiallyConsistent)
    say(leaving, Int32(truncatingIfNeeded: both & 0xFFFF_FFFF))
    tcsetattr(Int32(truncatingIfNeeded: both >> 32), TCSANOW, settings)
  }

  /// The terminal as it is wanted, as a signal handler may.
  static func resume() {
    guard isEntered.load(ordering: .sequentiallyConsistent) else { return }
    let both = descriptors.load(ordering: .sequentiallyConsistent)
    tcsetattr(Int32(truncatingIfNeeded: both >> 32), TCSANOW, settings + 1)
    say(entering, Int32(truncatingIfNeeded: both & 0xFFFF_FFFF))
    wantsRedraw.store(true, ordering: .sequentiallyConsistent)
  }

  private static func say(_ text: UnsafeMutablePointer<CChar>?, _ descriptor: Int32) {
    guard let text else { return }
    _ = write(descriptor, text, strlen(text))
  }
}
