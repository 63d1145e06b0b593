import Typesetting

/// The lines of `expect` but for its tables.
extension LineParser {
  /// `formula = printed`, `shape(A) = 4×2`, `A is B`, then qualifiers.
  mutating func expectation() throws(LocatedError) -> ExpectSyntax {
    let range = lineRange
    let left = try sum()
    let body: ExpectSyntax.Body
    if take(word: "is") {
      body = .identity(left, try sum())
    } else {
      guard take(.equal) else {
        throw unexpected(
          .both("«=» y lo impreso, o «is» y una fórmula", "“=” and what is printed, or “is” and a formula"),
          keywords: ["is"])
      }
      if case .call(let name, primes: 0, let arguments, _) = left, name.plain == "shape", arguments.count == 1 {
        body = .shape(arguments[0].value, try printedShape())
      } else {
        body = .value(left, try printed())
      }
    }
    var line = ExpectSyntax(body, range: range)
    while let token = current {
      if try takeText(into: &line.meaning) { continue }
      if try takeQualifier(into: &line.qualifiers) { continue }
      switch token.word {
      case "misprint":
        if line.isMisprint { throw twice("misprint", token.range) }
        advance()
        line.isMisprint = true
      case "when":
        if !line.conditions.isEmpty { throw twice("when", token.range) }
        line.conditions = try conditions()
      default:
        try expectEnd(keywords: ["misprint", "when", "es", "en"] + LineParser.qualifiers)
      }
    }
    return line
  }

  /// The words that begin a qualifier.
  static let qualifiers = ["rounded", "truncated", "carried", "within", "at", "counting", "with"]

  /// Reads one qualifier, if one comes next.
  mutating func takeQualifier(into qualifiers: inout ExpectQualifiers) throws(LocatedError) -> Bool {
    guard let token = current, let word = token.word, LineParser.qualifiers.contains(word) else { return false }
    let isTwice =
      switch word {
      case "rounded", "truncated": qualifiers.rule != nil
      case "carried": qualifiers.isCarried
      case "within": qualifiers.within != nil
      case "at": qualifiers.moment != nil
      case "counting": qualifiers.countsFromZero != nil
      default: !qualifiers.settings.isEmpty
      }
    if isTwice { throw twice(word, token.range) }
    advance()
    switch word {
    case "rounded": qualifiers.rule = .rounded
    case "truncated": qualifiers.rule = .truncated
    case "carried": qualifiers.isCarried = true
    case "within": qualifiers.within = try sum()
    case "at": qualifiers.moment = try moment()
    case "counting": qualifiers.countsFromZero = try countsFromZero()
    default:
      repeat {
        let name = try name(.both("el nombre de un ajuste", "the name of a setting"))
        try expect(.equal)
        qualifiers.settings.append(ExpectQualifiers.SettingSyntax(name, try sum()))
      } while take(.comma)
    }
    return true
  }

  private mutating func moment() throws(LocatedError) -> ExpectQualifiers.Moment {
    if take(word: "end") { return .end }
    if word == "epoch" {
      advance()
      return .epoch(try sum())
    }
    return .iteration(try sum())
  }

  private mutating func countsFromZero() throws(LocatedError) -> Bool {
    try expect(word: "from")
    guard let token = current, case .number(let first) = token.kind, first == 0 || first == 1 else {
      throw unexpected(.both("0 o 1", "0 or 1"))
    }
    advance()
    return first == 0
  }

  /// `4×2`, `(4, 2)`
  private mutating func printedShape() throws(LocatedError) -> [Int] {
    let hasParenthesis = take(.openParenthesis)
    var sizes: [Int] = []
    repeat {
      guard let token = current, case .number = token.kind, let size = Int(token.text), size > 0 else {
        throw unexpected(.both("un tamaño: 4×2", "a size: 4×2"))
      }
      advance()
      sizes.append(size)
    } while take(.cross) || hasParenthesis && take(.comma)
    if hasParenthesis { try expect(.closeParenthesis) }
    guard (2...Limits.axes).contains(sizes.count) else {
      throw LocatedError(
        previous?.range, es: "las dimensiones se escriben 4×2 (dos tamaños, en imágenes cuatro)",
        en: "a shape is written 4×2 (two sizes, of images four)")
    }
    return sizes
  }

