extension Text {
  /// The text in lines of at most `width` columns where its words allow it.
  ///
  /// Lines end at blanks and at line ends already there; a word wider than a line stays whole on its own. Formulas are
  /// first written by `spelling` and kept whole unless they take more than half a line; one that is wider than a line may
  /// also end it before the `·` of a product. No line is missing: an empty text is one empty line.
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
      let scalars = text.unicodeScalars
      var start = scalars.startIndex
      func finishPiece(at end: String.Index) {
        guard start < end else { return }
        let piece = String(scalars[start..<end])
        let hasFixedBlanks = piece.unicodeScalars.contains("\u{A0}")
        word.append(make(hasFixedBlanks ? String(piece.map { $0 == "\u{A0}" ? " " : $0 }) : piece))
        wordWidth += piece.displayWidth
      }
      for place in scalars.indices {
        let scalar = scalars[place]
        guard scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r" || scalar == Self.breakingPoint else {
          continue
        }
        finishPiece(at: place)
        start = scalars.index(after: place)
        finishWord()
        guard scalar != Self.breakingPoint else { continue }
        pendingBlank = true
        if scalar == "\n" {
          lines.append(Text(line))
          line = []
          lineWidth = 0
        }
      }
      finishPiece(at: scalars.endIndex)
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
    // A drawing is characters by now.
    case .strip: return ("", Inline.plain)
    case .math(let math):
      let text = spelling(math)
      let columns = text.displayWidth
      if columns > width { return (withBreakingPoints(text), Inline.plain) }
      return (columns * 2 > width ? text : String(text.map { $0 == " " ? "\u{A0}" : $0 }), Inline.plain)
    }
  }

  /// Where a line may end without a blank: U+200B.
  private static let breakingPoint: Unicode.Scalar = "\u{200B}"

  /// A formula with a place to break before each product that touches its factors: `a` and `·b`, but not `2` and `·10⁻⁶`.
  private static func withBreakingPoints(_ text: String) -> String {
    let characters = Array(text)
    var result = ""
    for (place, character) in characters.enumerated() {
      let isPower = characters[place...].dropFirst().starts(with: "10")
      if character == "·" || character == "*", place > 0, !" .".contains(characters[place - 1]), !isPower {
        result.unicodeScalars.append(breakingPoint)
      }
      result.append(character)
    }
    return result
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
