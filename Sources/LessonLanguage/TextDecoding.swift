import Typesetting

/// The text of a lesson file from its bytes, which are UTF-8 or are told for what they are.
enum TextDecoding {
  /// The text, without a byte order mark.
  ///
  /// - Throws: where it stops being UTF-8, what it is instead, and how it is converted.
  static func text(_ bytes: [UInt8], file: String) throws(LessonError) -> String {
    if let wide = WideText(bytes) { throw wide.error(bytes, file) }
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    if let text = String(validating: content, as: UTF8.self) { return text }
    throw narrow(bytes, firstWrong(content), file)
  }

  /// Where decoding first goes wrong.
  private static func firstWrong(_ bytes: ArraySlice<UInt8>) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var place = bytes.startIndex
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { place += UTF8.width(scalar) }
    return min(place, bytes.endIndex - 1)
  }

  /// The error about a byte that is a character of its own in an older encoding.
  private static func narrow(_ bytes: [UInt8], _ wrong: Int, _ file: String) -> LessonError {
    let start = bytes[..<wrong].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let end = bytes[wrong...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let line = bytes[..<start].reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    let before = String(decoding: bytes[start..<wrong], as: UTF8.self)
    let rest = bytes[wrong..<min(end, wrong + 400)].map { WesternCharacters.scalar($0) ?? "\u{FFFD}" }
    let shown = SourceText(file: file, text: before + String(String.UnicodeScalarView(rest))).lines.first ?? ""
    let column = SourceText(file: file, text: before).lines.first?.count ?? 0
    let code = "0x" + String(bytes[wrong], radix: 16, uppercase: true)
    var message = Localized(
      es: "el archivo no es texto UTF-8: el byte \(code) no encaja aquí",
      en: "the file is not UTF-8 text: the byte \(code) does not fit here")
    if bytes[..<wrong].dropFirst(3).contains(where: { $0 >= 0x80 }) {
      // What stands before is UTF-8, so that no conversion helps.
      message = message + Localized(es: "; vuelve a escribir ese carácter", en: "; type that character again")
    } else if let meant = WesternCharacters.scalar(bytes[wrong]) {
      let isLatin = bytes.allSatisfy { !(0x80..<0xA0).contains($0) }
      let name = isLatin ? "Latin-1 (ISO-8859-1)" : "Windows-1252"
      message =
        message
        + Localized(
          es: ", y en \(name) es «\(meant)»; guárdalo como UTF-8",
          en: ", and in \(name) it is “\(meant)”; save it as UTF-8")
        + conversion(from: isLatin ? "ISO-8859-1" : "WINDOWS-1252", file)
    } else {
      message = message + Localized(es: "; guárdalo como UTF-8", en: "; save it as UTF-8")
    }
    return LessonError(
      file: file, range: SourceRange(line: line, column: column + 1), lineText: shown, message: message)
  }

  /// `, o conviértelo: iconv -f ISO-8859-1 -t UTF-8 mine.lesson > new.lesson`; nothing for a name that a shell may misread.
  static func conversion(from encoding: String, _ file: String) -> Localized {
    let isPlain = file.utf8.allSatisfy { byte in
      byte >= 0x80 || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
        || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "/._-+".utf8.contains(byte)
    }
    guard isPlain, !file.isEmpty, !file.hasPrefix("-"), let point = file.lastIndex(of: ".") else {
      return Localized(both: "")
    }
    let command = "iconv -f \(encoding) -t UTF-8 \(file) > "
    return Localized(
      es: ", o conviértelo: \(command)nuevo\(file[point...])", en: ", or convert it: \(command)new\(file[point...])")
  }
}

extension LessonParser {
  /// The text of a lesson file from its bytes.
  ///
  /// - Throws: the line and column where it stops being UTF-8, what it is instead (UTF-16, Latin-1, Windows-1252), and
  ///   how it is converted.
  package static func text(_ bytes: [UInt8], file: String) throws(LessonError) -> String {
    try TextDecoding.text(bytes, file: file)
  }
}
