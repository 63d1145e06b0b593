#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whole files, read and written.
package enum Files {
  /// The largest lesson file that is read.
  package static let lessonLimit = 1 << 20

  /// The text of a file, `-` for standard input, without a byte order mark; throws `FileError`.
  package static func text(at path: String, limit: Int = lessonLimit) throws -> String {
    let bytes = try bytes(at: path, limit: limit)
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    guard let text = String(validating: content, as: UTF8.self) else {
      throw FileError(path, .notUTF8(firstInvalidByte(of: content)))
    }
    return text
  }

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
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether two paths lead to one file, which need not be there yet.
  static func isSame(_ one: String, _ other: String) -> Bool { place(one) == place(other) }

  /// A path without links and detours, as far as it exists.
  private static func place(_ path: String) -> [CChar] {
    if let found = realPath(path) { return found }
    let name = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    guard let folder = realPath(name == path.startIndex ? "." : String(path[..<name])) else { return path.cString }
    return folder.dropLast() + "/\(path[name...])".cString
  }

  /// Where a path leads behind all links, in the bytes of the system, which need not be UTF-8; nil where nothing is.
  static func realPath(_ path: String) -> [CChar]? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return Array(UnsafeBufferPointer(start: real, count: strlen(real) + 1))
  }

  /// Puts a text into a file, wholly or not at all; `-` is standard output. Throws `FileError` or `OutputError`.
  package static func write(_ text: String, to path: String, console: Console) throws {
    if path == "-" { return try console.output.write(text) }
    let file = try AtomicFile(path)
    try file.write(text)
    try file.commit()
  }

  /// Where decoding first goes wrong.
  private static func firstInvalidByte(of bytes: ArraySlice<UInt8>) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var place = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { place += UTF8.width(scalar) }
    return bytes.startIndex + place
  }
}

extension String {
  /// Its bytes and a 0.
  var cString: [CChar] { Array(utf8CString) }
}
