import Calculus
import Typesetting

extension LineParser {
  /// What was found where something else would fit; a missing product sign and a misspelt word are told apart.
  func unexpected(_ expected: Localized, keywords: [String] = []) -> LocatedError {
    if let error = choice() ?? sumAsName() { return error }
    if let word, let meant = ForeignWords.line(word, among: keywords) ?? Nearest.word(to: word, among: keywords) {
      return LocatedError(
        current?.range, es: "no se entiende «\(word)»; ¿querías decir «\(meant)»?",
        en: "“\(word)” is not understood; did you mean “\(meant)”?")
    }
    if let error = span() ?? decimalComma() ?? shapeWithLetter() { return error }
    if let error = missingParentheses() ?? missingProduct() ?? doubled() { return error }
    guard let current else {
      let range = previous.map { SourceRange(line: $0.range.line, column: $0.range.column + $0.range.length) }
      return LocatedError(
        range, es: "la línea termina aquí; se esperaba \(expected.es)",
        en: "the line ends here; expected \(expected.en)")
    }
    if current.sign == .prime { return strayPrime(current) }
    if current.sign == .assign, current.text == "<-" {
      return LocatedError(
        current.range, es: "«<-» es la flecha ←; para comparar con un número negativo escribe «< −»",
        en: "“<-” is the arrow ←; to compare with a negative number write “< −”")
    }
    if current.sign == .bar, previous?.endsOperand != true {
      return LocatedError(
        current.range, es: "un valor absoluto se escribe abs(x), y una norma, norm(v)",
        en: "an absolute value is written abs(x), and a norm, norm(v)")
    }
    let found = LineParser.shown(current)
    return LocatedError(
      current.range, es: "aquí hay \(found.es); se esperaba \(expected.es)",
      en: "found \(found.en); expected \(expected.en)")
  }

  /// A token as a message names it.
  static func shown(_ token: Token) -> Localized {
    if token.text == "\n" { return .both("el final de la línea", "the end of the line") }
    let text = token.text.count > 24 ? String(token.text.prefix(23)) + "…" : token.text
    return .both("«\(text)»", "“\(text)”")
  }

  /// A reserved word where a name should be.
  func reserved(_ token: Token) -> LocatedError {
    LocatedError(
      token.range, es: "«\(token.text)» es una palabra del lenguaje; se esperaba un nombre o una fórmula",
      en: "“\(token.text)” is a word of the language; expected a name or a formula")
  }

  /// Something that is already said on the line.
  func twice(_ word: String, _ range: SourceRange?) -> LocatedError {
    LocatedError(range, es: "«\(word)» aparece dos veces", en: "“\(word)” appears twice")
  }

  private func strayPrime(_ token: Token) -> LocatedError {
    if let before = tokens(place - 1..<place).first?.word, before == "es" || before == "en" {
      return LocatedError(
        token.range, es: "un texto va entre comillas dobles: \(before) \"…\"",
        en: "a text goes in double quotes: \(before) \"…\"")
    }
    return LocatedError(
      token.range, es: "una prima solo va entre una función y su paréntesis: σ'(z); la traspuesta se escribe ᵀ o .T",
      en: "a prime stands only between a function and its parenthesis: σ'(z); a transpose is written ᵀ or .T")
  }

  /// `0,5` in a formula, `1,000,000`, `1.000,5`.
  private func decimalComma() -> LocatedError? {
    guard let comma = current, comma.sign == .comma, !comma.isApart, let left = previous, case .number = left.kind
    else { return nil }
    var text = left.text
    var last: Token?
    var distance = 0
    // Marks beyond these are no number.
    while distance < 12, let comma = token(after: distance), comma.sign == .comma, !comma.isApart,
      let right = token(after: distance + 1), case .number = right.kind, !right.isApart
    {
      text += "," + right.text
      last = right
      distance += 2
    }
    guard distance < 12, let last, let advice = NumberMarks.advice(text) else { return nil }
    return LocatedError(left.range.through(last.range), advice)
  }

