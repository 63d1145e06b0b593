#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Bytes that grow up to a limit; a block of them is taken at the end.
struct ByteBuilder: ~Copyable {
  /// The memory, `capacity` bytes and `slack` more.
  private(set) var start: UnsafeMutablePointer<UInt8>
  private(set) var capacity: Int
  /// How many bytes are filled.
  var count = 0
  /// More bytes than these are refused.
  let limit: Int

  /// Bytes behind the capacity that may be overwritten when eight are copied at once.
  static let slack = 16

  /// No bytes, with room for `expected` of them; nil without memory.
  init?(limit: Int, expected: Int) {
    let capacity = max(0, min(limit, expected))
    guard let memory = malloc(capacity + Self.slack) else { return nil }
    start = memory.assumingMemoryBound(to: UInt8.self)
    self.capacity = capacity
    self.limit = limit
  }

  deinit { free(start) }

  /// Makes room for `extra` more bytes; false when they exceed the limit or memory ends.
  mutating func reserve(_ extra: Int) -> Bool {
    let (needed, overflow) = count.addingReportingOverflow(extra)
    if overflow || needed > limit { return false }
    if needed <= capacity { return true }
    let wanted = min(limit, max(needed, capacity + capacity / 2, 1 << 16))
    guard let memory = realloc(start, wanted + Self.slack) else { return false }
    start = memory.assumingMemoryBound(to: UInt8.self)
    capacity = wanted
    return true
  }

  /// Gives the bytes away.
  consuming func finish() -> ByteBlock {
    let block = ByteBlock(adopting: UnsafeMutableRawPointer(start), count: count)
    discard self
    return block
  }
}
