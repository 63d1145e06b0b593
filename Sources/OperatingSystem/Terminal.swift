import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What comes from a terminal.
package enum TerminalInput: Hashable, Sendable {
  case key(TerminalKey)
  /// It has another size, or shows something else: all is to be drawn again.
  case redraw
}

/// A terminal of which a program has the whole screen, key by key: whatever ends the program, the terminal is as it was.
///
/// Ctrl-C and its like stay signals; what a signal handler needs is put aside before the handler can run.
package final class Terminal {
  private let input: Int32
  private let output: Int32
  private let interrupt: Interrupt
  private var keys = TerminalKeyParser()
  private var isAtEnd = false

  /// A terminal's two descriptors; nil where they are none.
  package init?(input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO, interrupt: Interrupt) {
    guard isatty(input) == 1, isatty(output) == 1 else { return nil }
    self.input = input
    self.output = output
    self.interrupt = interrupt
  }

  deinit { leave() }

  /// Takes the screen: another one than that with the lines before, no cursor, no echo, keys without Enter.
  package func enter() {
    guard TerminalState.enter(input, output) else { return }
    TerminalSignals.install()
  }

  /// Gives the screen back as it was.
  package func leave() {
    TerminalState.restore()
    TerminalState.isEntered.store(false, ordering: .sequentiallyConsistent)
  }

  /// Columns and rows.
  package var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// What comes next, however long that takes; nil when there is no more. Throws `Interrupted` after Ctrl-C.
  package func next() throws -> TerminalInput? {
    while true {
      try interrupt.check()
      if TerminalState.wantsRedraw.exchange(false, ordering: .relaxed) { return .redraw }
      if let key = keys.next(isComplete: false) { return .key(key) }
      if isAtEnd { return nil }
      // The rest of a sequence comes at once; without it, Esc is a key.
      let isFed = fill(milliseconds: keys.isWaiting ? Self.patience : -1)
      if !isFed, keys.isWaiting, let key = keys.next(isComplete: true) { return .key(key) }
    }
  }

  /// Whether a key has been pressed by now; it counts for nothing else.
  package func takesKey() -> Bool {
    _ = fill(milliseconds: 0)
    guard keys.isWaiting else { return false }
    keys = TerminalKeyParser()
    return true
  }

  private static let patience: Int32 = 50

  /// Reads what is there; waits for it so long, or without end if less than 0.
  private func fill(milliseconds: Int32) -> Bool {
    var waiter = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    guard poll(&waiter, 1, milliseconds) > 0 else { return false }
    var piece = [UInt8](repeating: 0, count: 1024)
    let count = piece.withUnsafeMutableBytes { read(input, $0.baseAddress, $0.count) }
    if count > 0 {
      keys.feed(piece[..<count])
      return true
    }
    // The end, or a terminal that is gone.
    if count == 0 || errno != EINTR && errno != EAGAIN { isAtEnd = true }
    return false
  }
}
