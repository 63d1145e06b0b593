import Typesetting

/// Cuts the lines of a lesson file into tokens.
///
/// A line that is empty or only a comment is left out. An open bracket runs over line ends; where the innermost one is
/// `[`, the line end is a `;`.
struct Lexer {
  /// The tokens of a text, line by line.
  static func lines(of text: String) throws(LocatedError) -> [TokenLine] {
    guard text.utf8.count <= Limits.fileBytes else {
      throw LocatedError(
        nil, es: "el archivo ocupa \(text.utf8.count) bytes; el máximo es \(Limits.fileBytes)",
        en: "the file has \(text.utf8.count) bytes; the limit is \(Limits.fileBytes)")
    }
    return try lines(of: SourceText.typedLines(text))
  }

  /// The tokens of lines that are composed, without tabs.
  static func lines(of typed: [String]) throws(LocatedError) -> [TokenLine] {
    var lexer = Lexer()
    for (number, line) in typed.enumerated() {
      guard number < Limits.lines else {
        throw LocatedError(
          nil, es: "el archivo tiene más de \(Limits.lines) líneas", en: "the file has more than \(Limits.lines) lines")
      }
      try lexer.read(line, number: number + 1)
    }
    if let open = lexer.open.last {
      throw LocatedError(
        open.range, es: "este «\(open.sign.rawValue)» no se cierra", en: "this “\(open.sign.rawValue)” is never closed")
    }
    return lexer.lines
  }

  private var lines: [TokenLine] = []
  private var open: [(sign: Token.Sign, range: SourceRange)] = []

  /// The line being read, from `position` on.
  private var characters = LineCharacters()
  private var position = 0
  private var number = 0
  private var isApart = true

  private mutating func read(_ line: String, number: Int) throws(LocatedError) {
    self.number = number
    characters = LineCharacters(line)
    if !characters.isPlain { try refuseControls(in: line) }
    position = 0
    skipBlanks()
    let indent = position
    guard let first = character(), first != "#" else { return }
    if open.isEmpty { lines.append(TokenLine(indent: indent, tokens: [])) }
    isApart = true
    while let next = character(), next != "#" {
      try readToken(next)
      let end = position
      skipBlanks()
      isApart = position > end
    }
    if open.last?.sign == .openBracket {
      append(.sign(.semicolon), text: "\n", SourceRange(line: number, column: max(1, position)))
    }
  }

  private func refuseControls(in line: String) throws(LocatedError) {
    guard let bad = line.unicodeScalars.firstIndex(where: { $0.isUnseen }) else { return }
    let code = line.unicodeScalars[bad].codePoint
    throw LocatedError(
      SourceRange(line: number, column: String(line.unicodeScalars[..<bad]).count + 1),
      es: "aquí hay un carácter invisible o de control (\(code)); bórralo",
      en: "there is an invisible or control character here (\(code)); delete it")
  }

  private mutating func skipBlanks() { skip(Lexer.isBlank) }

  private mutating func skip(_ belongs: (Unicode.Scalar) -> Bool) {
    while let next = character(), belongs(next) { position += 1 }
  }

  private mutating func append(_ kind: Token.Kind, text: String, _ range: SourceRange) {
    guard !lines.isEmpty else { return }
    lines[lines.count - 1].tokens.append(Token(kind: kind, text: text, range: range, isApart: isApart))
  }

  /// Appends the token from `start` to the position.
  private mutating func append(_ kind: Token.Kind, from start: Int) {
    append(
      kind, text: characters.text(start..<position),
      SourceRange(line: number, column: start + 1, length: max(1, position - start)))
  }

  private func character(after distance: Int = 0) -> Unicode.Scalar? { characters[position + distance] }

  private func hasDigit(after distance: Int) -> Bool { character(after: distance).map(Lexer.isDigit) == true }

