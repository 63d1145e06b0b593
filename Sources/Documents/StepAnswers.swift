import Calculus
import LessonLanguage
import Matrices
import Stepping
import Trace
import Typesetting
import Verification

/// Answers to a question in the course of stepping: `p`, `w`, `l`.
package struct StepAnswers {
  package let language: Language
  private let lines: IterationBlocks
  private let notation = Notation()
  /// Numbers that a formula typed here may take to compute.
  private static let mostNumbers = 4_000_000

  package init(_ language: Language, _ style: NumberStyle) {
    self.language = language
    lines = IterationBlocks(language, style)
  }

  /// The value of a quantity, of an entry or of any formula over them, for programs; throws as `quantity`.
  package func quantityFact(_ text: String, _ walk: Walk) throws(LessonError) -> Fact {
    let resolved = try resolved(text, walk)
    let isMeasured = walk.moment.unmeasured(resolved) == nil
    var later: Int?
    if case .reference(let quantity) = resolved.formula { later = walk.laterStep(of: quantity) }
    return .record(
      ("asked", .text(text)), ("value", isMeasured ? walk.moment.evaluate(resolved).fact : Fact.none),
      ("laterStep", later.map { .integer($0) }))
  }

  /// What was typed, looked up and not too large; throws `LessonError` with the nearest name.
  private func resolved(_ text: String, _ walk: Walk) throws(LessonError) -> Resolved {
    let scope = walk.scope.of(walk.moment.program)
    let (syntax, typed) = try LessonParser.address(text, in: scope)
    let source = SourceText(file: "", text: typed)
    let resolved = try source.locating { () throws(LocatedError) in try scope.reading(source).resolve(syntax) }
    let numbers = resolved.formula.numbers
    guard numbers <= Self.mostNumbers else {
      throw SourceText(file: "", text: typed).error(
        LocatedError(
          nil, es: "eso pide \(numbers) números; aquí se calculan hasta \(Self.mostNumbers)",
          en: "that asks for \(numbers) numbers; up to \(Self.mostNumbers) are computed here"))
    }
    return resolved
  }

  /// The value of a quantity, of an entry or of any formula over them; throws `LessonError` with the nearest name.
  package func quantity(_ text: String, _ walk: Walk) throws(LessonError) -> [Block] {
    let moment = walk.moment
    let resolved = try resolved(text, walk)
    let formula = resolved.formula
    if let missing = moment.unmeasured(resolved) {
      let words = Localized(es: "Aún no se ha medido: ", en: "Not measured yet: ") + moment.whenMeasured(missing)
      return [.paragraph(Text(words[language]))]
    }
    guard case .reference(let quantity) = formula else {
      let value = moment.evaluate(resolved)
      // A derivative is many short formulas: what was typed says it best.
      let label: MathText =
        formula.references.contains { $0.isDerivative } ? .words(text) : formula.typeset(notation).text
      return [
        .matrix(
          MatrixBlock(
            name: text, label: label, sizes: value.shape.sizes, values: value.values,
            style: lines.style))
      ]
    }
    var blocks: [Block] = []
    let program = moment.program
    if let meaning = moment.definition(of: quantity)?.meaning ?? program.input(of: quantity)?.meaning {
      blocks.append(.paragraph(Text([.faint(meaning[language])])))
    }
    let name = RecordedQuantity.all(of: program).first { $0.quantity == quantity }?.name ?? text
    blocks.append(lines.matrix(name, quantity, moment.evaluate(resolved)))
    if let step = walk.laterStep(of: quantity) {
      let later = Localized(es: "se calcula más adelante, en el paso \(step)", en: "computed later, in step \(step)")
      blocks.append(.paragraph(Text([.faint(later[language])])))
    }
    return blocks
  }

  /// What the lesson is given and a hand computes from: settings, data and parameters that are not large.
  package func given(_ walk: Walk) -> [Block] {
    let program = walk.moment.program
    var blocks: [Block] = program.inputs.filter { $0.phase == .settings && $0.initializer != .counter }.map { input in
      let value = walk.moment.value(of: input.quantity).values.first ?? .nan
      return .formula(
        .row([notation.name(input.quantity), .sign("=", .relation), .number(lines.style.format(value))]), remark: "")
    }
    for recorded in RecordedQuantity.all(of: program) where program.definition(of: recorded.quantity) == nil {
      guard recorded.quantity.shape.count <= Self.mostGiven, walk.moment.isMeasured(recorded.quantity) else { continue }
      blocks.append(lines.matrix(recorded.name, recorded.quantity, walk.moment.value(of: recorded.quantity)))
    }
    return blocks
  }

  /// Entries of a given matrix that are shown.
  private static let mostGiven = 36

  /// Whether what a formula reads has been computed by the present step; throws `LessonError` as `quantity`.
  package func isKnown(_ text: String, _ walk: Walk) throws(LessonError) -> Bool {
    let resolved = try resolved(text, walk)
    return !resolved.formula.references.contains { $0.isDerivative }
      && resolved.formula.references.allSatisfy { quantity in
        walk.laterStep(of: quantity) == nil && quantity != walk.definition?.quantity
      }
  }

  /// The names of all quantities with shape and meaning.
  package func names(_ walk: Walk) -> [Block] {
    let program = walk.moment.program
    var rows: [[Text]] = []
    func add(_ name: String, _ quantity: Quantity, _ meaning: Localized?) {
      rows.append([
        Text([.code(name)]), Text(quantity.shape.isScalar ? "" : quantity.shape.description),
        Text(meaning?[language] ?? ""),
      ])
    }
    for setting in program.inputs where setting.phase == .settings && setting.initializer != .counter {
      let meaning = program.settings.first { $0.symbol == setting.quantity.symbol }?.meaning ?? setting.meaning
      add(setting.quantity.symbol.name, setting.quantity, meaning)
    }
    for recorded in RecordedQuantity.all(of: program) {
      let definition = program.definition(of: recorded.quantity)
      add(recorded.name, recorded.quantity, definition?.meaning ?? program.input(of: recorded.quantity)?.meaning)
    }
    let headings = [
      Localized(es: "nombre", en: "name"), Localized(es: "dimensiones", en: "shape"),
      Localized(es: "significado", en: "meaning"),
    ]
    return [
      .table(
        Table(headings: headings.map { Text($0[language]) }, alignments: [.left, .left, .left], rows: rows))
    ]
  }

  /// Where a number comes from, as `lesson why` says it.
  ///
  /// - Parameter depth: the levels that are opened.
  ///
  /// Throws `LessonError` with the nearest name.
  package func why(_ text: String, _ walk: Walk, depth: Int = 1) throws(LessonError) -> [Block] {
    let document = WhyDocument(try opening(text, walk, depth: depth), language, lines.style)
    return try SourceText(file: "", text: text).locating { () throws(LocatedError) in
      try shaped(nil) { () throws(ShapeError) in try document.blocks() }
    }
  }

  /// Where a number comes from; throws `LessonError` with the nearest name.
  package func opening(_ text: String, _ walk: Walk, depth: Int = 1) throws(LessonError) -> Opening {
    let (syntax, typed) = try LessonParser.address(text, in: walk.scope.of(walk.moment.program))
    return try SourceText(file: "", text: typed).locating { () throws(LocatedError) in
      try Opening(syntax, typed: typed, in: walk.moment, walk.scope, depth: depth)
    }
  }

  /// How the loss went so far.
  package func loss(_ walk: Walk) -> [Block] {
    let losses = walk.lossesSoFar
    guard let objective = walk.moment.program.objective, let first = losses.first, let last = losses.last else {
      let text = Localized(es: "Aquí no hay ninguna pérdida que mostrar.", en: "There is no loss to show here.")
      return [.paragraph(Text(text[language]))]
    }
    let start = walk.bounds.first
    let name = notation.name(objective)
    var parts: [Inline] = [.math(name), .plain(" = "), .math(.number(lines.style.format(last)))]
    if losses.count > 1 {
      let was = Localized(es: "; en la iteración \(start) era ", en: "; at iteration \(start) it was ")
      parts += [.plain(was[language]), .math(.number(lines.style.format(first)))]
    }
    var blocks: [Block] = [.paragraph(Text(parts))]
    if losses.count > 2 {
      let unit = Localized(es: "iteración", en: "iteration")
      let series = Chart.Series(x: losses.indices.map { Double(start + $0 - losses.startIndex) }, y: Array(losses))
      blocks.append(.chart(.curve(title: Text(name), [series], xLabel: Text(unit[language]), mayBeLogarithmic: true)))
    }
    return blocks
  }
}