  /// What is wrong with a whole number that comes next as `1.000`: it would be read as 1.
  func thousandsPoint() -> LocatedError? {
    guard let token = current, case .number = token.kind, NumberMarks.isGrouped(token.text),
      let advice = NumberMarks.advice(token.text, isWhole: true)
    else { return nil }
    return LocatedError(token.range, advice)
  }

  /// `sum = …`: a sum where a name should be.
  func sumAsName() -> LocatedError? {
    guard let token = current, let sign = token.sign, let follower = self.token(after: 1) else { return nil }
    guard [.sum, .sumRows, .sumColumns, .sumEpoch].contains(sign),
      [.equal, .assign, .draw].contains(follower.sign) || follower.word == "by"
    else { return nil }
    let name =
      switch sign {
      case .sumRows: "total_rows"
      case .sumColumns: "total_cols"
      case .sumEpoch: "total_epoch"
      default: "total"
      }
    return LocatedError(
      token.range,
      es:
        "«\(token.text)» es la función \(sign.rawValue), que suma, y no puede ser un nombre; llámalo, por ejemplo, «\(name)»",
      en:
        "“\(token.text)” is the function \(sign.rawValue), which sums, and cannot be a name; call it “\(name)”, for instance"
    )
  }

  /// `if u > 0 then 1 else 0`, `1 si u > 0`.
  private func choice() -> LocatedError? {
    guard let left = previous, let right = current, left.endsOperand, right.beginsOperand else { return nil }
    guard let token = [left, right].first(where: { $0.word.map(Self.choosing.contains) ?? false }) else { return nil }
    return LocatedError(
      token.range,
      es: "una elección se escribe where(c, a, b): a donde se cumple c y b donde no, como where(u > 0, 1, 0)",
      en: "a choice is written where(c, a, b): a where c holds and b elsewhere, as in where(u > 0, 1, 0)")
  }

  /// `over w = −5 to 5`, `over w from −5 to 5`, `over w −5 to 5`: a stretch has two dots.
  private func span() -> LocatedError? {
    let before = tokens(0..<place)
    guard let over = before.lastIndex(where: { $0.word == "over" }), let found = current?.word,
      ["to", "from", "hasta", "desde", "de"].contains(found), let moved = before[(over + 1)...].first?.word
    else { return nil }
    let isBetween = found == "to" || found == "hasta"
    let own = isBetween ? Array(before[(over + 2)...]) : []
    let rest = own + tokens(place..<place + 8)
    let numbers = rest.filter { if case .number = $0.kind { true } else { false } }
    func text(_ number: Token) -> String {
      let sign = rest.firstIndex(of: number).map { rest[..<$0].last?.sign == .minus } ?? false
      return (sign ? "−" : "") + number.text
    }
    let ends = numbers.count == 2 ? text(numbers[0]) + ".." + text(numbers[1]) : "−5..5"
    return LocatedError(
      current?.range, es: "de un número a otro se escribe con dos puntos seguidos: over \(moved) = \(ends)",
      en: "from one number to another is written with two dots: over \(moved) = \(ends)")
  }

