import Datasets
import Foundation
import Testing

@Suite struct IDXTests {
  /// The bytes of an IDX file.
  static func file(_ type: UInt8, _ sizes: [Int], _ data: [UInt8]) -> [UInt8] {
    [0, 0, type, UInt8(sizes.count)] + sizes.flatMap { size in (0..<4).map { UInt8(size >> (24 - 8 * $0) & 255) } }
      + data
  }

  /// The reason why a file is refused, in both languages.
  static func refusal(_ bytes: [UInt8], _ folder: TemporaryFolder, limit: Int = IDX.limit) throws -> String {
    let path = try folder.write(bytes, "file")
    do {
      let idx = try IDX(path, limit: limit)
      return "accepted with \(idx.sizes)"
    } catch let error as DataFileError {
      #expect(error.file == path)
      #expect(error.reason.es != error.reason.en)
      return error.reason.en
    }
  }

  @Test func `every type is read, plain and compressed alike`() throws {
    let folder = try TemporaryFolder()
    for type in IDX.ElementType.allCases {
      let data = (0..<6 * type.size).map { UInt8($0 * 41 & 255) }
      let bytes = Self.file(type.rawValue, [2, 3], data)
      for (name, content) in [("plain", bytes), ("packed", try Stored.gzip(bytes))] {
        let idx = try IDX(try folder.write(content, name))
        #expect(idx.type == type && idx.sizes == [2, 3] && idx.count == 6)
        #expect(idx.bytes.withUnsafeBytes { Array($0[idx.start...]) } == data)
      }
    }
  }

  @Test func `a file that is something else is told what it should begin with`() throws {
    let folder = try TemporaryFolder()
    for bytes in [[], [0, 0, 8], Array("<!DOCTYPE html>".utf8), Self.file(0x0a, [1], [0]), [1, 0, 8, 1, 0, 0, 0, 0]] {
      #expect(try Self.refusal(bytes, folder).contains("not an IDX file"), "\(bytes)")
    }
    #expect(try Self.refusal([0, 0, 8, 0], folder).contains("incomplete"))
    #expect(try Self.refusal([0, 0, 8, 3, 0, 0, 0, 1, 0], folder).contains("incomplete"))
  }

  @Test func `a file of another kind is told from one of the wrong length`() throws {
    let folder = try TemporaryFolder()
    let labels = try folder.write(Self.file(8, [600], [UInt8](repeating: 1, count: 470_400)), "labels")
    let floats = try folder.write(Self.file(0x0d, [2, 28, 28], [1]), "floats")
    for (path, axes, found) in [
      (labels, 3, "00 00 08 01, and images with 00 00 08 03"), (floats, 3, "00 00 0D 03"),
      (floats, 1, "00 00 0D 03, and labels with 00 00 08 01"),
    ] {
      let error = #expect(throws: DataFileError.self) { try IDX(path, axes: axes) }
      #expect(error?.reason.en.contains(found) == true)
    }
    #expect(try IDX(folder.write(Self.file(8, [2], [1, 2]), "sound"), axes: 1).sizes == [2])
  }

  @Test func `the sizes must be those of the file, to the byte`() throws {
    let folder = try TemporaryFolder()
    for extra in [-1, 1] {
      let bytes = Self.file(8, [2, 3], [UInt8](repeating: 7, count: 6 + extra))
      #expect(try Self.refusal(bytes, folder).contains("which are 18 bytes with the header, but it has \(18 + extra)"))
      let packed = try Self.refusal(Stored.gzip(bytes), folder)
      #expect(packed.contains(extra > 0 ? "but it has more" : "but it has 17"))
    }
    // Unsigned sizes whose product is beyond every integer.
    let lie = Self.file(0x0e, [0xffff_ffff, 0xffff_ffff, 0xffff_ffff], [1])
    #expect(try Self.refusal(lie, folder).contains("it declares 4294967295×4294967295×4294967295 numbers"))
    #expect(try Self.refusal(Stored.gzip(lie), folder).contains("more than the"))
    #expect(try Self.refusal(Self.file(8, [11], [0]), folder, limit: 12).contains("more than the 12 bytes"))
    // What is compressed takes memory, a plain file does not.
    let large = Self.file(8, [300_000, 28, 28], [])
    #expect(try Self.refusal(Stored.gzip(large), folder).contains("more than the \(IDX.compressedLimit) bytes"))
    #expect(try Self.refusal(large, folder).contains("but it has 16"))
  }

  @Test func `a compressed file that claims much and holds little takes no memory`() throws {
    let folder = try TemporaryFolder()
    let before = peakMemory()
    let lie = try Stored.gzip(Self.file(8, [250_000, 28, 28], [UInt8](repeating: 0, count: 1000)))
    #expect(try Self.refusal(lie, folder).contains("but it has 1016"))
    #expect(peakMemory() - before < 100 << 20)
  }

  @Test func `what is no file is said plainly`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: DataFileError.self) { try IDX(folder.path) }
    let missing = #expect(throws: DataFileError.self) { try IDX(folder.path + "/none") }
    #expect(missing?.message.en == "'\(folder.path)/none': the file does not exist")
  }
}

/// Compressed forms made without a compressor: blocks that are stored as they are.
enum Stored {
  /// A gzip file whose blocks are stored.
  static func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
    [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255] + deflate(bytes) + word(CRC32(of: bytes).value) + word(UInt32(bytes.count))
  }

  /// Stored blocks of at most 65535 bytes.
  static func deflate(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    repeat {
      let piece = rest.prefix(65535)
      rest = rest.dropFirst(piece.count)
      let size = UInt16(piece.count)
      result +=
        [rest.isEmpty ? 1 : 0, UInt8(size & 255), UInt8(size >> 8), UInt8(~size & 255), UInt8(~size >> 8)] + piece
    } while !rest.isEmpty
    return result
  }

  static func word(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(number >> (8 * $0) & 255) } }
}
