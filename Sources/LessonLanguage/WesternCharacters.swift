/// The characters that single bytes are in Windows-1252, which has those of Latin-1 from 0xA0 on.
enum WesternCharacters {
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