  // MARK: Printed numbers

  /// One printed number, or a matrix of them row by row.
  mutating func printed() throws(LocatedError) -> [[PrintedSyntax]] {
    guard let start = current, start.sign == .openBracket else { return [[try printedNumber()]] }
    let rows = try rows { (parser) throws(LocatedError) in try parser.printedNumber() }
    let width = rows.first?.count ?? 0
    guard let uneven = rows.first(where: { $0.count != width }) else { return rows }
    throw LocatedError(
      uneven.first?.range ?? start.range,
      es: "esta fila tiene \(Noun.number(uneven.count).es) y la primera \(width)",
      en: "this row has \(Noun.number(uneven.count).en) and the first one \(width)")
  }

  /// `0.70`, `−.5`, `9.78e-6`, `"0,70"`, `_`, `0.7046!`
  mutating func printedNumber() throws(LocatedError) -> PrintedSyntax {
    guard let start = current else { throw unexpected(LineParser.printedNumbers) }
    var digits: String?
    switch start.kind {
    case .sign(.lowLine):
      break
    case .string(let text):
      guard let read = LineParser.digits(text) else { throw notPrinted(start) }
      digits = read
    case .sign(.minus):
      advance()
      guard let token = current, !token.isApart, let read = LineParser.digits(of: token) else {
        throw LocatedError(
          start.range, es: "el signo va junto a su número: −0.5", en: "the sign touches its number: −0.5")
      }
      digits = "-" + read
    default:
      guard let read = LineParser.digits(of: start) else { throw unexpected(LineParser.printedNumbers) }
      digits = read
    }
    advance()
    var isMisprint = false
    if touches(.bang) {
      guard digits != nil else { throw unexpected(LineParser.printedNumbers) }
      advance()
      isMisprint = true
    }
    let end = previous?.range ?? start.range
    return PrintedSyntax(digits: digits, isMisprint: isMisprint, range: start.range.through(end))
  }

  private static let printedNumbers = Localized.both(
    "un número tal como está impreso, o _ si no lo está", "a number as it is printed, or _ if it is not")

  /// The digits of a number that is written with digits (a `½` is not).
  private static func digits(of token: Token) -> String? {
    guard case .number = token.kind, token.text.first.map({ $0 == "." || Lexer.isDigit($0) }) == true else {
      return nil
    }
    return String(token.text.map { $0 == "−" ? "-" : $0 })
  }

  /// The digits of a quoted number, which may have a comma: `0,70` → `0.70`; nil when it is none.
  static func digits(_ text: String) -> String? {
    var digits = String(text.map { $0 == "−" ? "-" : $0 == "," ? "." : $0 })
    guard digits.utf8.count <= 60, digits.allSatisfy({ Lexer.isDigit($0) || ".-+eE".contains($0) }) else { return nil }
    guard digits.filter({ $0 == "." }).count <= 1, digits.last.map(Lexer.isDigit) == true else { return nil }
    if digits.hasPrefix("+") { digits.removeFirst() }
    let unsigned = digits.hasPrefix("-") ? digits.dropFirst() : digits[...]
    guard let first = unsigned.first, first == "." || Lexer.isDigit(first) else { return nil }
    guard let value = Double(unsigned.hasPrefix(".") ? "0" + unsigned : String(unsigned)), value.isFinite else {
      return nil
    }
    return digits
  }

  private func notPrinted(_ token: Token) -> LocatedError {
    LocatedError(
      token.range, es: "esto no es un número: entre comillas va uno con coma o punto decimal y sin separador de miles",
      en: "this is not a number: quotes hold one with a decimal comma or point and no thousands mark")
  }
}
