import Testing

@testable import Datasets

/// Archives of whole files, whose heads have their checksums and sizes.
@Suite struct ZipWriterTests {
  private static let files: [(name: String, bytes: [UInt8])] = [
    ("a.xml", Array("<a/>\n".utf8)), ("é/ŷ.txt", []), ("long", (0..<70_000).map { UInt8(truncatingIfNeeded: $0) }),
  ]

  @Test func `Python reads what was put in`() throws {
    let archive = try ZipWriter.archive(Self.files)
    let script = """
      import io, sys, zipfile
      z = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
      assert z.testzip() is None
      for i in z.infolist():
          assert i.flag_bits & 8 == 0 and i.compress_type == 0 and i.date_time == (1980, 1, 1, 0, 0, 0), i
          print(i.filename, i.file_size, sum(z.read(i)))
      """
    guard let output = try Python.run(script, input: archive) else { return }
    let expected = Self.files.map { "\($0.name) \($0.bytes.count) \($0.bytes.reduce(0) { $0 + Int($1) })\n" }
    #expect(String(decoding: output, as: UTF8.self) == expected.joined())
  }

  @Test func `the head of a file has its checksum and size`() throws {
    let archive = try ZipWriter.archive([("n", Array("123456789".utf8))])
    // PK 3 4, version, flags, method, time, date, checksum 0xCBF43926, sizes 9 and 9, lengths 1 and 0, name, bytes.
    let head: [UInt8] = [0x50, 0x4b, 3, 4, 20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0, 0x26, 0x39, 0xf4, 0xcb]
    #expect(Array(archive.prefix(40)) == head + [9, 0, 0, 0, 9, 0, 0, 0, 1, 0, 0, 0, 0x6e] + Array("123456789".utf8))
  }
}
