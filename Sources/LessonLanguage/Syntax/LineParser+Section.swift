import Typesetting

extension LineParser {
  /// What stands behind a section's first word, which is read already.
  mutating func section(_ word: String) throws(LocatedError) -> SectionSyntax.Kind {
    let kind: SectionSyntax.Kind
    switch word {
    case "settings": kind = .settings
    case "data": kind = .data
    case "parameters": kind = .parameters
    case "state": kind = .state
    case "forward": kind = .forward
    case "loss": kind = .loss
    case "backward": kind = .backward
    case "run": kind = .run
    case "pictures": kind = .pictures
    case "metrics":
      var set: String?
      if take(word: "on") {
        set = try name(.both("el nombre de un conjunto: test, validation", "the name of a set: test, validation")).plain
      }
      kind = .metrics(on: set)
    case "update":
      kind = .update(with: take(word: "with") ? try method() : nil)
    case "optimizer":
      kind = .optimizer(
        try name(.both("el nombre del optimizador", "the name of the optimizer")), try optimizerArguments())
    case "expect":
      let place = try string(.both("el lugar de los apuntes, entre comillas", "the place in the notes, in quotes"))
      var qualifiers = ExpectQualifiers()
      while true {
        if try takeText(into: &qualifiers.title) { continue }
        guard try takeQualifier(into: &qualifiers) else { break }
      }
      try expectEnd(keywords: LineParser.qualifiers + ["es", "en"])
      kind = .expect(place: place, qualifiers)
    case "table": kind = try table()
    default:
      var text: TextSyntax?
      while try takeText(into: &text) {}
      try expectEnd(keywords: ["es", "en"])
      kind = .note(text ?? TextSyntax(es: nil, en: nil))
    }
    try expectEnd(keywords: word == "metrics" ? ["on"] : word == "update" ? ["with"] : [])
    return kind
  }

  /// What stands behind `table`: a title in each language, conditions.
  private mutating func table() throws(LocatedError) -> SectionSyntax.Kind {
    var title: TextSyntax?
    var conditions: [FormulaSyntax] = []
    while let token = current {
      if try takeText(into: &title) { continue }
      guard token.word == "when" else {
        try expectEnd(keywords: ["es", "en", "when"])
        break
      }
      if !conditions.isEmpty { throw twice("when", token.range) }
      conditions = try self.conditions()
    }
    return .table(title, conditions: conditions)
  }

  /// `(α = 0.001, β1 = 0.9)`
  private mutating func optimizerArguments() throws(LocatedError) -> [OptimizerArgumentSyntax] {
    guard take(.openParenthesis) else { return [] }
    var arguments: [OptimizerArgumentSyntax] = []
    if take(.closeParenthesis) { return arguments }
    repeat {
      let name = try name()
      arguments.append(OptimizerArgumentSyntax(name, take(.equal) ? try sum() : nil))
    } while take(.comma)
    try expect(.closeParenthesis)
    return arguments
  }

  /// `for ℓ = 3 down to 1`; the body is added by whoever reads on.
  mutating func loop() throws(LocatedError) -> LoopSyntax {
    let range = lineRange
    advance()
    let variable = try name(.both("el nombre del índice", "the name of the index"))
    guard variable.plain != nil else {
      throw LocatedError(
        variable.range, es: "el índice de un «for» es un nombre sin llaves",
        en: "the index of a “for” is a name without braces")
    }
    try expect(.equal)
    let from = try sum()
    let isDescending = take(word: "down")
    try expect(word: "to")
    let to = try sum()
    try expectEnd()
    return LoopSyntax(variable: variable, from: from, to: to, isDescending: isDescending, body: [], range: range)
  }

  /// A line that ends too early, before any of it is read.
  static func ended(_ line: TokenLine, _ expected: Localized) -> LocatedError {
    var parser = LineParser(line)
    while !parser.isAtEnd { parser.advance() }
    return parser.unexpected(expected)
  }
}

extension SectionSyntax.Kind {
  /// Whether lines can stand in a `for`.
  var hasLoops: Bool {
    switch self {
    case .run, .pictures, .note: false
    case .settings, .data, .parameters, .state, .forward, .loss, .metrics, .backward, .update, .optimizer, .expect,
      .table:
      true
    }
  }

  /// What its lines may be, when they give names values.
  var rules: StatementRules? {
    switch self {
    case .settings: .settings
    case .data: .data
    case .parameters: .parameters
    case .state: .state
    case .forward: .forward
    case .loss: .loss
    case .metrics: .metrics
    case .backward: .backward
    case .update: .update
    case .optimizer: .optimizer
    case .run, .pictures, .expect, .note, .table: nil
    }
  }
}
