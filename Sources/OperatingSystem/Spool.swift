#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Columns of bytes that all grow at once and are read one after another at the end.
///
/// Each holds 32 KiB in memory at most; what is more lies in one temporary file, which has no name and so is gone with
/// the process, however that ends.
package final class Spool {
  private struct Column {
    /// What is not in the file yet.
    let waiting: UnsafeMutableRawBufferPointer
    var waitingCount = 0
    /// Where the rest is, in its order.
    var pieces: [Range<Int>] = []
  }

  private let place: [CChar]
  private let path: String
  private var columns: [Column] = []
  private var descriptor: Int32 = -1
  private var size = 0
  /// How many bytes were appended to all columns.
  package private(set) var byteCount = 0

  private static let columnSize = 1 << 15
  /// As many are read at once, a multiple of every number's size.
  private static let pieceSize = 1 << 18

  /// No columns.
  ///
  /// - Parameters:
  ///   - place: a path beside which the temporary file will be, once one is needed.
  ///   - path: the file that stands in errors.
  package init(beside place: [CChar], path: String) {
    self.place = place
    self.path = path
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    for column in columns { column.waiting.deallocate() }
  }

  /// Makes an empty column and gives its number.
  package func addColumn() -> Int {
    columns.append(Column(waiting: .allocate(byteCount: Self.columnSize, alignment: 16)))
    return columns.count - 1
  }

  /// Appends bytes to a column; throws `FileError`.
  package func append(_ bytes: UnsafeRawBufferPointer, to index: Int) throws {
    byteCount += bytes.count
    if columns[index].waitingCount + bytes.count > Self.columnSize {
      let column = columns[index]
      try store(UnsafeRawBufferPointer(rebasing: column.waiting[..<column.waitingCount]), index)
      columns[index].waitingCount = 0
      if bytes.count >= Self.columnSize { return try store(bytes, index) }
    }
    guard let source = bytes.baseAddress else { return }
    let column = columns[index]
    column.waiting.baseAddress.map { ($0 + column.waitingCount).copyMemory(from: source, byteCount: bytes.count) }
    columns[index].waitingCount += bytes.count
  }

  /// Gives a column's bytes in order, in pieces that begin at multiples of 16 in memory; throws `FileError`, and what
  /// `body` throws.
  package func read(_ index: Int, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceSize, alignment: 16)
    defer { buffer.deallocate() }
    for piece in columns[index].pieces {
      for start in stride(from: piece.lowerBound, to: piece.upperBound, by: Self.pieceSize) {
        let count = min(Self.pieceSize, piece.upperBound - start)
        let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
        try load(part, from: start)
        try body(UnsafeRawBufferPointer(part))
      }
    }
    let column = columns[index]
    if column.waitingCount > 0 { try body(UnsafeRawBufferPointer(rebasing: column.waiting[..<column.waitingCount])) }
  }

  /// Appends bytes to the file, as the next ones of a column.
  private func store(_ bytes: UnsafeRawBufferPointer, _ index: Int) throws {
    guard !bytes.isEmpty else { return }
    if descriptor < 0 { try open() }
    var done = 0
    while done < bytes.count {
      let count = pwrite(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(size + done))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileError(path, number: count < 0 ? errno : ENOSPC) }
      done += count
    }
    if let last = columns[index].pieces.last, last.upperBound == size {
      columns[index].pieces[columns[index].pieces.count - 1] = last.lowerBound..<size + bytes.count
    } else {
      columns[index].pieces.append(size..<size + bytes.count)
    }
    size += bytes.count
  }

  private func load(_ bytes: UnsafeMutableRawBufferPointer, from start: Int) throws {
    var done = 0
    while done < bytes.count {
      let count = pread(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(start + done))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileError(path, number: count < 0 ? errno : EIO) }
      done += count
    }
  }

  private func open() throws {
    let (name, opened) = try TemporaryFile.make(beside: place, path: path)
    descriptor = opened
    unlink(name)
    UnfinishedFiles.remove(name)
    free(name)
  }
}
