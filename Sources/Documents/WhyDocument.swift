import Calculus
import LessonLanguage
import Matrices
import Trace
import Typesetting
import Verification

/// What `why` says of one number: formula, substitution, value, parts; and of a derivative, its chain-rule paths.
package struct WhyDocument {
  package let moment: Moment
  private let scope: Scope
  private let explainer: Explainer
  package let language: Language
  package let notation = Notation()
  package let style = NumberStyle(significantDigits: 5)
  /// Paths written out.
  private let mostPaths: Int

  package init(_ moment: Moment, _ scope: Scope, language: Language, mostPaths: Int = 8) {
    self.moment = moment
    self.scope = scope.of(moment.program)
    explainer = Explainer(moment)
    self.language = language
    self.mostPaths = mostPaths
  }

  /// Opens what an address names, `depth` levels deep.
  ///
  /// Throws a `LocatedError` about the address, which is one line of text.
  package func blocks(for address: FormulaSyntax, depth: Int) throws -> [Block] {
    if let (above, below) = try scope.derivativeAddress(address) {
      return try derivative(above, below, at: address.range)
    }
    let (quantity, offset) = try place(address)
    if isMissing(quantity) {
      let perEpoch = moment.program.batching?.batchesPerEpoch ?? 1
      throw LocatedError(
        address.range,
        es:
          "«\(quantity.symbol)» existe solo en la última iteración de cada época: la \(perEpoch), la \(2 * perEpoch)…",
        en: "“\(quantity.symbol)” exists only at the last iteration of an epoch: \(perEpoch), \(2 * perEpoch)…")
    }
    return try number(Entry(quantity, try single(quantity, offset, address.range)), depth: depth)
  }

  /// Whether the quantity is a total of the epoch, and the epoch has not ended.
  private func isMissing(_ quantity: Quantity) -> Bool {
    guard !moment.isEpochEnd else { return false }
    return moment.program.isEpochTotal(quantity)
  }

  // MARK: - Numbers

  private func number(_ entry: Entry, depth: Int) throws -> [Block] {
    if let claim = gradientClaim(of: entry.quantity), let gradient = claim.gradient {
      return try claimed(entry, claim, gradient, depth: depth)
    }
    var blocks = explanation(try explainer.explain(entry, depth: depth), isTop: true)
    if let update = moment.program.updates.last(where: { $0.old == entry.quantity }) {
      blocks += try updated(entry, by: update.new)
    }
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
      if case .evaluation(let set)? = input?.initializer { return evaluation(explanation, name, on: set) }
      let kind = input?.initializer == .counter ? counter(entry.quantity) : Self.origin(phase)[language]
      let origin = explanation.meaning.map { "\($0[language]) (\(kind))" } ?? kind
      return [
        .formula(.row([name, .sign("=", .relation), math(explanation.value)]), remark: Text([.faint(origin)]))
      ]
    case .unknown:
      let gathering = moment.program.accumulations.first { $0.total == entry.quantity }
      return [
        .formula(
          .row([name, .sign("=", .relation), math(explanation.value)]),
          remark: gathering.map { Text([.faint(gathered($0))]) } ?? Text([]))
      ]
    case .computed(let line, let short):
      var blocks: [Block] = []
      if isTop {
        blocks.append(
          .formula(
            .row([name, .sign("=", .relation), math(explanation.value)]), remark: remark))
        let whole: MathText = .row([
          lessonName(entry.quantity), .sign(entry.quantity.isUpdated ? "←" : "=", .relation),
          line.typeset(notation, substituting: nil).text,
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
    let symbolic = formula.typesetAsEntry(notation) { quantity, _ in
      short.omitted[quantity.id].map { .words("… (\($0.count) \(Self.more[language]))") }
    }.text
    guard formula.constant == nil else { return .row(parts + [math(value)]) }
    parts.append(symbolic)
    if formula.asEntry == nil {
      parts += [.sign("=", .relation), substituted(formula, short.omitted)]
    }
    return .row(parts + [.sign("=", .relation), math(value)])
  }

  private func substituted(_ formula: Formula, _ omitted: [Int: Explanation.Omitted] = [:]) -> MathText {
    formula.typeset(notation) { quantity, offset in
      if let rest = omitted[quantity.id] { return math(rest.sum) }
      return math(moment.entry(quantity, offset ?? 0))
    }.text
  }

  /// The update of a parameter: old value, step, new value.
  private func updated(_ entry: Entry, by new: Quantity) throws -> [Block] {
    let old = moment.entry(entry.quantity, entry.offset)
    let now = moment.entry(new, entry.offset)
    let next = try explainer.explain(Entry(new, entry.offset), depth: 0)
    var blocks: [Block] = [
      .paragraph(
        Text([
          .strong(Self.updateTitle[language]), .plain(" "), .math(math(old)), .plain(" → "), .math(math(now)),
          .plain(" (\(Self.step[language]) "), .math(math(now - old)), .plain(")"),
        ]))
    ]
    blocks.append(.indented(explanation(next, isTop: true)))
    return blocks
  }

  // MARK: - Derivatives

  private func derivative(
    _ above: (Quantity, Int?), _ below: (Quantity, Int?), at range: SourceRange
  ) throws -> [Block] {
    let top = Entry(above.0, try single(above.0, above.1, range))
    let bottom = Entry(below.0, try single(below.0, below.1, range))
    var blocks = try paths(from: top, to: bottom)
    for claim in moment.program.claims {
      guard let gradient = claim.gradient, gradient.numerator == top.quantity, gradient.offset == top.offset,
        gradient.denominator == bottom.quantity
      else { continue }
      let entry = Entry(claim.quantity, bottom.offset)
      let (comparison, agrees) = try compared(entry, claim)
      if !agrees { blocks.append(.formula(comparison, remark: Text([]))) }
      blocks += try lessonLine(entry)
    }
    return blocks
  }

  /// A line of the lesson with a claim: the number, what it is claimed to be, the paths of that, and how the lesson
  /// computes it.
  private func claimed(
    _ entry: Entry, _ claim: Program.Claim, _ gradient: Program.Claim.Gradient, depth: Int
  ) throws -> [Block] {
    let top = Entry(gradient.numerator, gradient.offset)
    let bottom = Entry(gradient.denominator, entry.offset)
    var blocks: [Block] = []
    let meaning = moment.definition(of: entry.quantity)?.meaning
    blocks.append(
      .formula(try compared(entry, claim).text, remark: meaning.map { Text([.faint($0[language])]) } ?? Text([])))
    blocks += try paths(from: top, to: bottom)
    blocks += try lessonLine(entry)
    let parts = try explainer.explain(entry, depth: depth).parts
    if depth > 0 && !parts.isEmpty {
      blocks.append(.indented(parts.flatMap { explanation($0, isTop: false) }))
    }
    return blocks
  }

  /// `db = ∂J/∂b = −5`; `db = −4.9 ≠ ∂J/∂b = −5` when it is not what it is claimed to be.
  private func compared(_ entry: Entry, _ claim: Program.Claim) throws -> (text: MathText, agrees: Bool) {
    let name = notation.entry(entry.quantity, entry.offset)
    let place = claim.promise.shape.isScalar ? 0 : entry.offset
    let promised = try claim.promise.formula.entry(at: place).typesetAsEntry(notation).text
    let own = moment.value(of: entry.quantity)
    let right = moment.evaluate(claim.promise)
    let errors = Verifier.differences(own, right)
    let error = errors.indices.contains(entry.offset) ? errors[entry.offset] : .infinity
    let value = moment.entry(entry.quantity, entry.offset)
    let equal = MathText.sign("=", .relation)
    guard !(error <= GradientCheck.mechanicalTolerance), right.values.indices.contains(place) else {
      return (.row([name, equal, promised, equal, math(value)]), true)
    }
    let (shown, expected) = style.format(value, apartFrom: right.values[place])
    // Worked by hand, what was rounded on the way is off by that and yet not wrong.
    let isRounded = moment.carry != nil
    return (
      .row([
        name, equal, .number(shown), .sign(isRounded ? "≈" : "≠", .relation), promised, equal, .number(expected),
      ]), isRounded
    )
  }

  private func lessonLine(_ entry: Entry) throws -> [Block] {
    guard let definition = moment.definition(of: entry.quantity) else { return [] }
    let short = try explainer.shorten(try definition.formula.entry(at: entry.offset))
    return [
      .paragraph(Text([.strong(Self.lessonWay[language])])),
      .indented([
        .formula(
          .row([
            lessonName(entry.quantity), .sign("=", .relation),
            definition.formula.typeset(notation, substituting: nil).text,
          ]), remark: Text([])),
        .formula(
          opened(
            notation.entry(entry.quantity, entry.offset), short, moment.entry(entry.quantity, entry.offset)),
          remark: Text([])),
      ]),
    ]
  }

  private func paths(from top: Entry, to bottom: Entry) throws -> [Block] {
    let name = partial(top, bottom)
    guard let found = try ChainPaths.find(from: top, to: bottom, in: moment, mostPaths: mostPaths) else {
      let derivative = try scope.derivative(of: top.quantity, at: top.offset, by: bottom.quantity)
      let value = moment.evaluate(derivative).values
      let number = value.count == 1 ? value[0] : value[bottom.offset]
      return [
        .formula(
          .row([name, .sign("=", .relation), math(number)]), remark: Text([.faint(Self.tooMany[language])]))
      ]
    }
    guard found.count > 0 else {
      return [
        .formula(.row([name, .sign("=", .relation), math(0)]), remark: Text([.faint(Self.noPath[language])]))
      ]
    }
    var blocks: [Block] = [
      .formula(
        .row([name, .sign("=", .relation), math(found.sum)]),
        remark: Text([.faint(Self.count(found.count)[language])]))
    ]
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
  private func path(_ path: ChainPaths.Path) throws -> [Block] {
    if path.factors.count == 1, let factor = path.factors.first {
      // Nothing lies between: the derivative of the one formula.
      let short = try explainer.shorten(factor.formula)
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

  /// The claim that makes a quantity a gradient.
  private func gradientClaim(of quantity: Quantity) -> Program.Claim? {
    moment.program.claims.first { $0.quantity == quantity && $0.gradient != nil }
  }

  private func place(_ syntax: FormulaSyntax) throws -> (Quantity, Int?) {
    if case .call(let name, _, let arguments, _) = syntax, name.plain == "new", arguments.count == 1 {
      let (quantity, offset) = try scope.address(arguments[0].value)
      return (moment.program.updated(quantity), offset)
    }
    if case .index(.call(let name, _, let arguments, _), let indices, let range) = syntax, name.plain == "new",
      arguments.count == 1
    {
      let (quantity, offset) = try scope.address(.index(arguments[0].value, indices, range))
      return (moment.program.updated(quantity), offset)
    }
    return try scope.address(syntax)
  }

  private func single(_ quantity: Quantity, _ offset: Int?, _ range: SourceRange) throws -> Int {
    if let offset { return offset }
    guard quantity.shape.isScalar else {
      let name = quantity.symbol.name
      let first = "\(name)[\(quantity.shape.address(of: 0))]"
      throw LocatedError(
        range, es: "«\(name)» es de \(quantity.shape): di qué entrada, por ejemplo \(first)",
        en: "“\(name)” is \(quantity.shape): say which entry, for instance \(first)")
    }
    return 0
  }
}
