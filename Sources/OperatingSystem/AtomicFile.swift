#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that appears when it is complete: until `commit()` everything goes to a temporary file beside it.
///
/// On any failure, on Ctrl-C and when it is forgotten, the temporary file is removed and an older file stays as it was.
/// What is no regular file (`/dev/null`, a named pipe) is written directly.
package final class AtomicFile {
  private let path: String
  /// Where the file goes, as the system spells it: behind links there may be names that are not UTF-8.
  private let destination: [CChar]
  /// The temporary file as a C string, or nil when the destination is written directly.
  private var temporary: UnsafeMutablePointer<CChar>?
  private var descriptor: Int32
  private var output: Output
  private let isDurable: Bool

  /// Begins a file; throws `FileError` when its place cannot be written.
  ///
  /// - Parameter isDurable: whether it is on the disk, and not only on its way there, when it appears.
  package init(_ path: String, isDurable: Bool = true) throws {
    self.path = path
    self.isDurable = isDurable
    var info = stat()
    let exists = stat(path, &info) == 0
    if !exists, errno != ENOENT { throw FileError(path, number: errno) }
    let kind = info.st_mode & S_IFMT
    if exists, kind == S_IFDIR { throw FileError(path, .isDirectory) }
    if exists, kind != S_IFREG {
      destination = path.cString
      descriptor = open(path, O_WRONLY | O_CLOEXEC, 0)
      output = Output(descriptor: descriptor)
      guard descriptor >= 0 else {
        // A named pipe waits for its reader; Ctrl-C ends that.
        if errno == EINTR { throw Interrupted() }
        throw FileError(path, number: errno)
      }
      return
    }
    // A file that may not be written stays, even where its folder would allow to replace it.
    if exists, access(path, W_OK) != 0 { throw FileError(path, number: errno) }
    destination = Files.place(path)
    guard destination.count > 1, destination.dropLast().last != Files.slash else {
      throw FileError(path, path.isEmpty ? .notFound : .isDirectory)
    }
    let (name, opened) = try TemporaryFile.make(beside: destination, path: path)
    temporary = name
    descriptor = opened
    output = Output(descriptor: opened)
    fchmod(descriptor, exists ? info.st_mode & 0o7777 : 0o666 & ~Self.mask())
  }

  deinit { cancel() }

  /// Appends a text; throws `FileError`.
  package func write(_ text: String) throws {
    try translating { try output.write(text) }
  }

  /// Appends bytes; throws `FileError`.
  package func write(bytes: some Sequence<UInt8>) throws {
    try translating { try output.write(bytes: bytes) }
  }

  /// Appends bytes; throws `FileError`.
  package func write(bytes: UnsafeRawBufferPointer) throws {
    try translating { try output.write(bytes: bytes) }
  }

  /// Beside what its temporary files belong: the file itself, or, for a pipe or device, the user's folder for such.
  package var neighbourhood: [CChar] {
    if temporary != nil { return destination }
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    return ((folder.isEmpty ? "/tmp" : folder) + "/lesson").cString
  }

  /// Puts the file in its place; throws `FileError`.
  package func commit() throws {
    guard descriptor >= 0 else { return }
    try translating { try output.flush() }
    guard let name = temporary else { return try finish(closing: close(descriptor) == 0) }
    guard !isDurable || fsync(descriptor) == 0 || errno == EINVAL else { throw failure(errno) }
    let closed = close(descriptor) == 0
    descriptor = -1
    guard closed, rename(name, destination) == 0 else { throw failure(errno) }
    UnfinishedFiles.remove(name)
    free(name)
    temporary = nil
  }

  /// Removes what was written; nothing after `commit()`.
  package func cancel() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
    guard let name = temporary else { return }
    unlink(name)
    UnfinishedFiles.remove(name)
    free(name)
    temporary = nil
  }

  private func finish(closing succeeded: Bool) throws {
    descriptor = -1
    if !succeeded { throw FileError(path, number: errno) }
  }

  private func failure(_ number: Int32) -> FileError {
    cancel()
    return FileError(path, number: number)
  }

  /// Runs something that writes; a failure removes the file and is told with its name.
  private func translating(_ body: () throws -> Void) throws {
    guard descriptor >= 0 else { throw FileError(path, .other(EBADF)) }
    do {
      try body()
    } catch OutputError.failed(let number) {
      throw failure(number)
    } catch OutputError.closed {
      // A named pipe whose reader has left is like a closed standard output.
      cancel()
      throw OutputError.closed
    }
  }

  /// The permissions a new file must not have.
  private static func mask() -> mode_t {
    let mask = umask(0)
    umask(mask)
    return mask
  }
}
