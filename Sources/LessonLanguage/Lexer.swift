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
    var lexer = Lexer()
    for (number, line) in SourceText.typedLines(text).enumerated() {
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
  private var characters: [Character] = []
  private var position = 0
  private var number = 0
  private var isApart = true

  private mutating func read(_ line: String, number: Int) throws(LocatedError) {
    try refuseControls(in: line, number: number)
    self.number = number
    characters = Array(line)
    position = 0
    skipBlanks()
    let indent = position
    guard position < characters.count, characters[position] != "#" else { return }
    if open.isEmpty { lines.append(TokenLine(indent: indent, tokens: [])) }
    isApart = true
    while position < characters.count, characters[position] != "#" {
      try readToken()
      let end = position
      skipBlanks()
      isApart = position > end
    }
    if open.last?.sign == .openBracket {
      append(.sign(.semicolon), text: "\n", SourceRange(line: number, column: max(1, position)))
    }
  }

  private func refuseControls(in line: String, number: Int) throws(LocatedError) {
    guard let bad = line.unicodeScalars.firstIndex(where: SourceText.isControl) else { return }
    let hexadecimal = String(line.unicodeScalars[bad].value, radix: 16, uppercase: true)
    let code = String(repeating: "0", count: max(0, 4 - hexadecimal.count)) + hexadecimal
    throw LocatedError(
      SourceRange(line: number, column: String(line.unicodeScalars[..<bad]).count + 1),
      es: "aquí hay un carácter invisible o de control (U+\(code)); bórralo",
      en: "there is an invisible or control character here (U+\(code)); delete it")
  }

  private mutating func skipBlanks() {
    while position < characters.count, Lexer.isBlank(characters[position]) { position += 1 }
  }

  private mutating func append(_ kind: Token.Kind, text: String, _ range: SourceRange) {
    guard !lines.isEmpty else { return }
    lines[lines.count - 1].tokens.append(Token(kind: kind, text: text, range: range, isApart: isApart))
  }

  /// Appends the token from `start` to the position.
  private mutating func append(_ kind: Token.Kind, from start: Int) {
    let text = String(characters[start..<position])
    append(kind, text: text, SourceRange(line: number, column: start + 1, length: max(1, position - start)))
  }

  private func character(after distance: Int = 0) -> Character? {
    position + distance < characters.count ? characters[position + distance] : nil
  }

  private mutating func readToken() throws(LocatedError) {
    let start = position
    let first = characters[position]
    if Lexer.isLetter(first) {
      try readWord()
    } else if Lexer.isDigit(first) || first == "." && character(after: 1).map(Lexer.isDigit) == true {
      try readNumber()
    } else if first == "\"" {
      try readString()
    } else if first == "Σ" || first == "∑" {
      position += 1
      append(.sign(readSumSuffix()), from: start)
    } else if let value = Lexer.fractions[first] {
      position += 1
      append(.number(value), from: start)
    } else if Lexer.superscripts[first] != nil {
      readSuperscript()
    } else {
      try readSign()
    }
  }

  private mutating func readWord() throws(LocatedError) {
    let start = position
    while let next = character(), Lexer.isNameCharacter(next) { position += 1 }
    guard position - start <= Limits.nameLength else {
      throw LocatedError.nameLength(SourceRange(line: number, column: start + 1, length: position - start))
    }
    if let sum = Lexer.sums[String(characters[start..<position])] {
      append(.sign(sum), from: start)
      return
    }
    readOccurrence()
    append(.word, from: start)
  }

  /// The `.1` of `c.1`.
  private mutating func readOccurrence() {
    guard character() == ".", let digit = character(after: 1), Lexer.isDigit(digit) else { return }
    position += 1
    while let next = character(), Lexer.isDigit(next) { position += 1 }
  }

  /// Which sum a `Σ` is, by the letters that touch it.
  private mutating func readSumSuffix() -> Token.Sign {
    var end = position
    while end < characters.count, Lexer.isNameCharacter(characters[end]) { end += 1 }
    let suffix = String(characters[position..<end])
    guard let sum = Lexer.sums[(suffix.hasPrefix("_") ? "sum" : "sum_") + suffix] else { return .sum }
    position = end
    return sum
  }

  private mutating func readNumber() throws(LocatedError) {
    let start = position
    while let next = character(), Lexer.isDigit(next) { position += 1 }
    if character() == ".", let digit = character(after: 1), Lexer.isDigit(digit) {
      position += 1
      while let next = character(), Lexer.isDigit(next) { position += 1 }
    }
    if character() == "e" || character() == "E" {
      let sign = character(after: 1).map { $0 == "-" || $0 == "−" || $0 == "+" } == true
      if let digit = character(after: sign ? 2 : 1), Lexer.isDigit(digit) {
        position += sign ? 2 : 1
        while let next = character(), Lexer.isDigit(next) { position += 1 }
      }
    }
    let digits = String(characters[start..<position].map { $0 == "−" ? "-" : $0 })
    guard let value = Double(digits.hasPrefix(".") ? "0" + digits : digits), value.isFinite else {
      throw LocatedError(
        SourceRange(line: number, column: start + 1, length: position - start),
        es: "este número es demasiado grande", en: "this number is too large")
    }
    append(.number(value), from: start)
  }

  private mutating func readSuperscript() {
    let start = position
    var value = 0
    while let next = character(), let digit = Lexer.superscripts[next], position - start < 6 {
      value = value * 10 + digit
      position += 1
    }
    append(.superscript(value), from: start)
  }

  private mutating func readString() throws(LocatedError) {
    let start = position
    var text = ""
    position += 1
    while let next = character(), next != "\"" {
      if next == "\\" {
        position += 1
        guard let escaped = character(), escaped == "\"" || escaped == "\\" else {
          throw LocatedError(
            SourceRange(line: number, column: position, length: 2),
            es: "en un texto solo existen \\\" y \\\\", en: "a text knows only \\\" and \\\\")
        }
        text.append(escaped)
      } else {
        text.append(next)
      }
      position += 1
    }
    guard character() == "\"" else {
      throw LocatedError(
        SourceRange(line: number, column: start + 1, length: position - start),
        es: "falta la comilla que cierra el texto", en: "the text's closing quotation mark is missing")
    }
    position += 1
    append(.string(text), from: start)
  }

  private mutating func readSign() throws(LocatedError) {
    let start = position
    for length in [2, 1] where position + length <= characters.count {
      let text = String(characters[position..<position + length])
      guard let sign = Lexer.signs[text] else { continue }
      if text == ".T", let next = character(after: 2), Lexer.isNameCharacter(next) { continue }
      position += length
      let range = SourceRange(line: number, column: start + 1, length: length)
      let closed = try keepBrackets(sign, range)
      append(.sign(sign), from: start)
      if closed == .openBrace { readTail() }
      return
    }
    throw unknown(characters[position])
  }

  /// The letters, digits and low lines that touch a closing brace.
  private mutating func readTail() {
    let start = position
    while let next = character(), Lexer.isNameCharacter(next) { position += 1 }
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

  private func unknown(_ character: Character) -> LocatedError {
    let range = SourceRange(line: number, column: position + 1)
    if let instead = Lexer.lookalikes[character] {
      return LocatedError(
        range, es: "«\(character)» no existe aquí; ¿querías escribir «\(instead)»?",
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
      en: "there are more than \(Limits.nesting) levels, one inside the other")
  }
}
