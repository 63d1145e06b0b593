import Typesetting

/// The list of files at the end of a zip archive, checked so that each file has bytes of its own.
///
/// Archives beyond 4 GB, encrypted ones and those of several parts are refused.
///
/// Source: PKWARE, APPNOTE.TXT, sections 4.3.6–4.3.16.
struct ZipDirectory {
  /// One file of the archive.
  struct Entry {
    var name: String
    /// 0 for stored, 8 for DEFLATE.
    var method: Int
    var checksum: UInt32
    /// Its bytes in the archive.
    var range: Range<Int>
    /// How many bytes it has when it is unpacked.
    var size: Int
  }

  let entries: [Entry]

  /// The ends of an archive may be followed by a remark of this length.
  private static let longestRemark = 65535

  /// Reads the list; throws `DataFileError`.
  init(_ bytes: UnsafeRawBufferPointer, _ file: String) throws {
    let damaged = DataFileError(
      file, es: "está incompleto o dañado: la lista de sus partes no encaja",
      en: "it is incomplete or damaged: the list of its parts does not fit")
    func short(_ place: Int) -> Int {
      Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt16.self)))
    }
    func long(_ place: Int) -> Int {
      Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
    }
    func isAt(_ place: Int, _ magic: [UInt8]) -> Bool {
      place >= 0 && bytes[min(place, bytes.count)...].starts(with: magic)
    }

    guard bytes.count >= 22 else { throw damaged }
    let candidates = stride(from: bytes.count - 22, through: max(0, bytes.count - 22 - Self.longestRemark), by: -1)
    guard
      let end = candidates.first(where: { isAt($0, [0x50, 0x4b, 5, 6]) && $0 + 22 + short($0 + 20) == bytes.count })
    else { throw damaged }
    let (count, size, start) = (short(end + 10), long(end + 12), long(end + 16))
    guard short(end + 4) == 0, short(end + 6) == 0, short(end + 8) == count, count < 0xffff, start < 0xffff_ffff else {
      throw DataFileError(
        file, es: "tiene más de 4 GB o varias partes; eso no se puede leer",
        en: "it has more than 4 GB or several parts, which cannot be read")
    }
    guard start + size == end else { throw damaged }

    var entries: [Entry] = []
    var place = start
    for _ in 0..<count {
      guard place + 46 <= end, isAt(place, [0x50, 0x4b, 1, 2]) else { throw damaged }
      let nameEnd = place + 46 + short(place + 28)
      let next = nameEnd + short(place + 30) + short(place + 32)
      guard next <= end, let name = String(validating: bytes[place + 46..<nameEnd], as: UTF8.self) else {
        throw damaged
      }
      guard short(place + 8) & 1 == 0 else {
        throw DataFileError(file, es: "'\(name)' está cifrado", en: "'\(name)' is encrypted")
      }
      // The file's own head comes before its bytes; the sizes of the list count.
      let head = long(place + 42)
      guard head + 30 <= start, isAt(head, [0x50, 0x4b, 3, 4]) else { throw damaged }
      let first = head + 30 + short(head + 26) + short(head + 28)
      let (packed, unpacked) = (long(place + 20), long(place + 24))
      guard first <= start, packed <= start - first, nameEnd - place - 46 == short(head + 26),
        bytes[head + 30..<head + 30 + short(head + 26)].elementsEqual(bytes[place + 46..<nameEnd])
      else { throw damaged }
      entries.append(
        Entry(
          name: name, method: short(place + 10), checksum: UInt32(long(place + 16)), range: first..<first + packed,
          size: unpacked))
      place = next
    }
    guard place == end else { throw damaged }
    guard Set(entries.map(\.name)).count == entries.count else {
      throw DataFileError(file, es: "dos de sus partes se llaman igual", en: "two of its parts have the same name")
    }
    let sorted = entries.map(\.range).sorted { $0.lowerBound < $1.lowerBound }
    for (one, other) in zip(sorted, sorted.dropFirst()) where one.upperBound > other.lowerBound {
      throw DataFileError(file, es: "dos de sus partes ocupan los mismos bytes", en: "two of its parts share bytes")
    }
    self.entries = entries
  }
}
