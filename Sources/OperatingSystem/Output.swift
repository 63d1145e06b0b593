import Typesetting

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why nothing more can be written.
package enum OutputError: Error, Hashable, Sendable {
  /// Nobody reads any more: `lesson show xor | head -1`. The program ends quietly.
  case closed
  /// The system refused, with its error number: a full disk.
  case failed(Int32)
}

/// Text on its way to a file descriptor, written in large pieces.
///
/// Whoever makes one flushes it at the end; standard output is flushed before anything goes to standard error.
package final class Output {
  private enum Target {
    case descriptor(Int32)
    case memory
  }

  private let target: Target
  private var waiting: [UInt8] = []
  private static let limit = 1 << 16

  /// Writes to a file descriptor, which stays open.
  package init(descriptor: Int32) { target = .descriptor(descriptor) }

  /// Keeps everything, for tests and for text that goes elsewhere.
  package init() { target = .memory }

  /// What was written so far and has not been flushed; in memory, everything.
  package var captured: String { String(decoding: waiting, as: UTF8.self) }

  /// Appends a text; throws `OutputError`.
  package func write(_ text: String) throws {
    waiting.append(contentsOf: text.utf8)
    if case .descriptor = target, waiting.count >= Self.limit { try flush() }
  }

  /// Appends a text and a line end; throws `OutputError`.
  package func line(_ text: String = "") throws {
    waiting.append(contentsOf: text.utf8)
    try write("\n")
  }

  /// Appends bytes; throws `OutputError`.
  package func write(bytes: some Sequence<UInt8>) throws {
    waiting.append(contentsOf: bytes)
    if case .descriptor = target, waiting.count >= Self.limit { try flush() }
  }

  /// Appends bytes, or writes them at once when they are many; throws `OutputError`.
  package func write(bytes: UnsafeRawBufferPointer) throws {
    guard case .descriptor(let descriptor) = target, bytes.count >= Self.limit else {
      waiting.append(contentsOf: bytes)
      if case .descriptor = target, waiting.count >= Self.limit { try flush() }
      return
    }
    try flush()
    try Self.writeAll(bytes, to: descriptor)
  }

  /// Writes what is waiting; throws `OutputError`, and forgets what could not be written.
  package func flush() throws {
    guard case .descriptor(let descriptor) = target, !waiting.isEmpty else { return }
    defer { waiting.removeAll(keepingCapacity: true) }
    try waiting.withUnsafeBytes { try Self.writeAll($0, to: descriptor) }
  }

  /// Writes bytes to a descriptor, however many calls it takes; throws `OutputError`, and `Interrupted` when Ctrl-C comes
  /// while it waits for whoever reads.
  package static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count > 0 {
        rest = rest.dropFirst(count)
        // A pipe takes a part only when a signal comes while it is full.
        if !rest.isEmpty, Interrupt.isNoted { throw Interrupted() }
      } else if count < 0, errno == EAGAIN || errno == EWOULDBLOCK {
        // Somebody made the stream non-blocking: wait until it takes more.
        var waiter = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        if poll(&waiter, 1, -1) < 0, errno == EINTR, Interrupt.isNoted { throw Interrupted() }
      } else if count < 0, errno == EINTR {
        if Interrupt.isNoted { throw Interrupted() }
      } else if count < 0 {
        throw errno == EPIPE ? OutputError.closed : OutputError.failed(errno)
      }
    }
  }

  private static func write(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, start, count)
    #elseif canImport(Musl)
      Musl.write(descriptor, start, count)
    #else
      Darwin.write(descriptor, start, count)
    #endif
  }
}

/// The two streams a command writes to.
package final class Console {
  /// Characters of a message at most, its usage and help included.
  private static let longestMessage = 8_000

  /// What the command is asked for.
  package let output: Output
  /// Messages: errors, warnings, hints.
  package let error: Output

  /// A console of two streams.
  package init(output: Output, error: Output) {
    self.output = output
    self.error = error
  }

  /// Standard output and standard error.
  package static func process() -> Console {
    Console(output: Output(descriptor: STDOUT_FILENO), error: Output(descriptor: STDERR_FILENO))
  }

  /// Two streams kept in memory: `output.captured`, `error.captured`.
  package static func memory() -> Console { Console(output: Output(), error: Output()) }

  /// Says something on standard error, after all that standard output has been given; throws `OutputError` of standard
  /// output only.
  ///
  /// Whatever a file, a name or an argument has put into it, a terminal gets nothing unseen, and no more than is read.
  package func message(_ text: String) throws {
    try output.flush()
    // With standard error closed there is no way left to say so.
    try? error.line(text.visible.bounded(whole: Self.longestMessage))
    try? error.flush()
  }
}
