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
/// The first SIGINT is noted; a second one, and SIGTERM or SIGHUP at once, end the process after unfinished files have
/// been removed. Reading from a terminal returns with EINTR, so that a prompt notices.
package struct Interrupt: Sendable {
  private let asked: @Sendable () -> Bool
  private let forgetting: @Sendable () -> Void

  /// An interrupt that some other means decides, for tests.
  package init(_ asked: @escaping @Sendable () -> Bool, forgetting: @escaping @Sendable () -> Void = {}) {
    self.asked = asked
    self.forgetting = forgetting
  }

  /// What was asked for has been done: from here on only another Ctrl-C counts.
  func forget() { forgetting() }

  /// Whether the work should end.
  package var isRequested: Bool { asked() }

  /// Throws `Interrupted` when the work should end.
  package func check() throws {
    if asked() { throw Interrupted() }
  }

  /// What was found, or `Interrupted` where the search ended before there was anything.
  func checked<Found>(_ found: Found?) throws -> Found {
    guard let found else { throw Interrupted() }
    return found
  }

  /// Whether this process was sent Ctrl-C: for a system call that a signal has ended.
  static var isNoted: Bool { requests.load(ordering: .relaxed) > 0 }

  /// Nothing ever interrupts.
  package static let never = Interrupt { false }

  /// Watches the signals of this process, and ignores SIGPIPE and SIGXFSZ so that a closed pipe and
  /// a file that may not grow are errors like others.
  package static func process() -> Interrupt {
    // Everything the handler touches exists before the handler does.
    _ = requests.load(ordering: .relaxed)
    UnfinishedFiles.prepare()
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    install(SIGINT) { number in
      guard Interrupt.requests.add(1, ordering: .relaxed).newValue > 1 else { return }
      UnfinishedFiles.removeAll()
      signal(number, SIG_DFL)
      raise(number)
    }
    for number in [SIGTERM, SIGHUP] {
      install(number) { number in
        UnfinishedFiles.removeAll()
        signal(number, SIG_DFL)
        raise(number)
      }
    }
    return Interrupt(
      { requests.load(ordering: .relaxed) > 0 }, forgetting: { requests.store(0, ordering: .relaxed) })
  }

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
