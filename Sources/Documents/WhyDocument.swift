import Calculus
import Trace
import Typesetting
import Verification

/// What `why` says of one number: formula, substitution, value, parts; and of a derivative, its chain-rule paths.
package struct WhyDocument {
  package let moment: Moment
  let opening: Opening
  package let language: Language
  let notation = Notation()
  let style: NumberStyle
  let lines: SubstitutedLine
  /// Factors of the paths that are written out, at most; those of one path are, however many.
  package var mostFactors = Int.max

  package init(_ opening: Opening, _ language: Language, _ style: NumberStyle) {
    self.opening = opening
    moment = opening.moment
    self.language = language
    self.style = style
    lines = SubstitutedLine(moment, style, language)
  }

  /// Everything that was found.
  package func blocks() throws(ShapeError) -> [Block] {
    let blocks =
      switch opening.subject {
      case .number: try number()
      case .derivative: try derivative()
      case .formula(let asked): formula(asked)
      }
    return opening.isCutShort ? blocks + [.paragraph(Text(Self.cutShort(opening.depth)[language]))] : blocks
  }

  /// That fewer levels are opened than were asked for.
  private static func cutShort(_ depth: Int) -> Localized {
    let levels = Localized(
      es: depth == 1 ? "un nivel" : "\(depth) niveles", en: depth == 1 ? "one level" : "\(depth) levels")
    return Localized(
      es: "Hasta aquí, \(levels.es): más abajo son demasiados números. Abre uno de estos para seguir.",
      en: "These are \(levels.en): further down there are too many numbers. Open one of these to go on.")
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
    case .derived:
      return [
        .formula(
          .row([name, .sign("=", .relation), math(explanation.value)]),
          remark: Text([.faint(Self.derived(entry)[language])]))
      ]
    case .unknown: return [.formula(.row([name, .sign("=", .relation), math(explanation.value)]), remark: Text([]))]
    case .computed(let line, let short):
      var blocks: [Block] = []
      if isTop {
        blocks.append(
          .formula(
            .row([name, .sign("=", .relation), math(explanation.value)]), remark: remark))
        // A line that changes other entries says nothing of this one.
        if line.replacedPart.map({ $0.rule.place(of: entry.offset) != nil }) ?? true {
          blocks.append(
            .formula(notation.line(entry.quantity, line), remark: Text([.faint(lineWords(entry.quantity))])))
        }
      }
      blocks.append(.formula(lines.text(name, short, explanation.value), remark: isTop ? Text([]) : remark))
      blocks += short.winners.compactMap(lines.won) + SolvedEntry(lines, of: entry.quantity, line).blocks(short.formula)
      if !explanation.parts.isEmpty {
        blocks.append(.indented(explanation.parts.flatMap { self.explanation($0, isTop: false) }))
      }
      return blocks
    }
  }

  // MARK: - Formulas

  /// What a formula that was typed gives: of one with several entries, the first few in turn.
  private func formula(_ asked: AskedFormula) -> [Block] {
    var blocks: [Block] = []
    if !asked.value.shape.isScalar {
      // A derivative is many short formulas: what was typed says it best.
      let isDerived = asked.formula.references.contains { $0.isDerivative }
      let title = isDerived ? .words(asked.text) : asked.formula.typeset(notation).text
      blocks.append(.formula(title, remark: Text([.faint("\(asked.value.shape)")])))
    }
    for number in asked.numbers {
      if case .entry = number.line.formula, !number.parts.isEmpty {
        blocks += number.parts.flatMap { explanation($0, isTop: false) }
        continue
      }
      blocks.append(.formula(lines.text(nil, number.line, number.value), remark: Text([])))
      blocks += number.line.winners.compactMap(lines.won) + SolvedEntry(lines).blocks(number.line.formula)
      if !number.parts.isEmpty {
        blocks.append(.indented(number.parts.flatMap { explanation($0, isTop: false) }))
      }
    }
    let rest = asked.value.values.count - asked.numbers.count
    if rest > 0 { blocks.append(.formula(.words(Self.entriesMore(rest)[language]), remark: Text([]))) }
    return blocks
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
        blocks += try notFinite(claim)
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
    blocks += try notFinite(claim)
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
    guard promised.isFinite else { return .row([name, equal, math(claim.value)]) }
    let (shown, expected) = style.format(claim.value, apartFrom: promised)
    return .row([
      name, equal, .number(shown), .sign(claim.isCarried ? "≈" : "≠", .relation), promise, equal, .number(expected),
    ])
  }

  /// What is said where there is nothing to compare a number with.
  private func notFinite(_ claim: EntryClaim) throws(ShapeError) -> [Block] {
    guard let promised = claim.promised, !promised.isFinite else { return [] }
    let words = Localized(
      es: " no es un número finito: no se compara", en: " is not a finite number: not compared")
    return [.paragraph(Text(claim.promise.typesetAsEntry(notation).line) + Text(words[language]))]
  }

  private func lessonLine(_ claim: EntryClaim) -> [Block] {
    guard let (whole, short) = claim.line else { return [] }
    let quantity = claim.entry.quantity
    return [
      .paragraph(Text([.strong(Self.lessonWay[language])])),
      .indented([
        .formula(notation.line(quantity, whole), remark: Text([])),
        .formula(lines.text(notation.entry(quantity, claim.entry.offset), short, claim.value), remark: Text([])),
      ]),
    ]
  }

  // MARK: - Names and words

  func partial(_ above: Entry, _ below: Entry) -> MathText {
    notation.partial(
      numerator: notation.entry(above.quantity, above.offset),
      denominator: notation.entry(below.quantity, below.offset))
  }

  func math(_ value: Double) -> MathText { .number(style.format(value)) }

  private func lineWords(_ quantity: Quantity) -> String {
    guard let definition = moment.definition(of: quantity) else { return "" }
    return definition.phase.title[language].lowercased()
  }
}
