import Calculus
import Trace
import Typesetting
import Verification

/// What `why` says of one number: formula, substitution, value, parts; and of a derivative, its chain-rule paths.
package struct WhyDocument {
  package let moment: Moment
  private let opening: Opening
  package let language: Language
  let notation = Notation()
  let style = NumberStyle(significantDigits: 5)

  package init(_ opening: Opening, _ language: Language) {
    self.opening = opening
    moment = opening.moment
    self.language = language
  }

  /// Everything that was found.
  package func blocks() throws(ShapeError) -> [Block] {
    switch opening.subject {
    case .number: try number()
    case .derivative: try derivative()
    }
  }

  // MARK: - Numbers

  private func number() throws(ShapeError) -> [Block] {
    guard let explanation = opening.explanation else { return [] }
    if let claim = opening.claims.first { return try claimed(claim, explanation) }
    var blocks = self.explanation(explanation, isTop: true)
    if let update = opening.update { blocks += updated(from: explanation.value, update) }
    return blocks
  }

  /// Formula, substitution and value; then the parts, one step further in.
  private func explanation(_ explanation: Explanation, isTop: Bool) -> [Block] {
    let entry = explanation.entry
    let name = notation.entry(entry.quantity, entry.offset)
    var remark = Text([])
    if let meaning = explanation.meaning { remark = Text([.faint(meaning[language])]) }
    switch explanation.origin {
    case .given(let phase):
      let input = moment.program.input(of: entry.quantity)
      let kind = input?.initializer == .counter ? counter(entry.quantity) : Self.origin(phase)[language]
      let origin = explanation.meaning.map { "\($0[language]) (\(kind))" } ?? kind
      return [
        .formula(.row([name, .sign("=", .relation), math(explanation.value)]), remark: Text([.faint(origin)]))
      ]
    case .measured(let found): return measured(explanation, name, found)
    case .gathered(let found):
      return [
        .formula(
          .row([name, .sign("=", .relation), math(explanation.value)]), remark: Text([.faint(gathered(found))]))
      ]
    case .unknown: return [.formula(.row([name, .sign("=", .relation), math(explanation.value)]), remark: Text([]))]
    case .computed(let line, let short):
      var blocks: [Block] = []
      if isTop {
        blocks.append(
          .formula(
            .row([name, .sign("=", .relation), math(explanation.value)]), remark: remark))
        let whole: MathText = .row([
          lessonName(entry.quantity), .sign(entry.quantity.isUpdated ? "←" : "=", .relation),
          line.typeset(notation, substituting: nil).line,
        ])
        blocks.append(.formula(whole, remark: Text([.faint(lineWords(entry.quantity))])))
      }
      blocks.append(.formula(opened(name, short, explanation.value), remark: isTop ? Text([]) : remark))
      if !explanation.parts.isEmpty {
        blocks.append(.indented(explanation.parts.flatMap { self.explanation($0, isTop: false) }))
      }
      return blocks
    }
  }

  /// `z = w·x + b = 0.1·0.1 + 0.25 = 0.26`
  private func opened(_ name: MathText, _ short: Explanation.EntryFormula, _ value: Double) -> MathText {
    let formula = short.formula
    var parts: [MathText] = [name, .sign("=", .relation)]
    let symbolic = formula.typesetAsEntry(notation) { part in
      short.omitted[part.quantity.id].map { .words("… (\($0.count) \(Self.more[language]))") }
    }.line
    if case .number = formula { return .row(parts + [math(value)]) }
    parts.append(symbolic)
    let numbers = substituted(formula, short.omitted)
    switch formula {
    case .number, .entry: break
    // Where a matrix is read as a whole, no number is put in.
    case .part where numbers == symbolic: break
    case .part, .apply: parts += [.sign("=", .relation), numbers]
    }
    return .row(parts + [.sign("=", .relation), math(value)])
  }

  private func substituted(_ formula: Scalar, _ omitted: [Int: Explanation.Omitted]) -> MathText {
    formula.typesetAsEntry(Notation(puttingSizesIn: true)) { part in
      if let rest = omitted[part.quantity.id] { return math(rest.sum) }
      return math(moment.entry(part.quantity, part.offset))
    }.line
  }

  /// The update of a parameter: old value, step, new value.
  private func updated(from old: Double, _ update: Explanation) -> [Block] {
    let now = update.value
    return [
      .paragraph(
        Text([
          .strong(Self.updateTitle[language]), .plain(" "), .math(math(old)), .plain(" → "), .math(math(now)),
          .plain(" (\(Self.step[language]) "), .math(math(now - old)), .plain(")"),
        ])), .indented(explanation(update, isTop: true)),
    ]
  }

  // MARK: - Derivatives

  private func derivative() throws(ShapeError) -> [Block] {
    var blocks = try paths()
    for claim in opening.claims {
      if !(claim.agrees || claim.isCarried) {
        blocks.append(.formula(try compared(claim), remark: Text([])))
      }
      blocks += lessonLine(claim)
    }
    return blocks
  }

  /// A line of the lesson with a claim: the number, what it is claimed to be, the paths of that, and how the lesson
  /// computes it.
  private func claimed(_ claim: EntryClaim, _ explanation: Explanation) throws(ShapeError) -> [Block] {
    var blocks: [Block] = [
      .formula(
        try compared(claim), remark: explanation.meaning.map { Text([.faint($0[language])]) } ?? Text([]))
    ]
    blocks += try paths()
    blocks += lessonLine(claim)
    if !explanation.parts.isEmpty {
      blocks.append(.indented(explanation.parts.flatMap { self.explanation($0, isTop: false) }))
    }
    return blocks
  }

  /// `db = ∂J/∂b = −5`; `db = −4.9 ≠ ∂J/∂b = −5` when it is not what it is claimed to be.
  private func compared(_ claim: EntryClaim) throws(ShapeError) -> MathText {
    let name = notation.entry(claim.entry.quantity, claim.entry.offset)
    let promise = claim.promise.typesetAsEntry(notation).line
    let equal = MathText.sign("=", .relation)
    guard !claim.agrees, let promised = claim.promised else {
      return .row([name, equal, promise, equal, math(claim.value)])
    }
    let (shown, expected) = style.format(claim.value, apartFrom: promised)
    return .row([
      name, equal, .number(shown), .sign(claim.isCarried ? "≈" : "≠", .relation), promise, equal, .number(expected),
    ])
  }

  private func lessonLine(_ claim: EntryClaim) -> [Block] {
    guard let (whole, short) = claim.line else { return [] }
    let quantity = claim.entry.quantity
    return [
      .paragraph(Text([.strong(Self.lessonWay[language])])),
      .indented([
        .formula(
          .row([
            lessonName(quantity), .sign("=", .relation), whole.typeset(notation, substituting: nil).line,
          ]), remark: Text([])),
        .formula(opened(notation.entry(quantity, claim.entry.offset), short, claim.value), remark: Text([])),
      ]),
    ]
  }

  private func paths() throws(ShapeError) -> [Block] {
    guard let derivative = opening.derivative else { return [] }
    let name = partial(derivative.above, derivative.below)
    func line(_ value: Double, _ remark: Localized) -> Block {
      .formula(.row([name, .sign("=", .relation), math(value)]), remark: Text([.faint(remark[language])]))
    }
    guard let found = derivative.paths else { return [line(derivative.value, Self.tooMany)] }
    guard found.count > 0 else { return [line(0, Self.noPath)] }
    var blocks = [line(found.sum, Self.count(found.count))]
    for path in found.paths where !path.factors.isEmpty { blocks += try self.path(path) }
    let missing = found.count - Double(found.paths.count)
    if missing > 0 {
      blocks.append(
        .indented([
          .paragraph(
            Text([
              .plain("\(Self.andMore(missing)[language]) "), .math(math(found.rest)),
            ]))
        ]))
    }
    return blocks
  }

  /// One path: its factors as symbols, then as numbers.
  private func path(_ path: ChainPaths.Path) throws(ShapeError) -> [Block] {
    if path.factors.count == 1, let factor = path.factors.first {
      // Nothing lies between: the derivative of the one formula.
      let short = try Explainer(moment).shorten(factor.formula)
      return [
        .indented([.formula(opened(partial(factor.above, factor.below), short, factor.value), remark: Text([]))])
      ]
    }
    let dot = MathText.sign("·", .binary)
    var symbols: [MathText] = []
    var numbers: [MathText] = []
    for (index, factor) in path.factors.enumerated() {
      if index > 0 {
        symbols.append(dot)
        numbers.append(dot)
      }
      symbols.append(partial(factor.above, factor.below))
      let number = math(factor.value)
      numbers.append(factor.value < 0 && index > 0 ? .fenced("(", number, ")") : number)
    }
    var title = Text([])
    if let through = path.through {
      title = Text([
        .plain("\(Self.through[language]) "), .math(notation.entry(through.quantity, through.offset)), .plain(":"),
      ])
    }
    var lines: [Block] = title.isEmpty ? [] : [.paragraph(title)]
    let inner: [Block] = [
      .formula(.row(symbols), remark: Text([])),
      .formula(
        .row([.sign("=", .relation)] + numbers + [.sign("=", .relation), math(path.product)]), remark: Text([])),
    ]
    lines.append(title.isEmpty ? .formula(.row(symbols), remark: Text([])) : .indented(inner))
    if title.isEmpty { lines.append(inner[1]) }
    return [.indented(lines)]
  }

  // MARK: - Names and words

  private func partial(_ above: Entry, _ below: Entry) -> MathText {
    notation.partial(
      numerator: notation.entry(above.quantity, above.offset),
      denominator: notation.entry(below.quantity, below.offset))
  }

  private func math(_ value: Double) -> MathText { .number(style.format(value)) }

  private func lessonName(_ quantity: Quantity) -> MathText {
    quantity.isUpdated ? .identifier(quantity.symbol.name) : notation.name(quantity)
  }

  private func lineWords(_ quantity: Quantity) -> String {
    guard let definition = moment.definition(of: quantity) else { return "" }
    return definition.phase.title[language].lowercased()
  }
}