  private mutating func readToken(_ first: Unicode.Scalar) throws(LocatedError) {
    let start = position
    if Lexer.isLetter(first) {
      try readWord()
    } else if Lexer.isDigit(first) || first == "." && hasDigit(after: 1) {
      try readNumber()
    } else if first == "\"" {
      try readString()
    } else if first == "Σ" || first == "∑" {
      position += 1
      append(.sign(readSumSuffix()), from: start)
    } else if let value = Lexer.fraction(first) {
      position += 1
      append(.number(value), from: start)
    } else if Lexer.superscript(first) != nil || first == "⁻" && character(after: 1).flatMap(Lexer.superscript) != nil {
      readSuperscript()
    } else {
      try readSign(first)
    }
  }

  private mutating func readWord() throws(LocatedError) {
    let start = position
    skip(Lexer.isNameCharacter)
    guard position - start <= Limits.nameLength else {
      throw LocatedError.nameLength(SourceRange(line: number, column: start + 1, length: position - start))
    }
    if characters[start] == "s", let sum = Lexer.sum(characters.text(start..<position)) {
      append(.sign(sum), from: start)
      return
    }
    // `np.array`, `np.float64` as they are pasted: the function's own name is enough.
    if character() == ".", let next = character(after: 1), Lexer.isLetter(next),
      ["np", "numpy", "torch"].contains(characters.text(start..<position))
    {
      position += 1
      return try readWord()
    }
    readOccurrence()
    append(.word, from: start)
  }

  /// The `.1` of `c.1`.
  private mutating func readOccurrence() {
    guard character() == ".", hasDigit(after: 1) else { return }
    position += 1
    skip(Lexer.isDigit)
  }

  /// Which sum a `Σ` is, by the letters that touch it.
  private mutating func readSumSuffix() -> Token.Sign {
    let start = position
    skip(Lexer.isNameCharacter)
    guard position > start else { return .sum }
    let suffix = characters.text(start..<position)
    if let sum = Lexer.sum((suffix.hasPrefix("_") ? "sum" : "sum_") + suffix) { return sum }
    position = start
    return .sum
  }

  private mutating func readNumber() throws(LocatedError) {
    let start = position
    skip(Lexer.isDigit)
    if character() == ".", hasDigit(after: 1) || isPointAlone {
      position += 1
      skip(Lexer.isDigit)
    }
    if character() == "e" || character() == "E" {
      let sign = character(after: 1).map { $0 == "-" || $0 == "−" || $0 == "+" } == true
      if hasDigit(after: sign ? 2 : 1) {
        position += sign ? 2 : 1
        skip(Lexer.isDigit)
      }
    }
    var digits = characters.text(start..<position)
    if digits == "10", let power = readNegativePower() { digits = power }
    // An exponent may have the typesetters' minus.
    if digits.utf8.count > position - start { digits = String(digits.map { $0 == "−" ? "-" : $0 }) }
    guard let value = Double(digits), value.isFinite else {
      throw LocatedError.tooLarge(SourceRange(line: number, column: start + 1, length: position - start))
    }
    append(.number(value), from: start)
  }

  /// Whether the point of `1.` or `1.e-3` is next, and not the beginning of another sign (`1..2`, `2.*b`, `2.T`).
  private var isPointAlone: Bool {
    guard position > 0, let digit = characters[position - 1], Lexer.isDigit(digit) else { return false }
    return character(after: 1).map { Lexer.sign(".", $0) == nil } ?? true
  }

  /// The `⁻³` behind a 10 makes one number of both, `1e-3`; elsewhere no power is negative.
  private mutating func readNegativePower() -> String? {
    guard character() == "⁻", character(after: 1).flatMap(Lexer.superscript) != nil else { return nil }
    position += 1
    var power = "1e-"
    while let digit = character().flatMap(Lexer.superscript) {
      power += "\(digit)"
      position += 1
    }
    return power
  }

  private mutating func readSuperscript() {
    let start = position
    let isNegative = character() == "⁻"
    if isNegative { position += 1 }
    var value = 0
    while let next = character(), let digit = Lexer.superscript(next), position - start < 6 {
      value = value * 10 + digit
      position += 1
    }
    append(.superscript(isNegative ? -value : value), from: start)
  }

