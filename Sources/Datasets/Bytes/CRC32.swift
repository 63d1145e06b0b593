/// The checksum of gzip and zip files: the remainder of the bytes modulo x³² + x²⁶ + … + 1, reflected (0xEDB88320).
///
/// `CRC32(of: "123456789".utf8)` is 0xCBF43926. Sixteen bytes are taken at a time, each through a table of its own.
///
/// Source: RFC 1952, section 8; M. Kounavis, F. Berry, "A systematic approach to building high performance software-based
/// CRC generators", ISCC 2005 (slicing).
package struct CRC32: Sendable {
  private var state: UInt32 = 0xffff_ffff

  /// The checksum of no bytes.
  package init() {}

  /// The checksum of these bytes.
  package init(of bytes: UnsafeRawBufferPointer) { add(bytes) }

  /// The checksum of these bytes.
  package init(of bytes: some Sequence<UInt8>) { Array(bytes).withUnsafeBytes { add($0) } }

  /// The checksum of all that was added.
  package var value: UInt32 { ~state }

  /// Adds bytes at the end.
  package mutating func add(_ bytes: UnsafeRawBufferPointer) {
    Self.tables.withUnsafeBufferPointer { tables in
      var state = state
      var place = 0
      while bytes.count - place >= 16 {
        let low = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) ^ UInt64(state)
        let high = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place + 8, as: UInt64.self))
        state = Self.fold(low, tables, 8) ^ Self.fold(high, tables, 0)
        place += 16
      }
      while place < bytes.count {
        state = (state >> 8) ^ tables[Int(UInt8(truncatingIfNeeded: state) ^ bytes[place])]
        place += 1
      }
      self.state = state
    }
  }

  /// What eight bytes contribute when `after` more bytes follow them in their group.
  @inline(__always)
  private static func fold(_ word: UInt64, _ tables: UnsafeBufferPointer<UInt32>, _ after: Int) -> UInt32 {
    let table = after << 8
    let first = tables[table + 0x700 + Int(truncatingIfNeeded: word & 0xff)]
    let second = tables[table + 0x600 + Int(truncatingIfNeeded: word >> 8 & 0xff)]
    let third = tables[table + 0x500 + Int(truncatingIfNeeded: word >> 16 & 0xff)]
    let fourth = tables[table + 0x400 + Int(truncatingIfNeeded: word >> 24 & 0xff)]
    let fifth = tables[table + 0x300 + Int(truncatingIfNeeded: word >> 32 & 0xff)]
    let sixth = tables[table + 0x200 + Int(truncatingIfNeeded: word >> 40 & 0xff)]
    let seventh = tables[table + 0x100 + Int(truncatingIfNeeded: word >> 48 & 0xff)]
    let eighth = tables[table + Int(truncatingIfNeeded: word >> 56)]
    return ((first ^ second) ^ (third ^ fourth)) ^ ((fifth ^ sixth) ^ (seventh ^ eighth))
  }

  /// Sixteen tables of 256: table k is the remainder of a byte that k zero bytes follow.
  private static let tables: [UInt32] = {
    var tables: [UInt32] = []
    tables.reserveCapacity(16 * 256)
    for byte: UInt32 in 0..<256 {
      var word = byte
      for _ in 0..<8 { word = word & 1 == 0 ? word >> 1 : (word >> 1) ^ 0xedb8_8320 }
      tables.append(word)
    }
    for place in 256..<16 * 256 {
      let before = tables[place - 256]
      tables.append((before >> 8) ^ tables[Int(before & 0xff)])
    }
    return tables
  }()
}
