import Datasets
import Testing

@Suite struct CRC32Tests {
  @Test func `the sum of the nine digits is the one every description gives`() {
    #expect(CRC32(of: "123456789".utf8).value == 0xcbf4_3926)
    #expect(CRC32().value == 0)
  }

  @Test func `pieces give the sum of the whole, wherever it is cut`() {
    let bytes = (0..<100).map { UInt8(truncatingIfNeeded: $0 &* 37 ^ $0 >> 1) }
    let whole = CRC32(of: bytes).value
    // Bit by bit, as the standard writes it.
    var plain: UInt32 = 0xffff_ffff
    for byte in bytes {
      plain ^= UInt32(byte)
      for _ in 0..<8 { plain = plain & 1 == 0 ? plain >> 1 : (plain >> 1) ^ 0xedb8_8320 }
    }
    #expect(whole == ~plain)
    for cut in 0...bytes.count {
      var sum = CRC32()
      bytes[..<cut].withUnsafeBytes { sum.add($0) }
      bytes[cut...].withUnsafeBytes { sum.add($0) }
      #expect(sum.value == whole)
    }
  }
}