  private mutating func readString() throws(LocatedError) {
    let start = position
    var text = ""
    position += 1
    // What has been read of the text goes up to here.
    var taken = position
    while let next = character(), next != "\"" {
      if next == "\\" {
        text += characters.text(taken..<position)
        position += 1
        taken = position
        guard let escaped = character(), escaped == "\"" || escaped == "\\" else {
          throw LocatedError(
            SourceRange(line: number, column: position, length: 2),
            es: "en un texto solo valen \\\" y \\\\", en: "a string allows only \\\" and \\\\")
        }
      }
      position += 1
    }
    guard character() == "\"" else {
      throw LocatedError(
        SourceRange(line: number, column: start + 1, length: position - start),
        es: "falta la comilla que cierra el texto", en: "the closing quotation mark is missing")
    }
    text += characters.text(taken..<position)
    position += 1
    append(.string(text), from: start)
  }

  private mutating func readSign(_ first: Unicode.Scalar) throws(LocatedError) {
    let start = position
    let second = character(after: 1)
    var found = second.flatMap { Lexer.sign(first, $0) }
    // `x.Ty` is no transpose.
    if found == .transpose, character(after: 2).map(Lexer.isNameCharacter) == true { found = nil }
    let length = found == nil ? 1 : 2
    guard let sign = found ?? Lexer.sign(first) else { throw unknown(first) }
    position += length
    let closed = try keepBrackets(sign, SourceRange(line: number, column: start + 1, length: length))
    append(.sign(sign), from: start)
    if closed == .openBrace { readTail() }
  }

  /// The letters, digits and low lines that touch a closing brace.
  private mutating func readTail() {
    let start = position
    skip(Lexer.isNameCharacter)
    readOccurrence()
    guard position > start else { return }
    isApart = false
    append(.tail, from: start)
  }

  /// Keeps the open brackets; the one that the sign closes.
  private mutating func keepBrackets(_ sign: Token.Sign, _ range: SourceRange) throws(LocatedError) -> Token.Sign? {
    switch sign {
    case .openParenthesis, .openBracket, .openBrace:
      guard open.count < Limits.nesting else { throw LocatedError.nesting(range) }
      open.append((sign, range))
      return nil
    case .closeParenthesis, .closeBracket, .closeBrace:
      let opening: Token.Sign =
        sign == .closeParenthesis ? .openParenthesis : sign == .closeBracket ? .openBracket : .openBrace
      guard let last = open.popLast() else {
        throw LocatedError(
          range, es: "«\(sign.rawValue)» no cierra nada: falta «\(opening.rawValue)»",
          en: "“\(sign.rawValue)” closes nothing: “\(opening.rawValue)” is missing")
      }
      guard last.sign == opening else {
        throw LocatedError(
          range,
          es: "«\(sign.rawValue)» no cierra el «\(last.sign.rawValue)» de la línea \(last.range.line)",
          en: "“\(sign.rawValue)” does not close the “\(last.sign.rawValue)” of line \(last.range.line)")
      }
      return opening
    default:
      return nil
    }
  }

  private func unknown(_ first: Unicode.Scalar) -> LocatedError {
    let range = SourceRange(line: number, column: position + 1)
    let character = characters.text(position..<position + 1)
    if let instead = Lexer.lookalike(first) {
      return LocatedError(
        range, es: "«\(character)» no existe; ¿querías decir «\(instead)»?",
        en: "“\(character)” has no meaning here; did you mean “\(instead)”?")
    }
    return LocatedError(
      range, es: "«\(character)» no significa nada en una lección", en: "“\(character)” means nothing in a lesson")
  }
}

extension LocatedError {
  /// A name is too long.
  static func nameLength(_ range: SourceRange?) -> LocatedError {
    LocatedError(
      range, es: "un nombre tiene como mucho \(Limits.nameLength) caracteres",
      en: "a name has at most \(Limits.nameLength) characters")
  }

  /// Something is nested too deeply.
  static func nesting(_ range: SourceRange?) -> LocatedError {
    LocatedError(
      range, es: "hay más de \(Limits.nesting) niveles, uno dentro de otro",
      en: "there are more than \(Limits.nesting) levels, one inside another")
  }
}
