import Calculus
import Matrices
import Stepping
import Trace
import Typesetting

/// The blocks that show one step: place, meaning, formula, shapes, the numbers put in, the result.
package struct StepBlocks {
  package let language: Language
  /// Entries of a result written out with their numbers.
  package var mostEntries = 4
  private let lines: IterationBlocks
  private let notation = Notation()

  package init(_ language: Language, _ style: NumberStyle) {
    self.language = language
    lines = IterationBlocks(language, style)
  }

  /// The operation at which the reader stands.
  package func step(_ walk: Walk) -> [Block] {
    guard let definition = walk.definition else { return [] }
    return [.heading(3, Text(place(walk, definition)))] + operation(walk, definition, entry: nil)
  }

  /// The same without its place in the run.
  ///
  /// - Parameters:
  ///   - entry: the one entry that is written out with its numbers; nil for the first few and the whole result.
  ///   - hasResult: whether the result stands there.
  package func operation(_ walk: Walk, entry: Int? = nil, hasResult: Bool = true) -> [Block] {
    walk.definition.map { operation(walk, $0, entry: entry, hasResult: hasResult) } ?? []
  }

  private func operation(_ walk: Walk, _ definition: Definition, entry: Int?, hasResult: Bool = true) -> [Block] {
    let moment = walk.moment
    var blocks: [Block] = []
    if let meaning = definition.meaning ?? updatedMeaning(definition, moment.program) {
      blocks.append(.paragraph(Text([.faint(meaning[language])])))
    }
    let shapes = lines.shapes(definition)
    blocks.append(.formula(lines.line(definition), remark: shapes))
    // Where no matrix is read the line has the names of the entries already.
    let written = definition.isEpochTotal ? [] : entries(definition, moment, hasNames: !shapes.isEmpty, only: entry)
    if !written.isEmpty { blocks.append(.indented(written)) }
    if entry != nil || !hasResult {
      // The result stands elsewhere.
    } else if definition.quantity.isUpdated {
      blocks += change(definition, moment)
    } else if written.isEmpty || !definition.quantity.shape.isScalar {
      blocks.append(
        lines.matrix(
          definition.quantity.name, definition.quantity, moment.value(of: definition.quantity)))
    }
    if walk.isSumSoFar {
      let text = Localized(es: "hasta aquí; la época aún no acaba", en: "so far; the epoch goes on")
      blocks.append(.paragraph(Text([.faint(text[language])])))
    }
    return blocks
  }

  /// The operation at which the reader stands, without any of its numbers: for whoever is to find them.
  package func question(_ walk: Walk) -> [Block] {
    guard let definition = walk.definition else { return [] }
    var blocks: [Block] = [.heading(3, Text(place(walk, definition)))]
    if let meaning = definition.meaning ?? updatedMeaning(definition, walk.moment.program) {
      blocks.append(.paragraph(Text([.faint(meaning[language])])))
    }
    return blocks + [.formula(lines.line(definition), remark: lines.shapes(definition))]
  }

  // MARK: - Where

  /// `iteración 3 · paso 5 de 14 · propagación hacia adelante`
  package func place(_ walk: Walk) -> String { walk.definition.map { place(walk, $0) } ?? "" }

  private func place(_ walk: Walk, _ definition: Definition) -> String {
    let moment = walk.moment
    var iteration = Localized(es: "iteración \(moment.iteration)", en: "iteration \(moment.iteration)")
    if walk.state.iteration <= walk.bounds.end, let end = walk.knownEnd {
      iteration = iteration + Localized(es: " de \(end)", en: " of \(end)")
    }
    if let batching = moment.program.batching, batching.batchesPerEpoch > 1 {
      let batch = "\(moment.batch)/\(batching.batchesPerEpoch)"
      iteration =
        iteration
        + (batching.size == 1
          ? Localized(
            es: " (época \(moment.epoch), ejemplo \(batch))", en: " (epoch \(moment.epoch), example \(batch))")
          : Localized(es: " (época \(moment.epoch), lote \(batch))", en: " (epoch \(moment.epoch), batch \(batch))"))
    }
    let (step, count) = (walk.state.step + 1, walk.steps.count)
    var parts = [
      iteration, Localized(es: "paso \(step) de \(count)", en: "step \(step) of \(count)"),
      definition.phase.title.map { $0.prefix(1).lowercased() + $0.dropFirst() },
    ]
    if walk.state.iteration > walk.bounds.end {
      parts.append(Localized(es: "pasado el final", en: "past the end"))
    }
    return parts.map { $0[language] }.joined(separator: " · ")
  }

  /// What a parameter means, for the line that changes it.
  private func updatedMeaning(_ definition: Definition, _ program: Program) -> Localized? {
    guard let old = program.updates.first(where: { $0.new == definition.quantity })?.old else { return nil }
    return program.input(of: old)?.meaning
  }

  // MARK: - Numbers put in

  /// `z⁽¹⁾₁ = w⁽¹⁾₁,₁·x₁ + w⁽¹⁾₁,₂·x₂ + b⁽¹⁾ = 0.1·0.1 + 0.3·0.5 + 0.25 = 0.41`, for the first few entries.
  private func entries(_ definition: Definition, _ moment: Moment, hasNames: Bool, only entry: Int?) -> [Block] {
    let quantity = definition.quantity
    // A line that changes some entries is about these.
    let part = definition.formula.replacedPart?.rule
    let offsets = entry.map { [$0] } ?? part?.part.offsets ?? Array(0..<quantity.shape.count)
    let explainer = Explainer(moment)
    let line = SubstitutedLine(moment, lines.style, language)
    var blocks: [Block] = []
    var solved: [Block] = []
    var shown = 0
    for offset in offsets.prefix(mostEntries) {
      guard let whole = try? definition.formula.entry(at: offset), let short = try? explainer.shorten(whole),
        !short.formula.references.isEmpty
      else { return [] }
      let name = hasNames || part != nil ? notation.entry(quantity, offset) : notation.name(quantity)
      blocks.append(
        .formula(line.text(name, short, moment.entry(quantity, offset), hasSymbols: hasNames), remark: ""))
      blocks += short.winners.compactMap(line.won)
      shown += 1
      // How it is solved is seen in one entry.
      if shown == 1 { solved = SolvedEntry(line, of: quantity, definition.formula).blocks(short.formula) }
    }
    if offsets.count > shown, shown > 0 {
      let rest = offsets.count - shown
      blocks.append(
        .formula(.words(WhyDocument.entriesMore(rest)[language]), remark: ""))
    }
    return blocks + solved
  }

  // MARK: - Changes

  /// Old value, step and new value of a parameter.
  private func change(_ definition: Definition, _ moment: Moment) -> [Block] {
    let quantity = definition.quantity
    let program = moment.program
    // A second change in the same iteration starts from the first one's value.
    let earlier = definition.formula.references.first { $0.symbol == quantity.symbol }
    guard let old = earlier ?? program.updates.first(where: { $0.new == quantity })?.old else { return [] }
    let (from, to) = (moment.value(of: old), moment.value(of: quantity))
    let term = UpdateTerm(definition.formula, from: old)
    let label = term?.label(notation) ?? .words(Localized(es: "paso", en: "step")[language])
    let difference = Matrix(to.shape, zip(to.values, from.values).map { $0 - $1 }) ?? to
    let amount = term.map { $0.value(moment) }.flatMap { $0.shape == to.shape ? $0 : nil } ?? difference
    let stepName = Localized(es: "paso(\(quantity.symbol))", en: "step(\(quantity.symbol))")[language]
    return [
      lines.matrix(old.name, old, from),
      .matrix(
        MatrixBlock(
          name: stepName, label: label, sizes: amount.shape.sizes, values: amount.values,
          style: lines.style)),
      lines.matrix(quantity.name, quantity, to),
    ]
  }
}

/// What an update adds to the old value: `−η·dW1` in `W1 ← W1 − η·dW1`.
package struct UpdateTerm {
  private let term: Formula
  private let isSubtracted: Bool

  /// Nil for an update that is not written as the old value plus or minus something.
  package init?(_ update: Formula, from old: Quantity) {
    guard case .apply(let sum) = update, sum.rule is Addition || sum.rule is Subtraction,
      sum.arguments.count == 2, case .reference(old) = sum.arguments[0]
    else { return nil }
    term = sum.arguments[1]
    isSubtracted = sum.rule is Subtraction
  }

  /// The step with its sign: `−η·dW1`.
  package func label(_ notation: Notation) -> MathText {
    let typeset = term.typeset(notation)
    return isSubtracted ? .row([.sign("−", .tight), typeset.fenced(below: .matrixProduct)]) : typeset.text
  }

  /// What is added to the old value.
  package func value(_ moment: Moment) -> Matrix {
    var value = moment.evaluate(term)
    if isSubtracted { value.values = value.values.map { -$0 } }
    return value
  }
}
