import Typesetting

/// Numbers as they are printed, or pasted from where they were printed.
extension LineParser {
  /// One printed number, or a matrix of them row by row: `[1 2; 3 4]`, `[[1, 2], [3, 4]]`, `array([1., 2.])`.
  mutating func printed() throws(LocatedError) -> [[PrintedSyntax]] {
    guard let start = current, start.isArray, let parenthesis = token(after: 1), !parenthesis.isApart,
      parenthesis.sign == .openParenthesis, token(after: 2)?.sign == .openBracket
    else { return sign == .openBracket ? try printedMatrix() : [[try printedNumber()]] }
    advance()
    advance()
    let rows = try printedMatrix()
    // `array([1., 2.], dtype=float32)`
    if take(.comma) {
      try expect(word: "dtype")
      try expect(.equal)
      _ = try name()
    }
    try expect(.closeParenthesis)
    return rows
  }

  private mutating func printedMatrix() throws(LocatedError) -> [[PrintedSyntax]] {
    let start = current?.range ?? lineRange
    let first = place
    let rows = holdsRows ? try printedList() : try rows { (parser) throws(LocatedError) in try parser.printedNumber() }
    let width = rows.first?.count ?? 0
    // NumPy goes on in the next line with a row that is too long for one.
    if rows.contains(where: { $0.count != width }), !tokens(first..<place).contains(where: { $0.text == ";" }) {
      return [rows.flatMap { $0 }]
    }
    guard let uneven = rows.first(where: { $0.count != width }) else { return rows }
    throw LocatedError(
      uneven.first?.range ?? start,
      es: "esta fila tiene \(Noun.number(uneven.count).es) y la primera \(width)",
      en: "this row has \(Noun.number(uneven.count).en) and the first one \(width)")
  }

  /// Whether the bracket that comes next holds others.
  private var holdsRows: Bool {
    var distance = 1
    while let token = token(after: distance), token.text == "\n" { distance += 1 }
    return token(after: distance)?.sign == .openBracket
  }

  /// `[[1. 2.] [3. 4.]]`: each inner bracket is a row, on as many lines as it was printed.
  private mutating func printedList() throws(LocatedError) -> [[PrintedSyntax]] {
    let start = current?.range ?? lineRange
    let lists = try rows { (parser) throws(LocatedError) -> [PrintedSyntax] in
      let start = parser.current?.range ?? parser.lineRange
      guard parser.sign == .openBracket else { throw parser.unexpected(.both("otra fila: [ ]", "another row: [ ]")) }
      let rows = try parser.rows(isOneLine: true) { (parser) throws(LocatedError) in try parser.printedNumber() }
      guard rows.count == 1 else { throw LineParser.mixedRows(start) }
      return rows[0]
    }
    guard lists.count == 1 || lists.allSatisfy({ $0.count == 1 }) else { throw LineParser.mixedRows(start) }
    return lists.flatMap { $0 }
  }

  private static func mixedRows(_ range: SourceRange) -> LocatedError {
    LocatedError(
      range, es: "las filas se escriben [1 2; 3 4] o [[1, 2], [3, 4]], no de las dos formas a la vez",
      en: "rows are written [1 2; 3 4] or [[1, 2], [3, 4]], not both ways at once")
  }

  /// `0.70`, `−.5`, `+0.5`, `1.`, `9.78e-6`, `1.25·10⁻³`, `9/8`, `"0,70"`, `_`, `0.7046!`
  mutating func printedNumber() throws(LocatedError) -> PrintedSyntax {
    guard let start = current else { throw unexpected(LineParser.printedNumbers) }
    var digits: String?
    var isMisprint = false
    switch start.kind {
    case .sign(.lowLine):
      advance()
    case .string(let text):
      guard let read = LineParser.digits(text) else { throw notPrinted(start, text) }
      digits = read
      advance()
    case .sign(.minus), .sign(.plus):
      guard touchesNumber else {
        throw LocatedError(
          start.range, es: "el signo va junto a su número: −0.5", en: "the sign touches its number: −0.5")
      }
      advance()
      digits = (start.sign == .minus ? "-" : "") + (try unsigned())
    case .word where start.isNumberType && token(after: 1)?.sign == .openParenthesis:
      // `float64(0.947)`
      advance()
      advance()
      let inner = try printedNumber()
      (digits, isMisprint) = (inner.digits, inner.isMisprint)
      try expect(.closeParenthesis)
    default:
      digits = try unsigned()
    }
    if touches(.bang) {
      guard digits != nil else { throw unexpected(LineParser.printedNumbers) }
      advance()
      isMisprint = true
    }
    let end = previous?.range ?? start.range
    return PrintedSyntax(digits: digits, isMisprint: isMisprint, range: start.range.through(end))
  }

