/// Bytes as letters that stand in a text (RFC 4648, section 4).
package enum Base64 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// Three bytes as four letters each, the last padded with `=`.
  package static func text(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var place = 0
    while place < bytes.count {
      let group = bytes[place..<min(place + 3, bytes.count)]
      let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
      for letter in 0..<4 {
        text.append(letter <= group.count ? letters[Int(bits >> (18 - 6 * UInt32(letter)) & 63)] : UInt8(ascii: "="))
      }
      place += 3
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes of such a text; nil where it is none.
  package static func bytes(_ text: String) -> [UInt8]? {
    var values = [UInt32](repeating: 64, count: 256)
    for (value, letter) in letters.enumerated() { values[Int(letter)] = UInt32(value) }
    let utf8 = Array(text.utf8)
    guard utf8.count % 4 == 0 else { return nil }
    let padding = utf8.suffix(2).count { $0 == UInt8(ascii: "=") }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count / 4 * 3)
    for place in stride(from: 0, to: utf8.count, by: 4) {
      let known = place + 4 == utf8.count ? 4 - padding : 4
      var bits: UInt32 = 0
      for letter in 0..<4 {
        let value = letter < known ? values[Int(utf8[place + letter])] : 0
        guard value < 64, letter < known || utf8[place + letter] == UInt8(ascii: "=") else { return nil }
        bits = bits << 6 | value
      }
      for byte in 0..<known - 1 { bytes.append(UInt8(truncatingIfNeeded: bits >> (16 - 8 * UInt32(byte)))) }
    }
    return bytes
  }
}
