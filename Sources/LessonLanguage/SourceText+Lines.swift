import Calculus
import Typesetting

extension SourceText {
  /// The lines of a text as errors show them: composed (NFC), a tab as four blanks, control characters as `�`.
  package init(file: String, text: String) {
    self.init(file: file, typed: SourceText.typedLines(text))
  }

  /// The same from the lines as typed.
  init(file: String, typed lines: [String]) {
    self.init(file: file, lines: lines.map(SourceText.shown))
  }

  /// The lines of a text without their ends and without a byte order mark; composed, with tabs as four blanks.
  static func typedLines(_ text: String) -> [String] {
    var text = text
    return text.withUTF8 { bytes in
      let needsComposing = Composition.mayChange(bytes)
      var rest = bytes[...]
      if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
      var lines: [String] = []
      while true {
        let end = rest.firstIndex(of: UInt8(ascii: "\n"))
        let line = line(end.map { rest[..<$0] } ?? rest)
        lines.append(needsComposing ? Composition.composed(line) : line)
        guard let end else { return lines }
        rest = rest[(end + 1)...]
      }
    }
  }

  private static func line(_ bytes: UnsafeBufferPointer<UInt8>.SubSequence) -> String {
    let bytes = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
    guard bytes.contains(UInt8(ascii: "\t")) else {
      return String(decoding: UnsafeBufferPointer(rebasing: bytes), as: UTF8.self)
    }
    let blanks = Array("    ".utf8)
    return String(decoding: bytes.flatMap { $0 == UInt8(ascii: "\t") ? blanks : [$0] }, as: UTF8.self)
  }

  private static func shown(_ line: String) -> String {
    guard hasControls(line) else { return line }
    return String(String.UnicodeScalarView(line.unicodeScalars.map { $0.isUnseen ? "\u{FFFD}" : $0 }))
  }

  /// Whether a line has characters that are refused.
  static func hasControls(_ line: String) -> Bool {
    for scalar in line.unicodeScalars where scalar.isUnseen { return true }
    return false
  }
}
