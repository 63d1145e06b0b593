import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What signals do while the program has the screen; Ctrl-C, SIGTERM and SIGHUP are `Interrupt`'s, which gives the
/// screen back, too.
enum TerminalSignals {
  private static let isInstalled = Atomic<Bool>(false)

  /// Room for a handler where a call too deep has used up all of the stack.
  private static let stackSize = 1 << 16

  static func install() {
    guard !isInstalled.exchange(true, ordering: .sequentiallyConsistent) else { return }
    var stack = stack_t()
    stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: stackSize, alignment: 16)
    stack.ss_size = stackSize
    sigaltstack(&stack, nil)
    for number in [SIGQUIT, SIGTRAP, SIGILL, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGUSR1, SIGUSR2] {
      set(number, flags: Int32(SA_ONSTACK)) { number in
        TerminalState.restore()
        signal(number, SIG_DFL)
        // It comes when this handler returns; a crash comes again by itself.
        raise(number)
      }
    }
    // Where nobody else has come first.
    for number in [SIGTERM, SIGHUP, SIGINT] where isDefault(number) {
      set(number, flags: 0) { number in
        TerminalState.restore()
        signal(number, SIG_DFL)
        raise(number)
      }
    }
    set(SIGTSTP, flags: 0, stop)
    set(SIGCONT, flags: Int32(SA_RESTART)) { _ in TerminalState.resume() }
    set(SIGWINCH, flags: 0) { _ in TerminalState.wantsRedraw.store(true, ordering: .relaxed) }
  }

  /// Gives the screen back, stops, and goes on when SIGCONT comes.
  private static let stop: @convention(c) (Int32) -> Void = { number in
    TerminalState.restore()
    signal(number, SIG_DFL)
    var mask = sigset_t()
    sigemptyset(&mask)
    sigaddset(&mask, number)
    raise(number)
    // It has waited for this handler to end; here the process stops.
    sigprocmask(SIG_UNBLOCK, &mask, nil)
    TerminalSignals.set(number, flags: 0, TerminalSignals.stop)
    // Where nobody could have let it go on, it was not stopped.
    TerminalState.resume()
  }

  private static func isDefault(_ number: Int32) -> Bool {
    var previous = sigaction()
    sigaction(number, nil, &previous)
    #if canImport(Darwin)
      return unsafeBitCast(previous.__sigaction_u.__sa_handler, to: Int.self) == 0
    #else
      return unsafeBitCast(previous.__sigaction_handler.sa_handler, to: Int.self) == 0
    #endif
  }

  private static func set(_ number: Int32, flags: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    #if canImport(Darwin)
      var action = sigaction(__sigaction_u: .init(__sa_handler: handler), sa_mask: 0, sa_flags: flags)
    #else
      var action = sigaction()
      action.__sigaction_handler.sa_handler = handler
      action.sa_flags = flags
    #endif
    sigaction(number, &action, nil)
  }
}
