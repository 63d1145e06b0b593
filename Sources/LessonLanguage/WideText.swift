import Typesetting

/// Text of two bytes for each character, UTF-16, as some editors save it.
struct WideText {
  private let isLittleEndian: Bool
  private let hasMark: Bool

  /// Looks whether bytes are that: they begin with its byte order mark, or every other one of the first is nothing.
  init?(_ bytes: [UInt8]) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      isLittleEndian = bytes[0] == 0xFF
      hasMark = true
      return
    }
    var zeros = [0, 0]
    let looked = bytes.prefix(2048)
    for (place, byte) in looked.enumerated() where byte == 0 { zeros[place % 2] += 1 }
    // A text in the Latin alphabet has them in half the places, and in the others none.
    guard min(zeros[0], zeros[1]) == 0, max(zeros[0], zeros[1]) * 4 > looked.count else { return nil }
    isLittleEndian = zeros[1] > 0
    hasMark = false
  }

  /// The error about such a file, at its first byte that is none of UTF-8's.
  func error(_ bytes: [UInt8], _ file: String) -> LessonError {
    let content = hasMark ? bytes.dropFirst(2) : bytes[...]
    var units: [UInt16] = []
    var place = content.startIndex
    while place + 1 < content.endIndex, units.count < 400 {
      let (first, second) = (UInt16(content[place]), UInt16(content[place + 1]))
      let unit = isLittleEndian ? second << 8 | first : first << 8 | second
      if unit == 0x0A { break }
      units.append(unit)
      place += 2
    }
    let line = SourceText(file: file, text: String(decoding: units, as: UTF16.self)).lines.first ?? ""
    let order = isLittleEndian ? "UTF-16LE" : "UTF-16BE"
    return LessonError(
      file: file, range: SourceRange(line: 1, column: 1), lineText: line,
      message: Localized(
        es: "el archivo es texto UTF-16, no UTF-8; guárdalo como UTF-8",
        en: "the file is UTF-16 text, not UTF-8; save it as UTF-8")
        + TextDecoding.conversion(from: hasMark ? "UTF-16" : order, file))
  }
}
