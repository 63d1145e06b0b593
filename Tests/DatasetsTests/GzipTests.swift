import Datasets
import Foundation
import Testing

@Suite struct GzipTests {
  /// What the function makes of bytes.
  static func decompress(_ bytes: [UInt8], limit: Int = 1 << 24) throws(Gzip.Failure) -> [UInt8] {
    try ByteBlock(bytes).withUnsafeBytes { bytes throws(Gzip.Failure) in
      try Gzip.decompress(bytes, limit: limit)
    }
    .withUnsafeBytes { Array($0) }
  }

  @Test func `all that Python's zlib writes is read, at every level, strategy and kind of block`() throws {
    let script = """
      import gzip, random, struct, sys, zlib
      random.seed(5)
      words = [bytes(random.randrange(97, 123) for _ in range(random.randrange(2, 9))) for _ in range(200)]
      texts = [b"", b"a", b"ab" * 20000, bytes(40000), random.randbytes(66000),
               b" ".join(random.choice(words) for _ in range(6000)), bytes(range(256)) * 3,
               bytes(int(random.gauss(128, 3)) for _ in range(10000))]
      # Codes of up to 15 bits come from frequencies that grow like Fibonacci's numbers.
      skew, a, b = b"", 1, 1
      for letter in range(19):
          skew += bytes([letter * 11]) * a
          a, b = b, a + b
      texts.append(bytes(random.sample(skew, len(skew))))
      def put(data, packed):
          sys.stdout.buffer.write(struct.pack("<II", len(data), len(packed)) + data + packed)
      for text in texts:
          for level in (0, 1, 4, 5, 6, 9):
              for strategy in (zlib.Z_DEFAULT_STRATEGY, zlib.Z_FIXED, zlib.Z_HUFFMAN_ONLY, zlib.Z_RLE):
                  if level % 4 != 1 and strategy != zlib.Z_DEFAULT_STRATEGY: continue
                  packer = zlib.compressobj(level, zlib.DEFLATED, 31, 1 + level % 9, strategy)
                  put(text, packer.compress(text) + packer.flush())
          # Flushes put empty stored blocks between the others; then two members, and padding.
          packer = zlib.compressobj(6, zlib.DEFLATED, 31)
          half = len(text) // 2
          put(text, packer.compress(text[:half]) + packer.flush(zlib.Z_FULL_FLUSH) + packer.compress(text[half:]) + packer.flush())
          put(text, gzip.compress(text[:half], 9) + gzip.compress(text[half:], 1) + bytes(7))
      # A header with everything in it.
      raw = zlib.compressobj(9, zlib.DEFLATED, -15)
      body = raw.compress(b"hello") + raw.flush()
      head = b"\\x1f\\x8b\\x08\\x1e" + bytes(6) + b"\\x04\\x00abcd" + b"name\\x00" + b"remark\\x00"
      head += struct.pack("<H", zlib.crc32(head) & 0xffff)
      put(b"hello", head + body + struct.pack("<II", zlib.crc32(b"hello"), 5))
      """
    guard let made = try Python.run(script) else { return }
    var place = 0
    var cases = 0
    func word() -> Int {
      defer { place += 4 }
      return Int(made.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: UInt32.self) })
    }
    while place < made.count {
      let (plain, packed) = (word(), word())
      let wanted = Array(made[place..<place + plain])
      let bytes = Array(made[place + plain..<place + plain + packed])
      place += plain + packed
      cases += 1
      #expect(try Self.decompress(bytes) == wanted, "case \(cases)")
      #expect(try Self.decompress(bytes, limit: plain) == wanted, "case \(cases), exact limit")
      if plain > 0 {
        #expect(throws: Gzip.Failure.tooLarge(plain - 1)) { try Self.decompress(bytes, limit: plain - 1) }
      }
    }
    #expect(cases > 90)
  }

  @Test func `the gzip of the system is read`() throws {
    let folder = try TemporaryFolder()
    let text = Array(String(repeating: "la neurona suma y decide; ", count: 5000).utf8)
    let path = try folder.write(text, "texto")
    for level in ["-1", "-6", "-9"] {
      guard let packed = try Python.run(command: ["gzip", level, "-c", path]) else { return }
      #expect(try Self.decompress(packed) == text)
    }
  }

  /// "hello hello hello hello" as gzip writes it, a fixed block.
  static let hello: [UInt8] =
    [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]
    + [0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x57, 0xc8, 0x40, 0x27, 0x01]
    + [0xe3, 0x51, 0x3d, 0x8d, 23, 0, 0, 0]

  @Test func `each kind of damage has its name`() throws {
    let good = Self.hello
    #expect(try Self.decompress(good) == Array("hello hello hello hello".utf8))
    for end in 0..<good.count {
      #expect(throws: Gzip.Failure.truncated, "first \(end) bytes") { try Self.decompress(Array(good[..<end])) }
    }
    func changed(_ place: Int, _ byte: UInt8) -> [UInt8] {
      var bytes = good
      bytes[place] = byte
      return bytes
    }
    #expect(throws: Gzip.Failure.notGzip) { try Self.decompress(changed(0, 0x1e)) }
    #expect(throws: Gzip.Failure.notGzip) { try Self.decompress(good + [1]) }
    #expect(throws: Gzip.Failure.corrupt) { try Self.decompress(changed(2, 7)) }
    #expect(throws: Gzip.Failure.corrupt) { try Self.decompress(changed(3, 0x20)) }
    // A block of the kind 3, which does not exist.
    #expect(throws: Gzip.Failure.corrupt) { try Self.decompress(changed(10, 0x07)) }
    #expect(throws: Gzip.Failure.wrongChecksum) { try Self.decompress(changed(20, 0)) }
    #expect(throws: Gzip.Failure.wrongSize) { try Self.decompress(changed(24, 22)) }
  }

  @Test func `the first bytes are given however they are packed`() throws {
    let bytes = (0..<3000).map { UInt8($0 % 251) }
    let (first, rest) = (Array(bytes[..<1000]), Array(bytes[1000...]))
    let members = try Stored.gzip([]) + Stored.gzip(first) + Stored.gzip([]) + Stored.gzip(rest)
    for packed in [try Stored.gzip(bytes), Self.hello, members] {
      let whole = try Self.decompress(packed)
      for count in [0, 1, 5, 16, 1024, 5000] {
        let prefix = try ByteBlock(packed).withUnsafeBytes { bytes in try Gzip.prefix(of: bytes, count: count) }
        #expect(prefix.withUnsafeBytes { Array($0) } == Array(whole.prefix(count)))
      }
    }
  }

  @Test func `a copy from before the beginning is damage`() {
    // A fixed block that begins with a copy of length 3 from distance 1.
    let bytes: [UInt8] = Array(Self.hello[..<10]) + [0x03, 0x02, 0x00] + [UInt8](repeating: 0, count: 12)
    #expect(throws: Gzip.Failure.corrupt) { try Self.decompress(bytes) }
  }

  @Test func `a bomb is refused at its limit without taking its memory`() throws {
    // 150 MB of zeros in some 150 kB, declared as 1 kB.
    let script = """
      import struct, sys, zlib
      packer = zlib.compressobj(9, zlib.DEFLATED, 31)
      piece = bytes(1 << 20)
      data = b"".join(packer.compress(piece) for _ in range(150)) + packer.flush()
      sys.stdout.buffer.write(data[:-4] + struct.pack("<I", 1000))
      """
    guard let bomb = try Python.run(script) else { return }
    let before = peakMemory()
    #expect(throws: Gzip.Failure.tooLarge(1 << 20)) { try Self.decompress(bomb, limit: 1 << 20) }
    #expect(peakMemory() - before < 100 << 20)
  }
}
