import Typesetting

extension LessonError {
  /// The error as a reader sees it: place and message, the line, and carets below what is meant.
  ///
  ///     xor.lesson:13:10: las dimensiones no encajan: …
  ///         Z1 = X·W1 + b1
  ///              ^^^^
  package func description(_ language: Language) -> String {
    var text = file
    if let range { text += (text.isEmpty ? "" : ":") + "\(range.line):\(range.column)" }
    text += (text.isEmpty ? "" : ": ") + message[language]
    return excerpt.reduce(text) { $0 + "\n" + $1 }
  }

  /// The line, or of a long one what stands around the place, and carets below what is meant; none without a line.
  package var excerpt: [String] {
    guard !lineText.isEmpty else { return [] }
    guard let range else { return [String(LessonError.shortened(Array(lineText), from: 0).line)] }
    let shown = LessonError.shortened(Array(lineText), from: range.column - 1)
    let start = min(max(0, range.column - 1 - shown.skipped), shown.line.count)
    let end = min(start + max(1, range.length), shown.line.count)
    let blanks = String(repeating: " ", count: LessonError.width(of: shown.line[..<start]))
    let carets = String(repeating: "^", count: max(1, LessonError.width(of: shown.line[start..<end])))
    return [String(shown.line), blanks + carets]
  }

  /// The line, or of a long one what stands around the place, with how many characters are left out before it.
  private static func shortened(_ line: [Character], from place: Int) -> (line: [Character], skipped: Int) {
    let room = 160
    guard line.count > room else { return (line, 0) }
    let first = max(0, min(place - room / 2, line.count - room))
    var part = Array(line[first..<first + room])
    if first > 0 { part[0] = "…" }
    if first + room < line.count { part[room - 1] = "…" }
    return (part, first)
  }

  /// How many columns characters take in a terminal: two for wide ones (Chinese, Japanese, Korean, emoji), else one.
  private static func width(of characters: ArraySlice<Character>) -> Int {
    characters.reduce(0) { $0 + (isWide($1) ? 2 : 1) }
  }

  private static func isWide(_ character: Character) -> Bool {
    guard let value = character.unicodeScalars.first?.value, value >= 0x1100 else { return false }
    return [
      0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ].contains { $0.contains(value) }
  }
}
