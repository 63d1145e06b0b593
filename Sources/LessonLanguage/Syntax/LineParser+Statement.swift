import Calculus
import Typesetting

/// What a line that gives a name a value may be, by the section it stands in.
struct StatementRules: Sendable {
  /// The section's first word, for messages.
  var section: String
  var mayDraw = false
  var mayUpdate = false
  var mayRead = false
  var mayChoose = false
  var mayBeginState = false
  /// Whether a line may only say what a formula is: `2·dW is ∂E/∂W`.
  var mayClaim = false

  static let settings = StatementRules(section: "settings", mayChoose: true)
  static let data = StatementRules(section: "data", mayDraw: true, mayRead: true)
  static let parameters = StatementRules(section: "parameters", mayDraw: true)
  static let state = StatementRules(section: "state", mayDraw: true)
  static let forward = StatementRules(section: "forward", mayDraw: true, mayClaim: true)
  static let loss = StatementRules(section: "loss", mayClaim: true)
  static let metrics = StatementRules(section: "metrics", mayClaim: true)
  static let backward = StatementRules(section: "backward", mayClaim: true)
  static let update = StatementRules(section: "update", mayUpdate: true)
  static let optimizer = StatementRules(section: "optimizer", mayUpdate: true, mayBeginState: true)
}

extension LineParser {
  /// A line that gives a name a value.
  mutating func statement(_ rules: StatementRules) throws(LocatedError) -> StatementSyntax {
    let range = lineRange
    if rules.mayClaim, isBareClaim { return try bareClaim(range) }
    if let first, let sign = first.sign, [.plus, .minus, .dot, .entrywise, .star, .divide, .equal].contains(sign) {
      throw LocatedError(
        first.range, es: "una línea empieza con un nombre; para seguir una fórmula en otra línea, abre un paréntesis",
        en: "a line begins with a name; to continue a formula on another line, open a parenthesis in it")
    }
    if let error = changedInPlace(rules) ?? derivativeAsName() { throw error }
    let isInitialState = rules.mayBeginState && word == "state" && token(after: 1)?.kind == .word
    if isInitialState { advance() }
    let target = try targetName()
    var part: StatementSyntax.PartSyntax?
    if touches(.openBracket), case .index(_, let indices, let range) = try index(of: .name(target)) {
      part = StatementSyntax.PartSyntax(indices: indices, range: range)
    }
    var more: [NameSyntax] = []
    while take(.comma) { more.append(try targetName()) }
    var set: String?
    if rules.mayRead, word == "for", token(after: 1)?.kind == .word {
      advance()
      set = try name(.both("el nombre de un conjunto: test, validation", "the name of a set: test, validation")).plain
    }
    var sizes: [FormulaSyntax]?
    var parameters: [NameSyntax]?
    if sign == .openParenthesis {
      if rules.mayChoose { parameters = try functionParameters() } else { sizes = try shape() }
    }
    let body = try body(of: target, parameters, rules)
    switch body {
    case .dataset, .file: break
    default:
      guard !more.isEmpty else { break }
      throw LocatedError(
        target.range, es: "varios nombres a la vez solo se dan con «from»: X, Y from digits",
        en: "several names at once are given only with “from”: X, Y from digits")
    }
    if let part { try checkChanges(part, of: target, body, rules) }
    var statement = StatementSyntax(target: target, body: body, range: range)
    statement.part = part
    statement.moreTargets = more
    statement.set = set
    statement.sizes = sizes
    statement.isInitialState = isInitialState
    try readSuffixes(into: &statement, rules)
    return statement
  }

  /// `w -= η·dw`, `w := …`
  private func changedInPlace(_ rules: StatementRules) -> LocatedError? {
    guard let name = word, let mark = token(after: 1), let sign = mark.sign, let equal = token(after: 2),
      equal.sign == .equal, !equal.isApart, [.plus, .minus, .colon, .star].contains(sign)
    else { return nil }
    let arrow = rules.mayUpdate ? "←" : "="
    let right = sign == .colon ? "…" : sign == .star ? "\(name)·…" : "\(name) \(sign == .plus ? "+" : "−") …"
    return LocatedError(
      mark.range.through(equal.range), es: "«\(mark.text)=» no existe; escribe \(name) \(arrow) \(right)",
      en: "“\(mark.text)=” has no meaning here; write \(name) \(arrow) \(right)")
  }

  /// `∂E/∂w = …`: a gradient has a name, which promises the derivative.
  private func derivativeAsName() -> LocatedError? {
    guard sign == .partial, let equal = tokens(place..<place + 12).firstIndex(where: { $0.sign == .equal }),
      let last = token(after: equal - 1), let name = last.word
    else { return nil }
    let written = tokens(place..<place + equal).map { $0.text }.joined()
    return LocatedError(
      first.map { $0.range.through(last.range) },
      es: "una línea empieza con un nombre: d\(name) = … (promete \(written)), u otro nombre y detrás «is \(written)»",
      en:
        "a line begins with a name: d\(name) = … (it promises \(written)), or another name with “is \(written)” behind it"
    )
  }

