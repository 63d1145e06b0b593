import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whether Ctrl-C was pressed: long work asks now and then, and ends tidily.
///
/// The first SIGINT is noted, and where nobody has asked within a second, as during one long operation, an alarm ends
/// the process with a word; a second one, and SIGTERM or SIGHUP at once, end it, too. Unfinished files are removed
/// before. Reading from a terminal returns with EINTR, so that a prompt notices.
package struct Interrupt: Sendable {
  private let asked: @Sendable () -> Bool
  private let forgetting: @Sendable () -> Void

  /// An interrupt that some other means decides, for tests.
  package init(_ asked: @escaping @Sendable () -> Bool, forgetting: @escaping @Sendable () -> Void = {}) {
    self.asked = asked
    self.forgetting = forgetting
  }

  /// What was asked for has been done: from here on only another Ctrl-C counts.
  package func forget() { forgetting() }

  /// Whether the work should end.
  package var isRequested: Bool { asked() }

  /// Throws `Interrupted` when the work should end.
  package func check() throws {
    if asked() { throw Interrupted() }
  }

  /// What was found, or `Interrupted` where the search ended before there was anything.
  package func checked<Found>(_ found: Found?) throws -> Found {
    guard let found else { throw Interrupted() }
    return found
  }

  /// Whether this process was sent Ctrl-C: for a system call that a signal has ended.
  package static var isNoted: Bool { requests.load(ordering: .relaxed) > 0 }

  /// Nothing ever interrupts.
  package static let never = Interrupt { false }

  /// Watches the signals of this process, and ignores SIGPIPE and SIGXFSZ so that a closed pipe and
  /// a file that may not grow are errors like others.
  package static func process() -> Interrupt {
    // Everything the handler touches exists before the handler does.
    _ = requests.load(ordering: .relaxed)
    _ = (ending.load(ordering: .relaxed), waiting.load(ordering: .relaxed))
    UnfinishedFiles.prepare()
    _ = TerminalState.isEntered.load(ordering: .relaxed)
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    install(SIGALRM) { _ in
      if Interrupt.say(Interrupt.waiting) { return }
      UnfinishedFiles.removeAll()
      TerminalState.restore()
      _ = Interrupt.say(Interrupt.ending)
      _exit(128 + SIGINT)
    }
    install(SIGINT) { number in
      guard Interrupt.requests.add(1, ordering: .relaxed).newValue > 1 else {
        alarm(1)
        return
      }
      UnfinishedFiles.removeAll()
      TerminalState.restore()
      signal(number, SIG_DFL)
      raise(number)
    }
    for number in [SIGTERM, SIGHUP] {
      install(number) { number in
        UnfinishedFiles.removeAll()
        TerminalState.restore()
        signal(number, SIG_DFL)
        raise(number)
      }
    }
    return Interrupt {
      guard isNoted else { return false }
      alarm(0)
      return true
    } forgetting: {
      requests.store(0, ordering: .relaxed)
    }
  }

  /// What the process says when an alarm ends it.
  package static func end(saying words: String) { ending.store(UInt(bitPattern: strdup(words)), ordering: .relaxed) }

  /// From here on there is something to keep: work that nobody interrupts goes on to where it asks, and this is said.
  package static func keep(saying words: String) { waiting.store(UInt(bitPattern: strdup(words)), ordering: .relaxed) }

  /// Writes words to standard error, as a signal handler may; false where there are none.
  private static func say(_ words: borrowing Atomic<UInt>) -> Bool {
    guard let text = UnsafePointer<CChar>(bitPattern: words.load(ordering: .relaxed)) else { return false }
    write(STDERR_FILENO, text, strlen(text))
    return true
  }

  /// The addresses of C strings; 0 for none.
  private static let ending = Atomic<UInt>(0)
  private static let waiting = Atomic<UInt>(0)

  /// How often SIGINT came: signals reach a process as a whole, so this alone is a global.
  private static let requests = Atomic<Int>(0)

  private static func install(_ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    // A signal that the parent made ignored (nohup) stays ignored.
    var previous = sigaction()
    sigaction(number, nil, &previous)
    #if canImport(Darwin)
      if unsafeBitCast(previous.__sigaction_u.__sa_handler, to: Int.self) == 1 { return }
      var action = sigaction(__sigaction_u: .init(__sa_handler: handler), sa_mask: 0, sa_flags: 0)
    #else
      if unsafeBitCast(previous.__sigaction_handler.sa_handler, to: Int.self) == 1 { return }
      var action = sigaction()
      action.__sigaction_handler.sa_handler = handler
    #endif
    sigaction(number, &action, nil)
  }
}