  /// The digits of a number without a sign, or those of a fraction.
  private mutating func unsigned() throws(LocatedError) -> String {
    guard let above = try numeral(joinsAllPowers: true) else { throw unexpected(LineParser.printedNumbers) }
    if let scalar = above.digits.unicodeScalars.first, let parts = Lexer.fractionParts(scalar) {
      return "\(parts.above)/\(parts.below)"
    }
    guard touches(.divide) else { return above.digits }
    let line = current?.range ?? above.range
    advance()
    guard let token = current, !token.isApart, let below = try numeral(joinsAllPowers: false), above.isWhole,
      below.isWhole, below.value != 0
    else {
      throw LocatedError(
        line, es: "una fracción impresa es de números enteros, y no entre cero: 9/8",
        en: "a printed fraction has whole numbers, and no zero below: 9/8")
    }
    return "\(above.digits)/\(below.digits)"
  }

  private static let printedNumbers = Localized.both(
    "un número tal como está impreso, o _ si no lo está", "a number as it is printed, or _ if it is not")

  /// The digits of a quoted number, which may have a comma: `0,70` → `0.70`, `1,25·10⁻³` → `1.25e-3`; nil when it is
  /// none.
  static func digits(_ text: String) -> String? {
    guard text.utf8.count <= 60, !text.contains("\n") else { return nil }
    let typed = String(text.map { $0 == "," ? "." : $0 })
    guard typed.filter({ $0 == "." }).count <= 1, !text.hasSuffix(","), !typed.contains("#"), !typed.contains("\""),
      let line = try? Lexer.lines(of: typed).first
    else { return nil }
    var parser = LineParser(line)
    guard let number = try? parser.printedNumber(), parser.isAtEnd, !number.isMisprint else { return nil }
    return number.digits
  }

  private func notPrinted(_ token: Token, _ text: String) -> LocatedError {
    PrintedSyntax.notNumber(text, token.range)
      ?? LocatedError(
        token.range,
        es: "esto no es un número: entre comillas lleva coma o punto decimal y ningún separador de miles",
        en: "this is not a number: in quotes it has a decimal comma or point and no thousands separator")
  }
}

extension PrintedSyntax {
  /// One number as a reader types it, with either decimal mark: `0,70`, `−.5`, `9/8`, `1.25·10⁻³`.
  ///
  /// - Throws: that it is none, and what to write instead; its file is the empty text.
  package init(typed text: String) throws(LessonError) {
    let text = text.trimmed
    guard let digits = LineParser.digits(text) else { throw Self.refusal(of: text) }
    self.init(digits: digits, range: SourceRange(line: 1, column: 1, length: text.count))
  }

  /// That a text is no number.
  package static func refusal(of text: String) -> LessonError {
    let shown = text.onOneLine.bounded(whole: 60)
    return SourceText(file: "", text: shown).error(
      notNumber(shown, nil)
        ?? LocatedError(
          nil, es: "esto no es un número; por ejemplo 0.5, 0,5, 9/8 o 1e-3",
          en: "this is not a number; for example 0.5, 0,5, 9/8 or 1e-3"))
  }

  /// That a number has marks that it should not have, and what to write instead; nil where it has none.
  fileprivate static func notNumber(_ text: String, _ range: SourceRange?) -> LocatedError? {
    NumberMarks.advice(text).map {
      LocatedError(range, Localized(es: "esto no es un número: ", en: "this is not a number: ") + $0)
    }
  }
}

extension Token {
  /// Whether it is what NumPy and PyTorch write before their brackets.
  var isArray: Bool { word == "array" || word == "tensor" }

  /// Whether it is what NumPy writes around a single number.
  var isNumberType: Bool { word.map(Token.numberTypes.contains) ?? false }

  static let numberTypes: Set<String> = ["float64", "float32", "float16", "int64", "int32"]
}
