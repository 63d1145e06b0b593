import Typesetting

/// A file of numbers in IDX form, plain or compressed with gzip: the form in which MNIST is distributed.
///
/// Four bytes 0, 0, type and number of axes; the size of each axis as 32 bits, highest byte first; the numbers, the last
/// axis fastest. A plain file stays on the disk and is mapped into memory.
package struct IDX: Sendable {
  /// The kind of numbers, by its byte in the file.
  package enum ElementType: UInt8, Sendable, CaseIterable {
    case unsignedByte = 0x08
    case signedByte = 0x09
    case short = 0x0b
    case integer = 0x0c
    case float = 0x0d
    case double = 0x0e

    /// How many bytes a number takes.
    package var size: Int {
      switch self {
      case .unsignedByte, .signedByte: 1
      case .short: 2
      case .integer, .float: 4
      case .double: 8
      }
    }
  }

  /// The file as the reader named it.
  package let file: String
  /// The kind of its numbers.
  package let type: ElementType
  /// The sizes of its axes, the first one the slowest.
  package let sizes: [Int]
  /// The file's bytes, uncompressed.
  package let bytes: ByteBlock
  /// Where the numbers begin.
  package let start: Int

  /// How many numbers there are.
  package var count: Int { (bytes.count - start) / type.size }

  /// Files beyond this size are refused: a million images of 28×28, mapped from the disk.
  package static let limit = 784_000_016

  /// Compressed files that hold more than this are refused, as it takes memory: some 255 000 images of 28×28.
  package static let compressedLimit = 200_000_000

  /// Reads a file; throws `DataFileError` when it is not what its header says.
  ///
  /// - Parameters:
  ///   - axes: how many axes of bytes it must have; nil for any numbers.
  ///   - inflated: where what compressed files hold is kept, if it is.
  package init(_ path: String, limit: Int = limit, axes: Int? = nil, inflated: InflatedFiles? = nil) throws {
    let stored = try ByteBlock(mapping: path)
    let isCompressed = stored.withUnsafeBytes(Gzip.begins)
    do {
      // The head decides how much there may be, before any memory is taken for it.
      let head = isCompressed ? try stored.withUnsafeBytes { try Gzip.prefix(of: $0, count: 4 + 4 * 255) } : stored
      let header = try Header(head, path)
      if let axes { try header.check(axes: axes, path) }
      let limit = isCompressed ? min(limit, Self.compressedLimit) : limit
      guard header.size <= limit else { throw header.tooLarge(path, limit) }
      if isCompressed {
        if let kept = inflated?.found(stored, count: header.size) {
          bytes = kept
        } else {
          bytes = try Self.decompress(stored, header, path)
          if bytes.count == header.size { inflated?.keep(bytes, of: stored) }
        }
      } else {
        bytes = stored
      }
      guard bytes.count == header.size else { throw header.wrongSize(path, Localized(both: "\(bytes.count)")) }
      file = path
      type = header.type
      sizes = header.sizes
      start = header.start
    } catch let failure as Gzip.Failure {
      throw DataFileError(path, failure.reason)
    }
  }

  /// The head of a file with numbers of this kind and these sizes.
  package static func header(_ type: ElementType, _ sizes: [Int]) -> [UInt8] {
    [0, 0, type.rawValue, UInt8(truncatingIfNeeded: sizes.count)]
      + sizes.flatMap { size in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: size >> $0) } }
  }

  /// What a compressed file holds, as much as its header says.
  private static func decompress(_ stored: ByteBlock, _ header: Header, _ path: String) throws -> ByteBlock {
    do {
      return try stored.withUnsafeBytes { bytes throws(Gzip.Failure) in
        try Gzip.decompress(bytes, limit: header.size)
      }
    } catch .tooLarge {
      throw header.wrongSize(path, Localized(es: "más", en: "more"))
    }
  }
}

/// What the head of an IDX file says.
private struct Header {
  let type: IDX.ElementType
  let sizes: [Int]
  /// Where the numbers begin, and where they end.
  let start, size: Int

  init(_ block: ByteBlock, _ path: String) throws {
    (type, sizes, start, size) = try block.withUnsafeBytes { bytes in
      guard bytes.count >= 4, bytes[0] == 0, bytes[1] == 0, let type = IDX.ElementType(rawValue: bytes[2]) else {
        throw DataFileError(
          path, es: "no es un archivo IDX: debería empezar por los bytes 00 00 08 (con imágenes, 00 00 08 03)",
          en: "it is not an IDX file: it should begin with the bytes 00 00 08 (00 00 08 03 for images)")
      }
      let rank = Int(bytes[3])
      let start = 4 + 4 * rank
      guard rank > 0, bytes.count >= start else {
        throw DataFileError(
          path, es: "está incompleto: se acaba antes de las \(rank) dimensiones que declara",
          en: "it is incomplete: it ends before the \(rank) sizes it declares")
      }
      let sizes = (0..<rank).map { axis in
        Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 4 + 4 * axis, as: UInt32.self)))
      }
      var size = type.size
      for axis in sizes {
        let (product, overflow) = size.multipliedReportingOverflow(by: axis)
        size = overflow ? Int.max / 2 : product
        if overflow { break }
      }
      return (type, sizes, start, min(size, Int.max / 2) + start)
    }
  }

  private var shape: String { sizes.prefix(8).map(String.init).joined(separator: "×") + (sizes.count > 8 ? "×…" : "") }

  func check(axes: Int, _ path: String) throws {
    guard type != .unsignedByte || sizes.count != axes else { return }
    func hexadecimal(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true) }
    let found = "00 00 \(hexadecimal(type.rawValue)) \(hexadecimal(UInt8(truncatingIfNeeded: sizes.count)))"
    let wanted = "00 00 08 \(hexadecimal(UInt8(truncatingIfNeeded: axes)))"
    throw DataFileError(
      path,
      es: axes == 3
        ? "no tiene imágenes: empieza por los bytes \(found), y las imágenes por \(wanted)"
        : "no tiene etiquetas: empieza por los bytes \(found), y las etiquetas por \(wanted)",
      en: axes == 3
        ? "it holds no images: it begins with the bytes \(found), and images with \(wanted)"
        : "it holds no labels: it begins with the bytes \(found), and labels with \(wanted)")
  }

  func tooLarge(_ path: String, _ limit: Int) -> DataFileError {
    DataFileError(
      path, es: "declara \(shape) números, más de los \(limit) bytes que se leen como mucho",
      en: "it declares \(shape) numbers, more than the \(limit) bytes that are read at most")
  }

  func wrongSize(_ path: String, _ found: Localized) -> DataFileError {
    DataFileError(
      path, es: "declara \(shape) números, que son \(size) bytes con la cabecera, pero tiene \(found.es)",
      en: "it declares \(shape) numbers, which are \(size) bytes with the header, but it has \(found.en)")
  }
}
