import Typesetting

/// Reads files of `numpy.savez` and `numpy.savez_compressed`: a zip archive of `.npy` arrays.
package enum NPZ {
  /// Archives whose compressed parts hold more than this are refused, as that takes memory.
  static let limit = 1_000_000_000

  /// Reads a file; throws `DataFileError`.
  package static func read(_ path: String) throws -> TensorFile {
    try read(ByteBlock(mapping: path), path)
  }

  /// Reads bytes; `file` names them in errors. Throws `DataFileError`.
  package static func read(_ block: ByteBlock, _ file: String) throws -> TensorFile {
    let directory = try block.withUnsafeBytes { try ZipDirectory($0, file) }
    let unpacked = directory.entries.filter { $0.method != 0 }.reduce(0) { $0 + $1.size }
    guard unpacked <= limit else {
      throw DataFileError(
        file, es: "es demasiado grande: sin comprimir tendría más de \(limit) bytes",
        en: "it is too large: uncompressed it would have more than \(limit) bytes")
    }
    var entries: [TensorFile.Entry] = []
    var others: [String: DataFileError] = [:]
    for entry in directory.entries {
      let name = entry.name.hasSuffix(".npy") ? String(entry.name.dropLast(4)) : entry.name
      do {
        entries.append(try array(entry, block, name, file))
      } catch let other as NPY.OtherType {
        others[name] = other.error
      }
    }
    return TensorFile(file, entries, others: others)
  }

  private static func array(
    _ entry: ZipDirectory.Entry, _ block: ByteBlock, _ name: String, _ file: String
  ) throws -> TensorFile.Entry {
    let (bytes, start, count) = try contents(entry, block, name, file)
    return try bytes.withUnsafeBytes { all in
      let array = UnsafeRawBufferPointer(rebasing: all[start..<start + count])
      guard CRC32(of: array).value == entry.checksum else {
        throw DataFileError(
          file, es: "está dañado: la suma de comprobación de '\(name)' no coincide",
          en: "it is damaged: the checksum of '\(name)' does not agree")
      }
      let head = try NPY.head(of: array, name, file)
      return TensorFile.Entry(
        description: TensorDescription(name, head.type, shape: head.shape), bytes: bytes, start: start + head.start,
        isColumnMajor: head.isColumnMajor)
    }
  }

  private static func checkHead(
    _ packed: UnsafeRawBufferPointer, _ entry: ZipDirectory.Entry, _ name: String, _ file: String
  ) throws {
    // A stored block or a copy that does not fit is left out as a whole.
    let room = NPY.longestHead + 65_535 + 258
    guard entry.size > room, var output = ByteBuilder(limit: room, expected: room) else { return }
    // It ends when the room does; what is damaged further on is found later.
    _ = try? Inflate.decode(packed, from: 0, into: &output)
    let beginning = output.finish()
    _ = try beginning.withUnsafeBytes { try NPY.head(of: $0, size: entry.size, name, file) }
  }

  /// The bytes of one part of the archive: where they are, or unpacked.
  private static func contents(
    _ entry: ZipDirectory.Entry, _ block: ByteBlock, _ name: String, _ file: String
  ) throws -> (ByteBlock, start: Int, count: Int) {
    let damaged = DataFileError(
      file, es: "está dañado: '\(name)' no se puede descomprimir", en: "it is damaged: '\(name)' cannot be decompressed"
    )
    switch entry.method {
    case 0:
      guard entry.size == entry.range.count else { throw damaged }
      return (block, entry.range.lowerBound, entry.size)
    case 8:
      let unpacked = try block.withUnsafeBytes { bytes in
        let packed = UnsafeRawBufferPointer(rebasing: bytes[entry.range])
        // The array's own head decides how much there may be, before memory is taken for it.
        try checkHead(packed, entry, name, file)
        // The declared size is believed as far as these bytes can hold it.
        guard var output = ByteBuilder(limit: entry.size, expected: min(entry.size, packed.count * 1032)),
          let end = try? Inflate.decode(packed, from: 0, into: &output), end == packed.count, output.count == entry.size
        else { throw damaged }
        return output.finish()
      }
      return (unpacked, 0, unpacked.count)
    default:
      throw DataFileError(
        file, es: "'\(name)' está comprimido de un modo que no se puede leer (\(entry.method))",
        en: "'\(name)' is compressed in a way that cannot be read (\(entry.method))")
    }
  }
}
