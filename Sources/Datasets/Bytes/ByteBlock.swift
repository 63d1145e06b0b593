#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Bytes that never change: a file mapped into memory, or memory of its own.
///
/// A mapped file takes no memory until its pages are read. Whoever shortens it in the meantime ends the program, as with
/// every mapped file; files that are replaced (as `AtomicFile` does) stay readable.
package final class ByteBlock: @unchecked Sendable {
  private let start: UnsafeMutableRawPointer?
  private let isMapped: Bool
  /// How many bytes there are.
  package let count: Int

  /// Takes over memory of `malloc`, which it frees at its end.
  init(adopting start: UnsafeMutableRawPointer?, count: Int) {
    self.start = start
    self.count = start == nil ? 0 : count
    isMapped = false
  }

  /// A copy of these bytes.
  package convenience init(_ bytes: some Collection<UInt8>) {
    let count = bytes.count
    let start = malloc(max(count, 1))
    if let start { UnsafeMutableRawBufferPointer(start: start, count: count).copyBytes(from: bytes) }
    self.init(adopting: start, count: count)
  }

  /// Maps a regular file; throws `DataFileError`.
  package init(mapping path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0)
    guard descriptor >= 0 else { throw DataFileError(path, number: errno) }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw DataFileError(path, number: errno) }
    switch info.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw DataFileError(path, number: EISDIR)
    default:
      throw DataFileError(path, es: "no es un archivo corriente", en: "it is not a regular file")
    }
    isMapped = true
    count = Int(info.st_size)
    guard count > 0 else {
      start = nil
      return
    }
    let mapped = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let mapped, mapped != UnsafeMutableRawPointer(bitPattern: -1) else {
      throw DataFileError(path, number: errno)
    }
    start = mapped
  }

  deinit {
    guard let start else { return }
    if isMapped { munmap(start, count) } else { free(start) }
  }

  /// Calls `body` with all the bytes; the pointer must not outlive the call.
  package func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(start: start, count: count))
  }
}
