import Typesetting

/// Reads gzip files: one or more compressed members, each with its checksum and size.
///
/// Source: RFC 1952.
package enum Gzip {
  /// Why bytes are not the gzip file they should be.
  package enum Failure: Error, Hashable, Sendable {
    /// They do not begin as gzip does, or behind a member.
    case notGzip
    /// They end too early.
    case truncated
    /// They cannot be decoded.
    case corrupt
    /// The checksum of what was decoded is another.
    case wrongChecksum
    /// The size of what was decoded is another.
    case wrongSize
    /// They hold more than this many bytes.
    case tooLarge(Int)

    /// What is wrong, for the reader.
    package var reason: Localized {
      switch self {
      case .notGzip:
        Localized(
          es: "no es un archivo gzip, o le sobran bytes al final",
          en: "it is not a gzip file, or has extra bytes at its end")
      case .truncated:
        Localized(
          es: "está incompleto: se acaba a mitad de los datos comprimidos; descárgalo de nuevo",
          en: "it is incomplete: it ends in the middle of the compressed data; download it again")
      case .corrupt:
        Localized(
          es: "está dañado: los datos comprimidos no se pueden leer; descárgalo de nuevo",
          en: "it is damaged: the compressed data cannot be read; download it again")
      case .wrongChecksum:
        Localized(
          es: "está dañado: su suma de comprobación (CRC-32) no coincide; descárgalo de nuevo",
          en: "it is damaged: its checksum (CRC-32) does not agree; download it again")
      case .wrongSize:
        Localized(
          es: "está dañado: su tamaño sin comprimir no es el que declara; descárgalo de nuevo",
          en: "it is damaged: its uncompressed size is not the one it declares; download it again")
      case .tooLarge(let limit):
        Localized(
          es: "es demasiado grande: sin comprimir tendría más de \(limit) bytes",
          en: "it is too large: uncompressed it would have more than \(limit) bytes")
      }
    }
  }

  /// Whether bytes begin as a gzip file does: 1F 8B.
  package static func begins(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.count >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b
  }

  /// The most that a byte of DEFLATE can hold: a copy of 258 bytes takes two bits.
  private static let greatestRatio = 1032

  /// What a gzip file holds, all members one after another; throws `tooLarge` beyond `limit` bytes, before taking memory
  /// for more.
  package static func decompress(_ bytes: UnsafeRawBufferPointer, limit: Int) throws(Failure) -> ByteBlock {
    // The declared size is a hint only; it is believed as far as that many compressed bytes can hold it.
    let declared = bytes.count >= 18 ? Int(word(bytes, bytes.count - 4)) : 0
    let (most, overflow) = bytes.count.multipliedReportingOverflow(by: greatestRatio)
    let expected = min(declared, overflow ? limit : most)
    guard var output = ByteBuilder(limit: limit, expected: expected) else { throw .tooLarge(limit) }
    var place = 0
    repeat {
      place = try member(bytes, place, &output)
      // Zeros behind the last member are padding.
      if bytes[place...].allSatisfy({ $0 == 0 }) { break }
    } while place < bytes.count
    return output.finish()
  }

  /// The first bytes a gzip file holds, at most `count`, without a look at its checksum.
  package static func prefix(of bytes: UnsafeRawBufferPointer, count: Int) throws(Failure) -> ByteBlock {
    // A stored block or a copy that does not fit is left out as a whole, so there is room for one behind the count.
    let room = 65_535 + 258
    guard var output = ByteBuilder(limit: count + room, expected: count) else { throw .tooLarge(count) }
    do {
      var place = 0
      // Members may be empty.
      while output.count < count, place < bytes.count {
        place = try inflate(bytes, try header(bytes, place), &output) + 8
        guard place <= bytes.count else { break }
        if bytes[place...].allSatisfy({ $0 == 0 }) { break }
      }
    } catch .tooLarge {
      // As much as was asked for.
    } catch {
      throw error
    }
    output.count = min(output.count, count)
    return output.finish()
  }

  /// One member: its header, its data, its checksum and size; gives the place behind it.
  private static func member(
    _ bytes: UnsafeRawBufferPointer, _ start: Int, _ output: inout ByteBuilder
  ) throws(Failure) -> Int {
    let first = output.count
    let end = try inflate(bytes, try header(bytes, start), &output)
    guard bytes.count - end >= 8 else { throw .truncated }
    let made = UnsafeRawBufferPointer(start: output.start + first, count: output.count - first)
    guard CRC32(of: made).value == word(bytes, end) else { throw .wrongChecksum }
    guard UInt32(truncatingIfNeeded: made.count) == word(bytes, end + 4) else { throw .wrongSize }
    return end + 8
  }

  private static func inflate(
    _ bytes: UnsafeRawBufferPointer, _ place: Int, _ output: inout ByteBuilder
  ) throws(Failure) -> Int {
    do {
      return try Inflate.decode(bytes, from: place, into: &output)
    } catch {
      switch error {
      case .truncated: throw .truncated
      case .corrupt: throw .corrupt
      case .full: throw .tooLarge(output.limit)
      }
    }
  }

  /// Reads a member's header; gives the place of its data.
  private static func header(_ bytes: UnsafeRawBufferPointer, _ start: Int) throws(Failure) -> Int {
    guard bytes[start...].prefix(2).elementsEqual([0x1f, 0x8b].prefix(bytes.count - start)) else { throw .notGzip }
    guard bytes.count - start >= 10 else { throw .truncated }
    let flags = bytes[start + 3]
    // The only method is DEFLATE, and three of the flags are reserved.
    guard bytes[start + 2] == 8, flags & 0xe0 == 0 else { throw .corrupt }
    var place = start + 10
    if flags & 4 != 0 {
      guard bytes.count - place >= 2 else { throw .truncated }
      place += 2 + (Int(bytes[place]) | Int(bytes[place + 1]) << 8)
    }
    // The file's name, then a remark, each closed by a zero.
    for flag: UInt8 in [8, 16] where flags & flag != 0 {
      guard place < bytes.count, let end = bytes[place...].firstIndex(of: 0) else { throw .truncated }
      place = end + 1
    }
    if flags & 2 != 0 {
      guard bytes.count - place >= 2 else { throw .truncated }
      let sum = CRC32(of: UnsafeRawBufferPointer(rebasing: bytes[start..<place])).value
      let stored = UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8
      guard sum & 0xffff == stored else { throw .wrongChecksum }
      place += 2
    }
    guard place <= bytes.count else { throw .truncated }
    return place
  }

  private static func word(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> UInt32 {
    UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
  }
}