  /// Whether the line has an `is` and gives no name a value.
  private var isBareClaim: Bool {
    var level = 0
    for token in tokens(0..<count) {
      switch token.sign {
      case .openParenthesis, .openBracket, .openBrace: level += 1
      case .closeParenthesis, .closeBracket, .closeBrace: level -= 1
      case .equal, .assign, .draw: if level == 0 { return false }
      default: if level == 0, token.word == "is" { return true }
      }
    }
    return false
  }

  /// `2·dW is ∂E/∂W`, `δ[1] is ∂E/∂z[1]`
  private mutating func bareClaim(_ range: SourceRange) throws(LocatedError) -> StatementSyntax {
    let subject = try sum()
    try expect(word: "is")
    var statement = StatementSyntax(target: NameSyntax([], subject.range), body: .claim(subject), range: range)
    statement.claim = try sum()
    while !isAtEnd {
      if word == "when", statement.conditions.isEmpty {
        statement.conditions = try conditions()
      } else {
        try expectEnd(keywords: ["when"])
      }
    }
    return statement
  }

  /// Entries of their own are only changed: any other line gives a whole quantity its value.
  private func checkChanges(
    _ part: StatementSyntax.PartSyntax, of target: NameSyntax, _ body: StatementSyntax.Body, _ rules: StatementRules
  ) throws(LocatedError) {
    let range = target.range.through(part.range)
    guard rules.mayUpdate, !rules.mayBeginState else {
      throw LocatedError(
        range,
        es: "una línea da valor a una cantidad entera, no a una entrada; solo en update cambia una sola, con ←",
        en: "a line gives a whole quantity its value, not one entry; only in update does one alone change, with ←")
    }
    if case .assign = body { return }
    throw LocatedError(
      range, es: "una entrada, o una parte, se cambia con ←: W[1,2] ← W[1,2] − η·∂E/∂W[1,2]",
      en: "an entry, or a part, is changed with ←: W[1,2] ← W[1,2] − η·∂E/∂W[1,2]")
  }

  private mutating func targetName() throws(LocatedError) -> NameSyntax {
    let name = try name(.both("el nombre de una cantidad", "the name of a quantity"))
    if case .text(let text)? = name.parts.last, text.contains(".") {
      throw LocatedError(
        name.range, es: "«\(text)» es la dirección de una definición; se esperaba un nombre sin punto",
        en: "“\(text)” is the address of a definition; expected a name without a point")
    }
    return name
  }

  /// `(x1, x2)` of one's own function.
  private mutating func functionParameters() throws(LocatedError) -> [NameSyntax] {
    try expect(.openParenthesis)
    var names: [NameSyntax] = []
    repeat { names.append(try name()) } while take(.comma)
    try expect(.closeParenthesis)
    return names
  }

  /// `(2×h)`, `(2, h)`: from one to four sizes.
  mutating func shape() throws(LocatedError) -> [FormulaSyntax] {
    let start = current?.range ?? lineRange
    return try unparted { (parser) throws(LocatedError) in
      try parser.expect(.openParenthesis)
      var sizes: [FormulaSyntax] = []
      repeat { sizes.append(try parser.sum()) } while parser.take(.cross) || parser.take(.comma)
      guard sizes.count <= Limits.axes else {
        throw LocatedError(
          start, es: "una matriz tiene como mucho \(Limits.axes) tamaños",
          en: "a matrix has at most \(Limits.axes) sizes")
      }
      guard parser.sign == .closeParenthesis else {
        throw parser.unexpected(
          .both("«×» o «)»: los tamaños se escriben (2×h)", "“×” or “)”: sizes are written (2×h)"))
      }
      parser.advance()
      return sizes
    }
  }

  private mutating func body(
    of target: NameSyntax, _ parameters: [NameSyntax]?, _ rules: StatementRules
  ) throws(LocatedError) -> StatementSyntax.Body {
    guard let token = current else { throw unexpected(LineParser.bodies(rules)) }
    if let parameters {
      try expect(.equal)
      return .function(parameters, try sum())
    }
    switch token.kind {
    case .sign(.equal):
      advance()
      if let choices = try choices(rules) { return .choices(choices) }
      return .equals(try sum())
    case .sign(.draw) where rules.mayDraw:
      advance()
      return .draw(try sum())
    case .sign(.assign) where rules.mayUpdate:
      advance()
      return .assign(try sum())
    case .word where token.text == "by" && rules.mayUpdate:
      advance()
      return try optimized(target)
    case .word where token.text == "from" && rules.mayRead:
      advance()
      if let token = current, case .string(let path) = token.kind {
        advance()
        return .file(path, token.range)
      }
      return .dataset(try sum())
    case .sign(.draw), .sign(.assign):
      throw misplaced(token, rules)
    case .word where token.text == "by" || token.text == "from":
      throw misplaced(token, rules)
    default:
      throw unexpected(LineParser.bodies(rules), keywords: LineParser.bodyWords(rules))
    }
  }

