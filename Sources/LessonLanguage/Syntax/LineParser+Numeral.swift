import Typesetting

/// A number as it is written: a literal, with a power of ten behind it or none.
struct Numeral {
  let value: Double
  /// The digits with a point, and `e` before a power of ten: `1.25·10⁻³` is `1.25e-3`, `1.` is `1`.
  let digits: String
  let range: SourceRange

  /// Whether it is a whole number written with digits alone.
  var isWhole: Bool { !digits.isEmpty && digits.allSatisfy { Lexer.isDigit($0) } }
}

extension LineParser {
  /// Reads a number, if one comes next.
  ///
  /// `1.25·10⁻³` and `1.25×10⁻³` are one number, but behind `/` and `^`, which take the first factor alone.
  /// With `joinsAllPowers` so is `1.25·10³`, elsewhere a product like any other.
  mutating func numeral(joinsAllPowers: Bool) throws(LocatedError) -> Numeral? {
    guard let first = current, case .number(let value) = first.kind else { return nil }
    let isFactor = previous?.sign == .divide || previous?.sign == .power
    advance()
    let digits = LineParser.digits(of: first)
    guard !isFactor, digits.allSatisfy({ Lexer.isDigit($0) || $0 == "." }),
      let power = powerOfTen(joinsAllPowers: joinsAllPowers)
    else {
      return Numeral(value: value, digits: digits, range: first.range)
    }
    let range = previous.map { first.range.through($0.range) } ?? first.range
    guard let whole = Double(digits + power), whole.isFinite else { throw LocatedError.tooLarge(range) }
    return Numeral(value: whole, digits: digits + power, range: range)
  }

  /// Reads `·10⁻³` that touches what stands before it, as `e-3`.
  private mutating func powerOfTen(joinsAllPowers: Bool) -> String? {
    guard let dot = current, dot.text == "·" || dot.text == "⋅" || dot.text == "×", !dot.isApart,
      let ten = token(after: 1), !ten.isApart
    else { return nil }
    if ten.text.hasPrefix("10⁻"), case .number = ten.kind {
      advance()
      advance()
      return "e" + LineParser.digits(of: ten).dropFirst(2)
    }
    guard joinsAllPowers, ten.text == "10", let raised = token(after: 2), !raised.isApart,
      case .superscript(let power) = raised.kind
    else { return nil }
    for _ in 0..<3 { advance() }
    return "e\(power)"
  }

  /// The digits of a literal, whatever its minus and its point: `1.e−03` is `1e-03`, `10⁻³` is `1e-3`; a `½` stays.
  private static func digits(of token: Token) -> String {
    let text = token.text
    if text.hasPrefix("10⁻") {
      return "1e-" + text.unicodeScalars.dropFirst(3).compactMap(Lexer.superscript).map { "\($0)" }.joined()
    }
    var digits = ""
    for character in text {
      // A point without decimals says no more than none.
      if digits.last == ".", !Lexer.isDigit(character) { digits.removeLast() }
      digits.append(character == "−" ? "-" : character == "E" ? "e" : character)
    }
    if digits.last == "." { digits.removeLast() }
    return digits
  }
}

extension LocatedError {
  /// A number that no Double holds.
  static func tooLarge(_ range: SourceRange) -> LocatedError {
    LocatedError(range, es: "este número es demasiado grande", en: "this number is too large")
  }
}
