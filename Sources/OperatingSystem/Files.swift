#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whole files, read and written.
package enum Files {
  /// The bytes of a file, `-` for standard input; throws `FileError`, without reading more than `limit`.
  package static func bytes(at path: String, limit: Int) throws -> [UInt8] {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC, 0)
    guard descriptor >= 0 else {
      if errno == EINTR { throw Interrupted() }
      throw FileError(path, number: errno)
    }
    defer { if path != "-" { close(descriptor) } }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { throw Interrupted() }
        throw FileError(path, number: errno)
      }
      bytes += piece[..<count]
      if bytes.count > limit { throw FileError(path, .tooLarge(limit)) }
    }
  }

  /// Whether there is anything at a path.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether two paths lead to one file, which need not be there yet.
  ///
  /// Names that differ in capitals alone count as one: there are folders that do not tell them apart.
  package static func isSame(_ one: String, _ other: String) -> Bool {
    if let first = FileIdentity(one), let second = FileIdentity(other) { return first == second }
    return lowercased(place(one)) == lowercased(place(other))
  }

  private static func lowercased(_ place: [CChar]) -> String {
    String(decoding: place.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self).lowercased()
  }

  /// The byte that parts folders, as a path has it.
  package static let slash = CChar(bitPattern: UInt8(ascii: "/"))

  /// A path without links and detours, as far as it exists; that of a link to a file which is not there yet is the
  /// file's. In the bytes of the system, which need not be UTF-8, and a 0 behind them.
  package static func place(_ path: String) -> [CChar] {
    var path = path.cString
    if let found = realPath(path) { return found }
    // A chain of links that is longer than the system follows is refused by the system.
    for _ in 0..<40 {
      guard let target = target(ofLink: path) else { break }
      path = target.first == slash ? target : folder(of: path) + target
    }
    let folder = folder(of: path)
    guard let real = realPath(folder.isEmpty ? ".".cString : folder + [0])?.dropLast() else { return path }
    return real + (real.last == slash ? [] : [slash]) + path.dropFirst(folder.count)
  }

  /// A path up to its last slash, inclusive, without a 0 behind it.
  package static func folder(of path: [CChar]) -> [CChar] {
    path.lastIndex(of: slash).map { Array(path[...$0]) } ?? []
  }

  /// What a link says; nil for what is no link.
  private static func target(ofLink path: [CChar]) -> [CChar]? {
    var bytes = [CChar](repeating: 0, count: 4096)
    let count = readlink(path, &bytes, bytes.count)
    return count > 0 ? bytes[..<count] + [0] : nil
  }

  /// Where a path leads behind all links; nil where nothing is.
  private static func realPath(_ path: [CChar]) -> [CChar]? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return Array(UnsafeBufferPointer(start: real, count: strlen(real) + 1))
  }

  /// Finds out, before anything is lost, whether a file can be put there; throws `FileError`.
  package static func checkWritable(_ path: String) throws {
    guard path != "-" else { return }
    let file = try AtomicFile(path)
    file.cancel()
  }

  /// Puts a text into a file, wholly or not at all; `-` is standard output. Throws `FileError` or `OutputError`.
  package static func write(_ text: String, to path: String, console: Console) throws {
    if path == "-" { return try console.output.write(text) }
    let file = try AtomicFile(path)
    try file.write(text)
    try file.commit()
  }
}

extension String {
  /// Its bytes and a 0.
  package var cString: [CChar] { Array(utf8CString) }
}
