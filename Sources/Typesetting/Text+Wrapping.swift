extension Text {
  /// The text in lines of at most `width` columns where its words allow it.
  ///
  /// Lines end at blanks and at line ends already there; a word wider than a line stays whole on its own. Formulas are
  /// first written by `spelling` and kept whole unless they take more than half a line. No line is missing: an empty
  /// text is one empty line.
  package func wrapped(to width: Int, spelling: (MathText) -> String) -> [Text] {
    var lines: [Text] = []
    var line: [Inline] = []
    var lineWidth = 0
    var word: [Inline] = []
    var wordWidth = 0
    var pendingBlank = false

    func finishWord() {
      guard !word.isEmpty else { return }
      if !line.isEmpty, lineWidth + (pendingBlank ? 1 : 0) + wordWidth > width {
        lines.append(Text(line))
        line = []
        lineWidth = 0
      } else if pendingBlank, !line.isEmpty {
        Self.append(" ", like: line.last, next: word.first, to: &line)
        lineWidth += 1
      }
      for piece in word { Self.append(piece, to: &line) }
      lineWidth += wordWidth
      word = []
      wordWidth = 0
      pendingBlank = false
    }

    for part in parts {
      let (text, make) = Self.opened(part, width: width, spelling: spelling)
      var rest = Substring(text)
      func takePiece(before end: Substring.Index) {
        guard rest.startIndex < end else { return }
        let piece = Self.replacing("\u{A0}", by: " ", in: String(rest[..<end]))
        word.append(make(piece))
        wordWidth += piece.displayWidth
      }
      // Blanks are ASCII, so they are found among the bytes.
      while let end = rest.utf8.firstIndex(where: { $0 == 0x20 || (0x09...0x0D).contains($0) }) {
        takePiece(before: end)
        finishWord()
        pendingBlank = true
        if rest.utf8[end] == UInt8(ascii: "\n") {
          lines.append(Text(line))
          line = []
          lineWidth = 0
        }
        rest = rest[rest.utf8.index(after: end)...]
      }
      takePiece(before: rest.endIndex)
    }
    finishWord()
    if !line.isEmpty || lines.isEmpty { lines.append(Text(line)) }
    return lines
  }

  /// The characters of a part and how a piece of them becomes a part again.
  private static func opened(
    _ part: Inline, width: Int, spelling: (MathText) -> String
  ) -> (text: String, make: (String) -> Inline) {
    switch part {
    case .plain(let text): return (text, Inline.plain)
    case .code(let text): return (text, Inline.code)
    case .strong(let text): return (text, Inline.strong)
    case .faint(let text): return (text, Inline.faint)
    case .math(let math):
      let text = spelling(math)
      return (text.displayWidth * 2 > width ? text : replacing(" ", by: "\u{A0}", in: text), Inline.plain)
    }
  }

  private static func replacing(_ scalar: Unicode.Scalar, by other: Unicode.Scalar, in text: String) -> String {
    guard text.unicodeScalars.contains(scalar) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == scalar ? other : $0 }))
  }

  /// A blank in the style of its neighbours when they agree, else a plain one.
  private static func append(_ blank: String, like last: Inline?, next: Inline?, to line: inout [Inline]) {
    switch (last, next) {
    case (.strong, .strong): append(.strong(blank), to: &line)
    case (.faint, .faint): append(.faint(blank), to: &line)
    case (.code, .code): append(.code(blank), to: &line)
    default: append(.plain(blank), to: &line)
    }
  }

  /// A piece joined to the line, into the last part when both are of one kind.
  private static func append(_ piece: Inline, to line: inout [Inline]) {
    switch (line.last, piece) {
    case (.plain(let left), .plain(let right)): line[line.count - 1] = .plain(left + right)
    case (.code(let left), .code(let right)): line[line.count - 1] = .code(left + right)
    case (.strong(let left), .strong(let right)): line[line.count - 1] = .strong(left + right)
    case (.faint(let left), .faint(let right)): line[line.count - 1] = .faint(left + right)
    default: line.append(piece)
    }
  }
}
