import Calculus
import Typesetting

/// Reads one line of a lesson, token by token.
///
/// Recursive descent; every way into a deeper level goes through `nested`, so no text can exhaust the stack.
struct LineParser {
  private var tokens: [Token]
  private var position = 0
  /// Levels entered and not left.
  private var depth = 0
  /// Operators on the present way through the formula; see `Limits.operators`.
  var operators = 0
  /// Whether entries of a matrix are being read, where blanks part formulas.
  var isInMatrix = false

  init(_ line: TokenLine) {
    tokens = line.tokens
  }

  // MARK: Looking

  /// The token that comes next; nil at the end of the line.
  var current: Token? { position < tokens.count ? tokens[position] : nil }
  var sign: Token.Sign? { current?.sign }
  var word: String? { current?.word }
  var isAtEnd: Bool { position >= tokens.count }

  /// The line's first token.
  var first: Token? { tokens.first }

  /// The token just read.
  var previous: Token? { position > 0 && position <= tokens.count ? tokens[position - 1] : nil }

  /// How many tokens the line has.
  var count: Int { tokens.count }

  /// The place of the next token in the line.
  var place: Int { position }

  /// The tokens at these places, as far as there are any.
  func tokens(_ places: Range<Int>) -> [Token] {
    Array(tokens[places.clamped(to: tokens.indices)])
  }

  /// The token `distance` after the next one.
  func token(after distance: Int) -> Token? {
    position + distance < tokens.count ? tokens[position + distance] : nil
  }

  /// Whether the next token is this sign and touches the one before.
  func touches(_ sign: Token.Sign) -> Bool {
    guard let current else { return false }
    return current.sign == sign && !current.isApart
  }

  /// The whole line, as far as it stands on its first line.
  var lineRange: SourceRange { TokenLine(indent: 0, tokens: tokens).range }

  /// Whether the line says something of a formula, outside brackets: with `=`, `<`, … or `is`.
  var isClaim: Bool {
    var level = 0
    for token in tokens {
      switch token.sign {
      case .openParenthesis, .openBracket, .openBrace: level += 1
      case .closeParenthesis, .closeBracket, .closeBrace: level -= 1
      case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .assign: if level == 0 { return true }
      default: if level == 0, token.word == "is" { return true }
      }
    }
    return false
  }

  // MARK: Moving

  mutating func advance() {
    if position < tokens.count { position += 1 }
  }

  mutating func take(_ sign: Token.Sign) -> Bool {
    guard self.sign == sign else { return false }
    advance()
    return true
  }

  mutating func take(word: String) -> Bool {
    guard self.word == word else { return false }
    advance()
    return true
  }

  mutating func expect(_ sign: Token.Sign) throws(LocatedError) {
    guard take(sign) else { throw unexpected(.both("«\(sign.rawValue)»", "“\(sign.rawValue)”")) }
  }

  mutating func expect(word: String) throws(LocatedError) {
    guard take(word: word) else { throw unexpected(.both("«\(word)»", "“\(word)”"), keywords: [word]) }
  }

  /// The end of the line, where else only these words could stand.
  func expectEnd(keywords: [String] = []) throws(LocatedError) {
    guard isAtEnd else {
      if let current, let sign = current.sign, doubled() == nil, sign != .assign,
        [.less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual].contains(sign)
      {
        throw LocatedError(
          current.range, es: "una comparación va entre paréntesis o como argumento: (a \(sign.rawValue) b)",
          en: "a comparison goes in parentheses or as an argument: (a \(sign.rawValue) b)")
      }
      throw unexpected(
        keywords.isEmpty
          ? .both("el final de la línea", "the end of the line")
          : .both(
            "el final de la línea o: \(keywords.joined(separator: ", "))",
            "the end of the line or: \(keywords.joined(separator: ", "))"),
        keywords: keywords)
    }
  }

  /// Reads something one level deeper.
  mutating func nested<Result>(
    _ read: (inout LineParser) throws(LocatedError) -> Result
  ) throws(LocatedError) -> Result {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Limits.nesting else { throw LocatedError.nesting(current?.range ?? lineRange) }
    return try read(&self)
  }

  /// Counts one more operator on the way.
  mutating func countOperator(_ range: SourceRange) throws(LocatedError) {
    operators += 1
    guard operators <= Limits.operators else {
      throw LocatedError(
        range, es: "la fórmula tiene más de \(Limits.operators) operaciones; dale nombre a una parte",
        en: "the formula has more than \(Limits.operators) operations; give a part of it a name")
    }
  }

  /// Where a comparison could follow, `<-` is a `<` and a minus.
  mutating func splitArrow() {
    guard let arrow = current, arrow.sign == .assign, arrow.text == "<-" else { return }
    var range = arrow.range
    range.length = 1
    tokens[position] = Token(kind: .sign(.less), text: "<", range: range, isApart: arrow.isApart)
    range.column += 1
    tokens.insert(Token(kind: .sign(.minus), text: "-", range: range, isApart: false), at: position + 1)
  }

  // MARK: Names and texts

  /// A name: a word that is not reserved, then any indices in braces.
  mutating func name(_ expected: Localized = .both("un nombre", "a name")) throws(LocatedError) -> NameSyntax {
    guard let first = current, let text = first.word else { throw unexpected(expected) }
    guard !Spelling.isReserved(text) else { throw reserved(first) }
    advance()
    var parts: [NameSyntax.Part] = [.text(text)]
    var range = first.range
    while touches(.openBrace) {
      advance()
      let index = try nested { (parser) throws(LocatedError) in
        let outside = parser.isInMatrix
        parser.isInMatrix = false
        defer { parser.isInMatrix = outside }
        return try parser.sum()
      }
      try expect(.closeBrace)
      parts.append(.index(index))
      if let tail = current, tail.kind == .tail {
        parts.append(.text(tail.text))
        advance()
      }
      if let previous { range = range.through(previous.range) }
    }
    return NameSyntax(parts, range)
  }

  /// A quoted text.
  mutating func string(_ expected: Localized = .both("un texto entre comillas", "quoted text"))
    throws(LocatedError) -> String
  {
    guard let current, case .string(let text) = current.kind else { throw unexpected(expected) }
    advance()
    return text
  }

  /// Reads `es "…"` or `en "…"` into the text, if one comes next.
  mutating func takeText(into text: inout TextSyntax?) throws(LocatedError) -> Bool {
    guard let language = word, language == "es" || language == "en" else { return false }
    let range = current?.range
    advance()
    let words = try string()
    var result = text ?? TextSyntax(es: nil, en: nil)
    guard (language == "es" ? result.es : result.en) == nil else { throw twice(language, range) }
    if language == "es" { result.es = words } else { result.en = words }
    text = result
    return true
  }
}

extension Localized {
  static func both(_ es: String, _ en: String) -> Localized { Localized(es: es, en: en) }
}
