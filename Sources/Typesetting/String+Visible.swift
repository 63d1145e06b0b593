extension Unicode.Scalar {
  /// Whether a terminal obeys it or nobody sees it: control characters, what changes the direction of writing, what has
  /// no width, line and paragraph separators, tags, private and unassigned characters (Unicode Standard Annex 9 and
  /// `Default_Ignorable_Code_Point`). The selectors of how a character looks, U+FE00 to U+FE0F, are none of them.
  package var isUnseen: Bool {
    if standsAlone { return false }
    switch properties.generalCategory {
    // The Braille pattern without dots.
    case .otherSymbol where value == 0x2800: return true
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: return true
    default: return properties.isDefaultIgnorableCodePoint && !(0xFE00...0xFE0F).contains(value)
    }
  }

  /// Whether it is drawn over the character before it.
  fileprivate var isMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }

  /// `U+202E`.
  package var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension String {
  /// Marks over one character that are shown; no writing needs as many.
  fileprivate static var mostMarks: Int { 8 }

  /// The text as it may be written to a terminal, whoever wrote it: what is unseen stands there as `⟨U+202E⟩`, and of more
  /// than eight marks over a character there is only their number, `⟨+92⟩`. Line ends and tabs stay.
  package var visible: String {
    if unicodeScalars.allSatisfy({ $0.standsAlone || $0 == "\n" || $0 == "\t" }) { return self }
    var result = ""
    var marks = 0
    func finishMarks() {
      if marks > Self.mostMarks { result += "⟨+\(marks - Self.mostMarks)⟩" }
      marks = 0
    }
    for scalar in unicodeScalars {
      if scalar.isUnseen, scalar != "\n", scalar != "\t" {
        finishMarks()
        result += "⟨\(scalar.codePoint)⟩"
        continue
      }
      if scalar.isMark {
        marks += 1
        if marks > Self.mostMarks { continue }
      } else {
        finishMarks()
      }
      result.unicodeScalars.append(scalar)
    }
    finishMarks()
    return result
  }

  /// A name or message that is one line, without ends of lines and tabs of its own: `⟨U+000A⟩` stands for them, so that no
  /// name can look like a line that the program has written.
  package var onOneLine: String {
    guard unicodeScalars.contains(where: { $0 == "\n" || $0 == "\t" || $0 == "\r" }) else { return self }
    return unicodeScalars.reduce(into: "") { text, scalar in
      if scalar == "\n" || scalar == "\t" || scalar == "\r" {
        text += "⟨\(scalar.codePoint)⟩"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }

  /// The text, of which no word is longer than a reader reads and the whole not either: of longer ones the beginning and
  /// the end, with `…` between them.
  package func bounded(word: Int = 400, whole: Int = 2_000) -> String {
    guard utf8.count > min(word, whole) else { return self }
    var words: [String] = []
    for line in split(separator: "\n", omittingEmptySubsequences: false) {
      let shortened = line.split(separator: " ", omittingEmptySubsequences: false).map {
        Self.middle(out: $0, word, 100)
      }
      words.append(shortened.joined(separator: " "))
    }
    return Self.middle(out: words.joined(separator: "\n")[...], whole, 200)
  }

  /// The text without its middle, when it has more than `limit` characters.
  private static func middle(out text: Substring, _ limit: Int, _ end: Int) -> String {
    guard text.utf8.count > limit, text.count > limit else { return String(text) }
    let end = Swift.min(end, (limit - 1) / 2)
    return text.prefix(limit - end - 1) + "…" + text.suffix(end)
  }
}

extension Character {
  /// The character as it may be written to a terminal, in one place whatever it is, so that a caret below it stays where
  /// it is: `�` for what is unseen, and no more marks than are shown.
  package var visible: Character {
    guard let first = unicodeScalars.first else { return self }
    if first.isUnseen { return first == "\t" ? " " : "\u{FFFD}" }
    let rest = unicodeScalars.dropFirst().prefix { !$0.isUnseen }.prefix(String.mostMarks)
    return String(String.UnicodeScalarView([first] + rest)).first ?? self
  }
}
