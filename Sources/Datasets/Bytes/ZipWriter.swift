/// Writes a zip archive of files that are stored, not compressed, one after another, each in pieces of any size.
///
/// Files are dated 1980-01-01, so that the same files make the same archive. Files and archives beyond 4 GB, and those of
/// more than 65,534 files, are written in the form of 64 bits.
///
/// Source: PKWARE, APPNOTE.TXT, sections 4.3.6–4.3.16 and 4.5.3.
package struct ZipWriter {
  private let write: (UnsafeRawBufferPointer) throws -> Void
  private let greatest: Int
  /// How many bytes were written.
  private var place = 0
  private var file: File?
  /// The list for the end of the archive.
  private var directory: [UInt8] = []
  private var count = 0

  /// The file that is being written: where its head lies, its checksum and size so far, whether its size takes 64 bits, and
  /// whether checksum and size stand in its head.
  private struct File {
    let name: [UInt8]
    let start: Int
    let isLong: Bool
    let isWhole: Bool
    var checksum = CRC32()
    var size = 0
  }

  /// An empty archive.
  ///
  /// - Parameter greatest: sizes and places from here on are written with 64 bits.
  package init(greatest: Int = 0xffff_ffff, write: @escaping (UnsafeRawBufferPointer) throws -> Void) {
    self.greatest = greatest
    self.write = write
  }

  /// The bytes of an archive with these files.
  package static func archive(_ files: [(name: String, bytes: [UInt8])]) throws -> [UInt8] {
    final class Collected { var bytes: [UInt8] = [] }
    let collected = Collected()
    var zip = ZipWriter { collected.bytes += $0 }
    for file in files { try zip.add(file.name, file.bytes) }
    try zip.finish()
    return collected.bytes
  }

  /// A whole file. Its checksum and size stand in its head, where readers find them that do not go to the end first.
  package mutating func add(_ name: String, _ bytes: [UInt8]) throws {
    var checksum = CRC32()
    bytes.withUnsafeBytes { checksum.add($0) }
    let name = Array(name.utf8)
    let isLong = bytes.count >= greatest
    file = File(
      name: name, start: place, isLong: isLong, isWhole: true, checksum: checksum, size: bytes.count)
    let size = isLong ? [UInt8](repeating: 0xff, count: 4) : Self.long(bytes.count)
    let extra = isLong ? [1, 0] + Self.short(16) + Self.longer(bytes.count) + Self.longer(bytes.count) : []
    try emit(
      [0x50, 0x4b, 3, 4] + Self.common(isLong, isWhole: true) + Self.long(Int(checksum.value)) + size + size
        + Self.short(name.count) + Self.short(extra.count) + name + extra + bytes)
    try close()
  }

  /// The head of the next file. Checksum and sizes follow behind it, as bit 3 of the flags says; bit 11 is for UTF-8.
  ///
  /// - Parameter expected: about how many bytes it will have.
  package mutating func begin(_ name: String, expected: Int) throws {
    let name = Array(name.utf8)
    let isLong = expected >= greatest
    file = File(name: name, start: place, isLong: isLong, isWhole: false)
    // An extra field with two sizes of 64 bits says that those behind the file have as many.
    let extra = isLong ? [1, 0] + Self.short(16) + [UInt8](repeating: 0, count: 16) : []
    let sizes = [UInt8](repeating: isLong ? 0xff : 0, count: 8)
    try emit(
      [0x50, 0x4b, 3, 4] + Self.common(isLong, isWhole: false) + [0, 0, 0, 0] + sizes + Self.short(name.count)
        + Self.short(extra.count) + name + extra)
  }

  /// Bytes of the file that has been begun.
  package mutating func put(_ bytes: UnsafeRawBufferPointer) throws {
    file?.checksum.add(bytes)
    file?.size += bytes.count
    place += bytes.count
    try write(bytes)
  }

  /// Ends the file that has been begun.
  package mutating func close() throws {
    guard let file else { return }
    self.file = nil
    let (start, size, isLong) = (file.start, file.size, file.isLong)
    let sum = Self.long(Int(file.checksum.value))
    if !file.isWhole {
      try emit(
        [0x50, 0x4b, 7, 8] + sum + (isLong ? Self.longer(size) + Self.longer(size) : Self.long(size) + Self.long(size)))
    }
    let isFar = start >= greatest
    let fields = (isLong ? Self.longer(size) + Self.longer(size) : []) + (isFar ? Self.longer(start) : [])
    let extra = fields.isEmpty ? [] : [1, 0] + Self.short(fields.count) + fields
    let filled = [UInt8](repeating: 0xff, count: 4)
    directory += [0x50, 0x4b, 1, 2, isLong || isFar ? 45 : 20, 3]
    directory += Self.common(isLong || isFar, isWhole: file.isWhole) + sum
    directory += isLong ? filled + filled : Self.long(size) + Self.long(size)
    // No remark, the first disk, no attributes.
    directory += Self.short(file.name.count) + Self.short(extra.count) + [UInt8](repeating: 0, count: 10)
    directory += (isFar ? filled : Self.long(start)) + file.name + extra
    count += 1
  }

  /// Ends the archive with its list.
  package mutating func finish() throws {
    let beginning = place
    try emit(directory)
    if count >= 0xffff || beginning >= greatest || directory.count >= greatest {
      // The end of 64 bits, where that lies, and an end that refers to it.
      let end = place
      let sizes = Self.longer(count) + Self.longer(count) + Self.longer(directory.count) + Self.longer(beginning)
      try emit([0x50, 0x4b, 6, 6] + Self.longer(44) + [45, 3, 45, 0] + [UInt8](repeating: 0, count: 8) + sizes)
      try emit([0x50, 0x4b, 6, 7, 0, 0, 0, 0] + Self.longer(end) + Self.long(1))
      try emit([0x50, 0x4b, 5, 6, 0, 0, 0, 0] + [UInt8](repeating: 0xff, count: 12) + [0, 0])
      return
    }
    try emit(
      [0x50, 0x4b, 5, 6, 0, 0, 0, 0] + Self.short(count) + Self.short(count) + Self.long(directory.count)
        + Self.long(beginning) + [0, 0])
  }

  /// Version 2.0, or 4.5 for sizes of 64 bits; the flags, stored, midnight of 1980-01-01.
  private static func common(_ isLong: Bool, isWhole: Bool) -> [UInt8] {
    [isLong ? 45 : 20, 0, isWhole ? 0 : 0x08, 0x08, 0, 0, 0, 0, 0x21, 0]
  }

  private mutating func emit(_ bytes: [UInt8]) throws {
    place += bytes.count
    try bytes.withUnsafeBytes { try write($0) }
  }

  private static func short(_ number: Int) -> [UInt8] { [UInt8(number & 255), UInt8(number >> 8 & 255)] }
  private static func long(_ number: Int) -> [UInt8] { short(number) + short(number >> 16) }
  private static func longer(_ number: Int) -> [UInt8] { long(number) + long(number >> 32) }
}
