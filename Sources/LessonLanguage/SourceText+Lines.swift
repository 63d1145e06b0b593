import Calculus

extension SourceText {
  /// The lines of a text as errors show them: composed (NFC), a tab as four blanks, control characters as `�`.
  package init(file: String, text: String) {
    self.init(file: file, lines: SourceText.typedLines(text).map(SourceText.shown))
  }

  /// The lines of a text without their ends and without a byte order mark; composed, with tabs as four blanks.
  static func typedLines(_ text: String) -> [String] {
    var lines: [String] = []
    var bytes = text.utf8[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    for part in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let line = part.last == UInt8(ascii: "\r") ? part.dropLast() : part
      lines.append(Composition.composed(withoutTabs(String(Substring(line)))))
    }
    return lines
  }

  private static func withoutTabs(_ line: String) -> String {
    guard line.utf8.contains(UInt8(ascii: "\t")) else { return line }
    var scalars = String.UnicodeScalarView()
    for scalar in line.unicodeScalars {
      if scalar == "\t" { scalars.append(contentsOf: "    ".unicodeScalars) } else { scalars.append(scalar) }
    }
    return String(scalars)
  }

  private static func shown(_ line: String) -> String {
    guard line.unicodeScalars.contains(where: isControl) else { return line }
    return String(String.UnicodeScalarView(line.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
  }

  /// Characters that move the cursor, change the direction of writing or cannot be seen.
  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value >= 0x20, scalar.value < 0x7F { return false }
    // Letters and signs that lessons are full of.
    if (0xAE...0x36F).contains(scalar.value) || (0x3B1...0x3C9).contains(scalar.value)
      || (0x2190...0x22FF).contains(scalar.value)
    {
      return false
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: return true
    default: return false
    }
  }
}
