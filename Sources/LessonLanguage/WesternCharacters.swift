/// The characters that single bytes are in Windows-1252, which has those of Latin-1 from 0xA0 on.
package enum WesternCharacters {
  /// The text of bytes that are not UTF-8 and may be Windows-1252, as spreadsheets save tables; nil for UTF-8, for UTF-16,
  /// for a file in which something is UTF-8 already, and for bytes that are no character.
  package static func text(_ bytes: [UInt8]) -> String? {
    guard WideText(bytes) == nil, String(validating: bytes, as: UTF8.self) == nil else { return nil }
    var scalars = String.UnicodeScalarView()
    var isLead = false
    for byte in bytes {
      // A lead byte with what follows it in UTF-8 is hardly ever two letters.
      if isLead, (0x80..<0xC0).contains(byte) { return nil }
      isLead = (0xC2..<0xF5).contains(byte)
      guard let scalar = scalar(byte) else { return nil }
      scalars.append(scalar)
    }
    return String(scalars)
  }

  /// The character of a byte; nil for five bytes that are none.
  static func scalar(_ byte: UInt8) -> Unicode.Scalar? {
    guard (0x80..<0xA0).contains(byte) else { return Unicode.Scalar(byte) }
    let scalar = windows[Int(byte) - 0x80]
    return scalar == "\u{FFFD}" ? nil : scalar
  }

  private static let windows: [Unicode.Scalar] = [
    "€", "\u{FFFD}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{FFFD}", "Ž", "\u{FFFD}", "\u{FFFD}",
    "‘",
    "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{FFFD}", "ž", "Ÿ",
  ]
}