  /// `and | or | xor`
  private mutating func choices(_ rules: StatementRules) throws(LocatedError) -> [NameSyntax]? {
    guard rules.mayChoose, word != nil || current?.isWrittenOut == true, token(after: 1)?.sign == .bar else {
      return nil
    }
    var names: [NameSyntax] = []
    repeat {
      if let token = current, token.isWrittenOut {
        throw LocatedError(
          token.range, es: "«\(token.text)» es una palabra del lenguaje: elige otro nombre para esta opción",
          en: "“\(token.text)” is a word of the language: choose another name for this choice")
      }
      names.append(try name(.both("una opción", "a choice")))
    } while take(.bar)
    return names
  }

  /// `gradient with adam(η)` behind `by`.
  private mutating func optimized(_ target: NameSyntax) throws(LocatedError) -> StatementSyntax.Body {
    var gradient: FormulaSyntax?
    if target.plain == "parameters" {
      guard take(word: "gradient") else {
        throw unexpected(
          .both("«gradient»: parameters by gradient", "“gradient”: parameters by gradient"), keywords: ["gradient"])
      }
    } else {
      gradient = try sum()
    }
    return .by(gradient, with: take(word: "with") ? try method() : nil)
  }

  /// What may stand behind a statement, in any order and each once.
  private mutating func readSuffixes(
    into statement: inout StatementSyntax, _ rules: StatementRules
  ) throws(LocatedError) {
    let limits = if rules.mayChoose, case .equals = statement.body { ["from", "to"] } else { [String]() }
    while let token = current {
      if try takeText(into: &statement.meaning) { continue }
      switch token.word {
      case "is":
        if statement.claim != nil { throw twice("is", token.range) }
        advance()
        statement.claim = try sum()
      case "as":
        if statement.alias != nil { throw twice("as", token.range) }
        advance()
        statement.alias = try name()
      case "from" where !limits.isEmpty:
        if statement.least != nil { throw twice("from", token.range) }
        advance()
        statement.least = try sum()
      case "to" where !limits.isEmpty:
        if statement.greatest != nil { throw twice("to", token.range) }
        advance()
        statement.greatest = try sum()
      case "when":
        if !statement.conditions.isEmpty { throw twice("when", token.range) }
        statement.conditions = try conditions()
      case "split":
        if statement.split != nil { throw twice("split", token.range) }
        advance()
        try expect(word: "into")
        statement.split = try name()
      case "misprint":
        if statement.isMisprint { throw twice("misprint", token.range) }
        advance()
        statement.isMisprint = true
      default:
        if sign == .cross { throw crossOutsideShape() }
        try expectEnd(keywords: ["is", "as", "when", "split", "misprint", "es", "en"] + limits)
      }
    }
  }

  /// `when gate = and, ℓ > 1`
  mutating func conditions() throws(LocatedError) -> [FormulaSyntax] {
    try expect(word: "when")
    var conditions: [FormulaSyntax] = []
    repeat {
      let start = current
      let condition = try comparison()
      guard condition.isComparison else {
        throw LocatedError(
          start?.range ?? lineRange, es: "se esperaba una comparación: when gate = and, ℓ > 1",
          en: "expected a comparison: when gate = and, ℓ > 1")
      }
      conditions.append(condition)
    } while take(.comma)
    return conditions
  }

  private static func bodyWords(_ rules: StatementRules) -> [String] {
    (rules.mayUpdate ? ["by"] : []) + (rules.mayRead ? ["from"] : [])
  }

  private static func bodies(_ rules: StatementRules) -> Localized {
    let signs = ["="] + (rules.mayDraw ? ["~"] : []) + (rules.mayUpdate ? ["←"] : []) + bodyWords(rules)
    let list = signs.joined(separator: ", ")
    return signs.count == 1 ? .both("«=»", "“=”") : .both("uno de: \(list)", "one of: \(list)")
  }

  private func misplaced(_ token: Token, _ rules: StatementRules) -> LocatedError {
    let fits = LineParser.bodies(rules)
    return LocatedError(
      token.range, es: "«\(token.text)» no va en «\(rules.section)»; se esperaba \(fits.es)",
      en: "“\(token.text)” does not belong in “\(rules.section)”; expected \(fits.en)")
  }
}

extension FormulaSyntax {
  /// Whether it compares two things.
  var isComparison: Bool {
    guard case .infix(let infix, _, _, _) = self else { return false }
    switch infix {
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: return true
    case .plus, .minus, .dot, .entrywise, .star, .divide, .cross: return false
    }
  }
}

extension Token {
  /// Whether it is an operator that is typed as a word: `sum`, `sqrt`.
  fileprivate var isWrittenOut: Bool {
    word == nil && !text.isEmpty && text.utf8.allSatisfy { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 == 0x5F }
  }
}
