#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Lines from a file descriptor, one when it is asked for, so that a person can type them.
package final class LineReader {
  private let descriptor: Int32
  private let interrupt: Interrupt
  private var waiting: ArraySlice<UInt8> = []
  private var isAtEnd = false

  /// Bytes of a line that are kept; what goes beyond is read and dropped.
  package static let longest = 1 << 16

  /// Reads from a descriptor, which stays open.
  package init(descriptor: Int32 = STDIN_FILENO, interrupt: Interrupt) {
    self.descriptor = descriptor
    self.interrupt = interrupt
  }

  /// The next line without its end, whether or not the last one has one; nil when there are no more.
  ///
  /// Bytes that are not UTF-8 become U+FFFD. Throws `Interrupted` after Ctrl-C, or a `FileError`.
  package func next() throws -> String? {
    var line: [UInt8] = []
    while true {
      let piece = waiting.prefix { $0 != UInt8(ascii: "\n") }
      line += piece.prefix(max(0, Self.longest - line.count))
      waiting = waiting.dropFirst(piece.count)
      if !waiting.isEmpty {
        waiting = waiting.dropFirst()
        return Self.text(line)
      }
      if isAtEnd { return line.isEmpty ? nil : Self.text(line) }
      try fill()
    }
  }

  private static func text(_ line: [UInt8]) -> String {
    String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line[...], as: UTF8.self)
  }

  private func fill() throws {
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      try interrupt.check()
      let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        waiting = piece[..<count]
        return
      }
      switch count < 0 ? errno : 0 {
      case EINTR: continue
      case EAGAIN, EWOULDBLOCK:
        // Somebody made the stream non-blocking: wait until there is something.
        var waiter = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&waiter, 1, -1)
      case 0, EBADF, EIO:
        // The end; a standard input that was closed; a terminal that is gone.
        isAtEnd = true
        return
      case let number: throw FileError("stdin", number: number)
      }
    }
  }
}
