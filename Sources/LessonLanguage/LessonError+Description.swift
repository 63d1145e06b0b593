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
    let line = Array(lineText)
    guard let range else { return [String(LessonError.shortened(line, from: 0).line)] }
    let shown = LessonError.shortened(line, from: range.column - 1)
    let start = min(max(0, range.column - 1 - shown.skipped), shown.line.count)
    let end = min(start + max(1, range.length), shown.line.count)
    let blanks = String(repeating: " ", count: LessonError.width(of: shown.line[..<start]))
    let carets = String(repeating: "^", count: max(1, LessonError.width(of: shown.line[start..<end])))
    return [String(shown.line), blanks + carets]
  }

  /// The line, or of a long one what stands around the place, with how many characters are left out before it.
  private static func shortened(_ line: [Character], from place: Int) -> (line: [Character], skipped: Int) {
    let room = 160
    guard line.count > room else { return (line.map { $0.visible }, 0) }
    let first = max(0, min(place - room / 2, line.count - room))
    var part = line[first..<first + room].map { $0.visible }
    if first > 0 { part[0] = "…" }
    if first + room < line.count { part[room - 1] = "…" }
    return (part, first)
  }

  /// How many columns characters take in a terminal.
  private static func width(of characters: ArraySlice<Character>) -> Int {
    characters.reduce(0) { $0 + $1.displayWidth }
  }
}
