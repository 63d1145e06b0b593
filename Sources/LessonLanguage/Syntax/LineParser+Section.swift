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
    let varied = try variations()
    var title: TextSyntax?
    var conditions: [FormulaSyntax] = []
    while let token = current {
      if try takeText(into: &title) { continue }
      guard token.word == "when" else {
        try expectEnd(keywords: (varied.isEmpty ? ["vary"] : []) + ["es", "en", "when"])
        break
      }
      if !conditions.isEmpty { throw twice("when", token.range) }
      conditions = try self.conditions()
    }
    return .table(title, vary: varied, conditions: conditions)
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

  /// `vary lr = 0.1, 0.5; vary act = sigmoid, tanh` behind `table`; nothing where there is none.
  mutating func variations() throws(LocatedError) -> [VariationSyntax] {
    take(word: "vary") ? try variationList() : []
  }

  /// What stands behind `compare`: `lr = 0.5, 10; seed = 3 es "…" en "…"`.
  mutating func comparison(_ range: SourceRange) throws(LocatedError) -> ComparisonSyntax {
    let varied = try variationList()
    let counts = varied.map { $0.values.count }
    let hasSpans = varied.contains { $0.values.contains { if case .span = $0 { true } else { false } } }
    guard !hasSpans, counts.filter({ $0 == 2 }).count == 1, counts.allSatisfy({ $0 <= 2 }) else {
      throw LocatedError(
        range,
        es: "se comparan dos ejecuciones: un ajuste con dos valores, los demás con uno: compare lr = 0.5, 10; seed = 3",
        en: "two runs are compared: one setting with two values, the others with one: compare lr = 0.5, 10; seed = 3")
    }
    var title: TextSyntax?
    while try takeText(into: &title) {}
    try expectEnd(keywords: ["es", "en"])
    return ComparisonSyntax(varied, title: title, range: range)
  }

  private mutating func variationList() throws(LocatedError) -> [VariationSyntax] {
    var found: [VariationSyntax] = []
    repeat {
      if !found.isEmpty { _ = take(word: "vary") }
      let name = try name(.both("el nombre de un ajuste, o seed", "the name of a setting, or seed"))
      guard let plain = name.plain, !found.contains(where: { $0.name.plain == plain }) else {
        throw LocatedError(
          name.range, es: "aquí va el nombre de un ajuste, que no esté ya", en: "this takes the name of another setting"
        )
      }
      try expect(.equal)
      var values: [VariationSyntax.Value] = []
      repeat {
        let value = try sum()
        values.append(take(.span) ? .span(value, try sum()) : .one(value))
      } while take(.comma)
      found.append(VariationSyntax(name, values))
    } while take(.semicolon)
    return found
  }

  /// `for ℓ = 3 down to 1`, `for w in 1, 5`, `for (w, b) in (1, 0), (5, 0)`; the body is added by whoever reads on.
  mutating func loop() throws(LocatedError) -> LoopSyntax {
    let range = lineRange
    advance()
    let isTuple = take(.openParenthesis)
    var variables: [NameSyntax] = []
    repeat {
      let variable = try name(.both("el nombre del índice", "the name of the index"))
      guard let plain = variable.plain else {
        throw LocatedError(
          variable.range, es: "el índice de un «for» es un nombre sin llaves",
          en: "the index of a “for” is a name without braces")
      }
      guard !variables.contains(where: { $0.plain == plain }) else {
        throw LocatedError(
          variable.range, es: "«\(plain)» está dos veces en este «for»", en: "“\(plain)” is here twice in this “for”")
      }
      variables.append(variable)
    } while isTuple && take(.comma)
    if isTuple { try expect(.closeParenthesis) }
    let turns: LoopSyntax.Turns
    if isTuple || word == "in" {
      try expect(word: "in")
      var list: [[FormulaSyntax]] = []
      repeat { list.append(try isTuple ? tuple(variables.count) : [sum()]) } while take(.comma)
      turns = .list(list)
    } else {
      try expect(.equal)
      let from = try sum()
      let isDescending = take(word: "down")
      try expect(word: "to")
      turns = .span(from: from, to: try sum(), isDescending: isDescending)
    }
    try expectEnd()
    return LoopSyntax(variables, turns, body: [], range: range)
  }

  /// Whether a parenthesis stands apart behind the line's first word: `for (w, b)`.
  var opensTuple: Bool { token(after: 1).map { $0.sign == .openParenthesis && $0.isApart } ?? false }

  /// `(5, −10)`: so many numbers.
  private mutating func tuple(_ count: Int) throws(LocatedError) -> [FormulaSyntax] {
    let start = current?.range ?? lineRange
    try expect(.openParenthesis)
    var numbers = [try sum()]
    while take(.comma) { numbers.append(try sum()) }
    try expect(.closeParenthesis)
    guard numbers.count == count else {
      throw LocatedError(
        start.through(previous?.range ?? start),
        es: "aquí hay \(Noun.number(numbers.count).es) y el «for» da nombre a \(count)",
        en: "\(Noun.number(numbers.count).en) here, and the “for” names \(count)")
    }
    return numbers
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
