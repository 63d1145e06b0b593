import Calculus
import Typesetting

extension LineParser {
  /// A number, a name, a call, a parenthesis, a matrix, a derivative.
  mutating func primary() throws(LocatedError) -> FormulaSyntax {
    let expected = Localized.both("una fórmula", "a formula")
    guard let token = current else { throw unexpected(expected) }
    if let number = try numeral(joinsAllPowers: isInMatrix) {
      return .number(number.value, spelling: number.digits, number.range)
    }
    switch token.kind {
    case .word: return try nameOrCall()
    case .sign(.openParenthesis):
      advance()
      let inner = try unparted { (parser) throws(LocatedError) in try parser.comparison() }
      if sign == .cross { throw crossOutsideShape() }
      try expect(.closeParenthesis)
      return inner
    case .sign(.openBracket): return try matrix()
    case .sign(.partial): return try derivative()
    default: throw unexpected(expected)
    }
  }

  /// Reads one level deeper, where blanks do not part formulas.
  mutating func unparted<Result>(
    _ read: (inout LineParser) throws(LocatedError) -> Result
  ) throws(LocatedError) -> Result {
    let outside = isInMatrix
    isInMatrix = false
    defer { isInMatrix = outside }
    return try nested(read)
  }

  // MARK: Names and calls

  private mutating func nameOrCall() throws(LocatedError) -> FormulaSyntax {
    if word == "partial", let next = token(after: 1), next.sign == .openParenthesis, !next.isApart {
      return try writtenOutDerivative()
    }
    let name = try name(.both("una fórmula", "a formula"))
    var primes = 0
    if touches(.prime) {
      let prime = current
      advance()
      primes = 1
      guard touches(.openParenthesis) else {
        throw LocatedError(
          prime?.range ?? name.range,
          es: "una prima solo va entre una función y su paréntesis: σ'(z); la traspuesta se escribe ᵀ o .T",
          en: "a prime stands only between a function and its parenthesis: σ'(z); a transpose is written ᵀ or .T")
      }
    }
    guard touches(.openParenthesis) else { return .name(name) }
    try countOperator(name.range)
    return .call(name, primes: primes, try arguments(areNamed: false), name.range)
  }

  /// `adam(η, β1 = 0.9)` or just `adam`: what stands after `with`.
  mutating func method() throws(LocatedError) -> FormulaSyntax {
    let name = try name(.both("un optimizador", "an optimizer"))
    guard touches(.openParenthesis) else { return .name(name) }
    return .call(name, primes: 0, try arguments(areNamed: true), name.range)
  }

  /// Arguments in parentheses. `name = value` gives an argument by name where every one can be (`areNamed`), and else
  /// behind the first only for the names that functions have; all other `=` compare.
  private mutating func arguments(areNamed: Bool) throws(LocatedError) -> [ArgumentSyntax] {
    try unparted { (parser) throws(LocatedError) in
      try parser.expect(.openParenthesis)
      var arguments: [ArgumentSyntax] = []
      if parser.take(.closeParenthesis) { return arguments }
      repeat {
        let isFirst = arguments.isEmpty
        let mayBeNamed = areNamed || !isFirst && parser.word.map(LineParser.argumentNames.contains) == true
        if mayBeNamed, parser.word != nil, parser.token(after: 1)?.sign == .equal {
          let name = try parser.name()
          parser.advance()
          arguments.append(ArgumentSyntax(name: name, try parser.sum()))
        } else {
          arguments.append(ArgumentSyntax(try parser.argument()))
        }
      } while parser.take(.comma)
      try parser.expect(.closeParenthesis)
      return arguments
    }
  }

  /// What some functions call an argument behind the first.
  static let argumentNames: Set<String> = ["slope", "stride", "padding", "low", "high"]

  /// A formula or the sizes of a shape: `2×3`.
  private mutating func argument() throws(LocatedError) -> FormulaSyntax {
    var left = try comparison()
    while let token = current, token.sign == .cross {
      try countOperator(token.range)
      advance()
      left = .infix(.cross, left, try sum(), token.range)
    }
    return left
  }

  func crossOutsideShape() -> LocatedError {
    LocatedError(
      current?.range, es: "× solo separa los tamaños de una matriz (2×3); el producto se escribe ·",
      en: "× only separates the sizes of a matrix (2×3); a product is written ·")
  }

  // MARK: Derivatives

  /// `∂a/∂b`
  private mutating func derivative() throws(LocatedError) -> FormulaSyntax {
    let start = current?.range ?? lineRange
    try countOperator(start)
    advance()
    let above = try movable()
    try expect(.divide)
    try expect(.partial)
    let below = try movable()
    return .partial(above, below, previous.map { start.through($0.range) } ?? start)
  }

  /// `partial(a, b)`
  private mutating func writtenOutDerivative() throws(LocatedError) -> FormulaSyntax {
    let start = current?.range ?? lineRange
    try countOperator(start)
    advance()
    return try unparted { (parser) throws(LocatedError) in
      try parser.expect(.openParenthesis)
      let above = try parser.movable()
      try parser.expect(.comma)
      let below = try parser.movable()
      try parser.expect(.closeParenthesis)
      return .partial(above, below, parser.previous.map { start.through($0.range) } ?? start)
    }
  }

  /// What stands in a derivative: a name, with an index or without.
  private mutating func movable() throws(LocatedError) -> FormulaSyntax {
    let name = FormulaSyntax.name(try name(.both("el nombre de una cantidad", "the name of a quantity")))
    return touches(.openBracket) ? try index(of: name) : name
  }

  // MARK: Indices

  /// `[i,j]` behind an operand.
  mutating func index(of base: FormulaSyntax) throws(LocatedError) -> FormulaSyntax {
    let start = current?.range ?? lineRange
    return try unparted { (parser) throws(LocatedError) in
      try parser.expect(.openBracket)
      var indices: [IndexSyntax] = []
      repeat {
        if parser.take(.colon) {
          indices.append(.all)
        } else {
          let first = try parser.sum()
          indices.append(parser.take(.span) ? .range(first, try parser.sum()) : .one(first))
        }
      } while parser.take(.comma)
      guard indices.count <= Limits.axes else {
        throw LocatedError(
          start, es: "una matriz tiene como mucho \(Limits.axes) índices",
          en: "a matrix has at most \(Limits.axes) indices")
      }
      if let left = parser.previous, let right = parser.current, left.endsOperand, right.beginsOperand, right.isApart,
        left.sign == nil, right.sign == nil
      {
        throw LocatedError(
          left.range.through(right.range), es: "entre dos índices va una coma: \(left.text), \(right.text)",
          en: "a comma goes between two indices: \(left.text), \(right.text)")
      }
      try parser.expect(.closeBracket)
      return .index(base, indices, parser.previous.map { start.through($0.range) } ?? start)
    }
  }
}
