import Datasets
import Testing

@Suite struct MD5Tests {
  @Test func `the sums are those of RFC 1321`() {
    let cases = [
      ("", "d41d8cd98f00b204e9800998ecf8427e"), ("a", "0cc175b9c0f1b6a831c399e269772661"),
      ("abc", "900150983cd24fb0d6963f7d28e17f72"), ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
      (
        "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
        "57edf4a22be3c955ac49da2e2107b67a"
      ),
    ]
    for (text, sum) in cases { #expect(MD5.hex(of: text.utf8) == sum) }
  }

  @Test func `every length around a block agrees with Python's`() throws {
    let script = "import hashlib; print(*(hashlib.md5(bytes(range(n))).hexdigest() for n in range(130)))"
    guard let said = try Python.run(script) else { return }
    let sums = String(decoding: said, as: UTF8.self).split { $0 == " " || $0 == "\n" }.map(String.init)
    #expect(sums.count == 130)
    for (count, sum) in sums.enumerated() { #expect(MD5.hex(of: (0..<count).map { UInt8($0) }) == sum) }
  }
}
