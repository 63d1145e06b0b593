import Typesetting

/// The lines of `expect` but for its tables.
extension LineParser {
  /// `formula = printed`, `shape(A) = 4×2`, `A is B`, `A < B`, then qualifiers.
  mutating func expectation() throws(LocatedError) -> ExpectSyntax {
    let range = lineRange
    if let error = sumAsName() { throw error }
    let left = try sum()
    let body: ExpectSyntax.Body
    if let comparison = try comparison(of: left) {
      body = .comparison(comparison)
    } else if take(word: "is") {
      body = .identity(left, try sum())
    } else {
      guard take(.equal) else {
        throw unexpected(
          .both(
            "«=» y lo impreso, o «is», <, ≤, >, ≥ o ≠ y una fórmula",
            "“=” and what is printed, or “is”, <, ≤, >, ≥ or ≠ and a formula"),
          keywords: ["is"])
      }
      if isAtEnd { throw LineParser.rowsBelow(previous?.range) }
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
      case "computed":
        if line.isComputed { throw twice("computed", token.range) }
        advance()
        line.isComputed = true
      case "when":
        if !line.conditions.isEmpty { throw twice("when", token.range) }
        line.conditions = try conditions()
      default:
        try expectEnd(keywords: ["misprint", "computed", "when", "es", "en"] + LineParser.qualifiers)
      }
    }
    return line
  }

  /// `< right` behind a formula, and `at end < right`; nil where neither comes next.
  private mutating func comparison(of left: FormulaSyntax) throws(LocatedError) -> ExpectSyntax.Comparison? {
    var moment: ExpectQualifiers.Moment?
    let start = current
    if take(word: "at") { moment = try self.moment() }
    splitArrow()
    guard let token = current, let relation = LineParser.comparison(token.sign), relation != .equal else {
      guard let start, moment != nil else { return nil }
      throw LocatedError(
        start.range.through(previous?.range ?? start.range),
        es:
          "«at» va al final de la línea; solo una comparación lo lleva también tras el lado izquierdo: E at end < E at 1",
        en: "“at” stands at the end of the line; only a comparison has it behind its left side, too: E at end < E at 1")
    }
    let right = try rightSide(
      of: token, advice: Localized(es: "cada una va en su línea", en: "each goes on a line of its own"))
    return ExpectSyntax.Comparison(left, at: moment, relation, right)
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

  /// `P =`, as MATLAB prints it, with its rows on the lines below.
  static func rowsBelow(_ range: SourceRange?) -> LocatedError {
    LocatedError(
      range,
      es: "tras «=» falta lo impreso; unas filas que siguen debajo, como las escribe MATLAB, van entre [ y ]: «P = [» "
        + "aquí y «]» tras la última",
      en: "what is printed is missing after “=”; rows that follow below, as MATLAB writes them, go between [ and ]: "
        + "“P = [” here and “]” behind the last one")
  }

  /// What stands behind `at`: an iteration, `epoch 2`, `end`.
  mutating func moment() throws(LocatedError) -> ExpectQualifiers.Moment {
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
}
