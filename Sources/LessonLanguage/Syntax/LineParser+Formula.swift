import Typesetting

/// How tightly the signs bind, from the loosest: comparisons; `+ −`; `· ⊙ / *` and sums; `− √` before an operand; marks
/// behind one.
extension LineParser {
  /// A formula that may be a comparison: in parentheses, as an argument, after `when` and `stop once`.
  mutating func comparison() throws(LocatedError) -> FormulaSyntax {
    let left = try sum()
    splitArrow()
    guard let token = current, let infix = LineParser.comparison(token.sign) else { return left }
    let right = try rightSide(
      of: token, advice: Localized(es: "pon una entre paréntesis", en: "put one in parentheses"))
    return .infix(infix, left, right, token.range)
  }

  /// Reads a comparison's sign, which comes next, and what stands to its right.
  ///
  /// - Parameter advice: what to do instead of writing another sign behind it.
  mutating func rightSide(of sign: Token, advice: Localized) throws(LocatedError) -> FormulaSyntax {
    try countOperator(sign.range)
    advance()
    let right = try sum()
    splitArrow()
    if let next = current, LineParser.comparison(next.sign) != nil {
      throw LocatedError(
        next.range,
        Localized(es: "dos comparaciones seguidas: ", en: "two comparisons in a row: ") + advice)
    }
    return right
  }

  /// A formula outside parentheses: sums of products.
  mutating func sum() throws(LocatedError) -> FormulaSyntax {
    var left = try product()
    while let token = current, token.sign == .plus || token.sign == .minus {
      try countOperator(token.range)
      advance()
      left = .infix(token.sign == .plus ? .plus : .minus, left, try product(), token.range)
    }
    return left
  }

  private mutating func product() throws(LocatedError) -> FormulaSyntax {
    var left = try unary()
    while let token = current, let infix = LineParser.product(token.sign) {
      try countOperator(token.range)
      advance()
      if infix == .star, sign == .star, let star = current, !star.isApart { throw unexpected(.both("^", "^")) }
      left = .infix(infix, left, try unary(), token.range)
    }
    return left
  }

  mutating func unary() throws(LocatedError) -> FormulaSyntax {
    guard let token = current else { return try postfix() }
    let prefix: FormulaSyntax.Prefix
    switch token.sign {
    case .minus: prefix = .minus
    case .root: prefix = .root
    case .sum: prefix = .sum
    case .sumRows: prefix = .sumRows
    case .sumColumns: prefix = .sumColumns
    case .sumEpoch: prefix = .sumEpoch
    case .plus where touchesNumber:
      advance()
      return try postfix()
    case .plus:
      throw LocatedError(
        token.range, es: "un + necesita algo a su izquierda", en: "a + needs something on its left")
    default:
      guard token.word == "sqrt", !isCalled(at: 1) else { return try postfix() }
      prefix = .root
    }
    try countOperator(token.range)
    advance()
    let operand = try nested { (parser) throws(LocatedError) in
      switch prefix {
      // A sum reaches to the next + or −.
      case .sum, .sumRows, .sumColumns, .sumEpoch: try parser.product()
      case .minus, .root: try parser.unary()
      }
    }
    return .prefix(prefix, operand, token.range)
  }

  /// Whether the word before the token at `distance` is called: `f(`, `f'(`.
  private func isCalled(at distance: Int) -> Bool {
    guard let next = token(after: distance), !next.isApart else { return false }
    return next.sign == .openParenthesis || next.sign == .prime
  }

  /// An operand with the marks behind it: `A[1,2]`, `Aᵀ`, `a²`, `a^n`.
  mutating func postfix() throws(LocatedError) -> FormulaSyntax {
    var base = try primary()
    var hasPower = false
    while let token = current {
      if isInMatrix, token.isApart { break }
      switch token.kind {
      case .sign(.transpose):
        try countOperator(token.range)
        advance()
        base = .transpose(base, token.range)
        hasPower = false
      case .superscript(let value):
        try countOperator(token.range)
        if hasPower { throw doublePower(token) }
        advance()
        base = .power(base, .number(Double(value), spelling: "\(value)", token.range), token.range)
        hasPower = true
      case .sign(.power):
        try countOperator(token.range)
        if hasPower { throw doublePower(token) }
        advance()
        base = .power(base, try exponent(), token.range)
        hasPower = true
      case .sign(.openBracket) where !token.isApart:
        try countOperator(token.range)
        base = try index(of: base)
        hasPower = false
      default:
        return base
      }
    }
    return base
  }

  /// What follows `^`: an operand, with a sign if it has one, and without marks but an index.
  private mutating func exponent() throws(LocatedError) -> FormulaSyntax {
    guard let token = current, token.sign == .minus else {
      let base = try nested { (parser) throws(LocatedError) in try parser.primary() }
      return touches(.openBracket) ? try index(of: base) : base
    }
    try countOperator(token.range)
    advance()
    return .prefix(.minus, try nested { (parser) throws(LocatedError) in try parser.exponent() }, token.range)
  }

  private func doublePower(_ token: Token) -> LocatedError {
    LocatedError(
      token.range, es: "una potencia de una potencia necesita paréntesis: (a^b)^c o a^(b^c)",
      en: "a power of a power needs parentheses: (a^b)^c or a^(b^c)")
  }

  private static func product(_ sign: Token.Sign?) -> FormulaSyntax.Infix? {
    switch sign {
    case .dot: .dot
    case .entrywise: .entrywise
    case .star: .star
    case .divide: .divide
    default: nil
    }
  }

  static func comparison(_ sign: Token.Sign?) -> FormulaSyntax.Infix? {
    switch sign {
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .equal: .equal
    case .notEqual: .notEqual
    default: nil
    }
  }
}