  /// `2x1`: sizes are parted by another sign than the letter.
  private func shapeWithLetter() -> LocatedError? {
    guard let left = previous, let right = current, case .number = left.kind, !right.isApart, let word = right.word,
      word.first == "x", word.count > 1, word.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber })
    else { return nil }
    let (rows, columns) = (left.text, String(word.dropFirst()))
    return LocatedError(
      left.range.through(right.range),
      es: "unas dimensiones se escriben \(rows)×\(columns) o (\(rows), \(columns)); un producto, \(rows)·\(word)",
      en: "a shape is written \(rows)×\(columns) or (\(rows), \(columns)); a product, \(rows)·\(word)")
  }

  /// `tanh Z1`, `1/2m`: what a function takes, and what a number is divided by, stand in parentheses.
  private func missingParentheses() -> LocatedError? {
    guard !isInMatrix, let left = previous, let right = current, left.endsOperand, right.beginsOperand else {
      return nil
    }
    let range = left.range.through(right.range)
    if let function = left.word, Functions.names.contains(Spelling.canonical(function)), right.sign == nil {
      return LocatedError(
        range, es: "lo que toma una función va entre paréntesis: \(function)(\(right.text))",
        en: "what a function takes goes in parentheses: \(function)(\(right.text))")
    }
    guard case .number = left.kind, right.kind == .word, tokens(place - 2..<place - 1).first?.sign == .divide else {
      return nil
    }
    return LocatedError(
      range,
      es: "falta el signo del producto, y si divide a todo van paréntesis: /(\(left.text)·\(right.text)); "
        + "/\(left.text)·\(right.text) solo divide por \(left.text)",
      en: "the sign of the product is missing, and to divide by all of it parentheses: /(\(left.text)·\(right.text)); "
        + "/\(left.text)·\(right.text) divides by \(left.text) alone")
  }

  /// `2x`, `σ(z)(1 − z)`.
  private func missingProduct() -> LocatedError? {
    guard !isInMatrix, let left = previous, let right = current, left.endsOperand, right.beginsOperand else {
      return nil
    }
    let range = left.range.through(right.range)
    if left.kind == .word, right.sign == .openParenthesis {
      return LocatedError(
        range,
        es:
          "falta un signo: escribe \(left.text)·(…) o \(left.text) ⊙ (…); si es una función, \(left.text)(…) sin espacio",
        en:
          "a sign is missing: write \(left.text)·(…) or \(left.text) ⊙ (…); of a function, \(left.text)(…) without a space"
      )
    }
    let isShort = left.sign == nil && right.sign == nil && left.text.count + right.text.count <= 24
    if case .sign(let sum) = right.kind, [.sum, .sumRows, .sumColumns, .sumEpoch, .root].contains(sum) {
      let divisor = tokens(place - 2..<place - 1).first?.sign == .divide ? tokens(place - 3..<place - 1) : []
      let factor = left.sign == nil ? (divisor + [left]).map { $0.text }.joined() : "…"
      return LocatedError(
        range, es: "falta el signo del producto: escribe \(factor)·\(right.text) (…)",
        en: "the sign of the product is missing: write \(factor)·\(right.text) (…)")
    }
    let (product, entrywise) =
      isShort ? ("\(left.text)·\(right.text)", "\(left.text) ⊙ \(right.text)") : ("…·…", "… ⊙ …")
    return LocatedError(
      range,
      es: "falta el signo del producto: escribe \(product) (producto) o \(entrywise) (entrada por entrada)",
      en: "the sign of the product is missing: write \(product) (product) or \(entrywise) (entry by entry)")
  }

  /// The words with which programming languages choose.
  private static let choosing: Set<String> = ["if", "then", "else", "si", "entonces", "sino"]

  /// What is meant by two signs that other languages write together.
  private static func insteadOf(_ left: Token.Sign?, _ right: Token.Sign?) -> String? {
    if right == .equal && (left == .equal || left == .colon) { return "=" }
    return left == .star && right == .star ? "^" : nil
  }

  /// `==`, `**`.
  func doubled() -> LocatedError? {
    guard let left = previous, let right = current, !right.isApart else { return nil }
    guard let instead = Self.insteadOf(left.sign, right.sign) else { return nil }
    return LocatedError(
      left.range.through(right.range),
      es: "«\(left.text)\(right.text)» no existe; ¿querías decir «\(instead)»?",
      en: "“\(left.text)\(right.text)” has no meaning here; did you mean “\(instead)”?")
  }
}

extension Token {
  /// Whether a formula can end with it.
  var endsOperand: Bool {
    switch kind {
    case .word: !Spelling.isReserved(text)
    case .number, .superscript, .tail: true
    case .string: false
    case .sign(let sign):
      [.closeParenthesis, .closeBracket, .closeBrace, .transpose].contains(sign)
    }
  }

  /// Whether a formula can begin with it.
  var beginsOperand: Bool {
    switch kind {
    case .word: !Spelling.isReserved(text)
    case .number: true
    case .tail, .string, .superscript: false
    case .sign(let sign):
      [.openParenthesis, .openBracket, .root, .sum, .sumRows, .sumColumns, .sumEpoch, .partial].contains(sign)
    }
  }
}
