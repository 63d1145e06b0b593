import Calculus
import LessonLanguage
import Trace
import Typesetting
import Verification

/// What `lesson show` says about a lesson: what it is, what a reader may change, its quantities, its formulas.
package struct LessonDocument {
  private let scope: Scope
  private let language: Language
  private let notation = Notation()
  private let formulas: IterationBlocks

  /// - Parameters:
  ///   - scope: that of the lesson with the options that a reader gave.
  ///   - printed: the files of printed numbers that go with it.
  ///   - isComplete: whether lines that repeat with each layer are all shown.
  package init(_ scope: Scope, printed: [LessonSyntax], _ language: Language, isComplete: Bool = false) {
    self.scope = scope
    self.printed = printed
    self.language = language
    self.isComplete = isComplete
    formulas = IterationBlocks(language, .lines())
  }

  private let printed: [LessonSyntax]
  private let isComplete: Bool
  private var lesson: LessonSyntax { scope.lesson.syntax }
  private var program: Program { scope.program }

  /// All of it, with the lesson's tables worked out.
  ///
  /// - Parameters:
  ///   - derivations: the derivatives that it asks for, rule by rule.
  ///   - examples: what is said of where the lesson's examples come from.
  ///   - blanks: what it leaves for a student to compute.
  package func blocks(
    _ tables: [LessonTable], derivations: [DrawnPicture], examples: [Block], blanks: [MarkedBlank] = []
  ) -> [Block] {
    var blocks = opening(examples)
    blocks += part(Phase.settings.title, settings)
    blocks += part(Localized(es: "Cantidades", en: "Quantities"), quantities)
    blocks += part(Localized(es: "Fórmulas", en: "Formulas"), phases)
    blocks += part(Self.runTitle, running)
    blocks += tables.flatMap { $0.blocks(language) }
    blocks += part(Localized(es: "Derivadas", en: "Derivatives"), PictureBlocks(language).blocks(derivations))
    blocks += part(Self.checkTitle, claims())
    blocks += part(Localized(es: "Ejercicio", en: "Exercise"), exercise(blanks))
    return blocks
  }

  /// What stands above the lines about a run.
  package static let runTitle = Localized(es: "Ejecución", en: "Run")
  /// What stands above all that can be right or wrong.
  package static let checkTitle = Localized(es: "Lo que se comprueba", en: "What is checked")

  private func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }

  private func part(_ title: Localized, _ blocks: [Block]) -> [Block] {
    blocks.isEmpty ? [] : [.heading(2, Text(title[language]))] + blocks
  }

  // MARK: - What it is

  private func opening(_ examples: [Block]) -> [Block] {
    var blocks: [Block] = [.heading(1, title)]
    blocks += program.notes.prefix(1).map { .paragraph(Text($0[language])) }
    blocks += sources + examples
    for note in program.notes.dropFirst() { blocks.append(.paragraph(Text(note[language]))) }
    return blocks + [facts]
  }

  /// `clase6 · Numeric example: …`
  package var title: Text { Text(program.name + (program.title.map { " · " + $0[language] } ?? "")) }

  /// The documents that the lesson comes from.
  package var sources: [Block] {
    program.sources.map { source in
      let place = source.document + (source.place.map { ", \($0)" } ?? "")
      return .paragraph(Text(say("Fuente: ", "Source: ") + CourseDocument.named(place)))
    }
  }

  /// Where examples lie, how many parameters there are, what is minimised.
  package var facts: Block {
    var facts = [
      program.convention == .rows
        ? say("Cada fila es un ejemplo", "Each row is an example")
        : say("Cada columna es un ejemplo", "Each column is an example")
    ]
    let parameters = program.parameters
    let count = parameters.reduce(0) { $0 + $1.shape.count }
    if count > 0 {
      let sizes =
        parameters.count > 1 ? parameters.map { "\($0.symbol) \($0.shape.count)" }.joined(separator: ", ") : ""
      facts.append(
        Noun.parameter(count)[language]
          + (sizes.isEmpty || parameters.count > 12 ? "" : " (\(sizes))"))
    }
    var text = Text(facts.joined(separator: "; "))
    let descends = program.updates.contains { !$0.isWrittenOut } || program.definitions.contains { $0.phase == .loss }
    if let objective = program.objective, descends {
      let words = say("; se minimiza ", "; minimised: ")
      text = text + Text(words) + Text(notation.name(objective))
    }
    return .paragraph(text + Text("."))
  }

  // MARK: - Settings and quantities

  /// What a reader may change; nothing where there is nothing.
  package var settings: [Block] {
    guard !program.settings.isEmpty else { return [] }
    let rows = program.settings.map { setting -> [Text] in
      let name = setting.symbol.name
      var left = name
      let value: Text
      switch setting.value {
      case .number(let number):
        let style = NumberStyle(significantDigits: 12)
        let here = program.effective(setting).map { used -> Text in
          Text(say(" (aquí ", " (here ")) + Text(.number(style.format(used))) + Text(")")
        }
        value = Text(.number(style.format(number))) + (here ?? "")
      case .choice(let selected, let choices):
        value = Text([.strong(selected)]) + Text(choices.filter { $0 != selected }.map { " | " + $0 }.joined())
      case .function(let parameters, let body):
        left += "(" + parameters.joined(separator: ", ") + ")"
        value = Text([.code(body)])
      }
      return [
        Text([.code(left)]), Text([.code("--\(setting.option)")]), value,
        Text(setting.limits?.signs ?? ""), Text(setting.meaning?[language] ?? ""),
      ]
    }
    return [
      table(
        [
          ("nombre", "name"), ("opción", "option"), ("valor", "value"), ("puede ser", "can be"),
          ("significado", "meaning"),
        ], rows)
    ]
  }

  private var quantities: [Block] {
    var forms: [String] = []
    let all = RecordedQuantity.all(of: program).compactMap { recorded -> (name: String, cells: [Text])? in
      let quantity = recorded.quantity
      // A new value is the same quantity; a mechanical derivative has no name of the lesson's.
      if quantity.isUpdated { return nil }
      if case .derivative = quantity.role { return nil }
      let definition = program.definition(of: quantity)
      if let definition, definition.isDerived, definition.phase != .update { return nil }
      let meaning = (definition?.meaning ?? program.input(of: quantity)?.meaning)?[language]
      let part = recorded.phase.title[language]
      forms.append(part + ": " + (meaning ?? recorded.name).filter { !$0.isNumber })
      return (
        recorded.name,
        [
          Text([.code(recorded.name)]), quantity.symbol.layers == nil ? Text("") : Text(notation.name(quantity)),
          Text("\(quantity.shape)"), Text(part), Text(meaning ?? ""),
        ]
      )
    }
    let rows = parts(forms).flatMap { part -> [[Text]] in
      guard part.isLeftOut else { return all[part.lines].map { $0.cells } }
      let names = Repetition.names(all[part.lines].map { $0.name })
      return [[Text("…"), Text(""), Text(""), Text(""), Text(names + ": " + Self.likewise[language])]]
    }
    guard !rows.isEmpty else { return [] }
    return [
      table(
        [
          ("nombre", "name"), ("notación", "notation"), ("dimensiones", "shape"), ("parte", "part"),
          ("significado", "meaning"),
        ], rows)
    ]
  }

  private func table(_ headings: [(es: String, en: String)], _ rows: [[Text]]) -> Block {
    // A column with nothing in it says nothing.
    let used = headings.indices.filter { column in rows.contains { !$0[column].isEmpty } }
    return .table(
      Table(
        headings: used.map { Text(say(headings[$0].es, headings[$0].en)) },
        alignments: used.map { _ in .left }, rows: rows.map { row in used.map { row[$0] } }))
  }

  // MARK: - Formulas

  /// Line by line as they run: where each value comes from, then what an iteration computes.
  private var phases: [Block] {
    var blocks: [Block] = []
    for phase in Phase.allCases where phase != .settings && phase != .control {
      let lines =
        program.inputs.filter { $0.phase == phase }.compactMap { input in
          line(input).map { Line(input.quantity, form: form(of: input), $0) }
        }
        + program.definitions.filter { $0.phase == phase && !program.isGathered($0) }.map { definition in
          Line(
            definition.quantity, form: form(of: definition.formula, definition.quantity),
            .formula(formulas.line(definition), remark: formulas.shapes(definition)))
        }
      guard !lines.isEmpty else { continue }
      blocks += [.heading(3, Text(phase.title[language]))] + folded(lines)
    }
    return blocks
  }

  /// A line with what it says, names apart.
  private struct Line {
    let name: String
    let form: MathText
    let block: Block
    init(_ quantity: Quantity, form: MathText, _ block: Block) {
      name = quantity.symbol.name
      self.form = form
      self.block = block
    }
  }

  private static let likewise = Localized(es: "igual (todo: --all)", en: "likewise (everything: --all)")

  private func parts(_ forms: [some Equatable]) -> [Repetition.Part] {
    isComplete ? [Repetition.Part(lines: forms.indices, isLeftOut: false)] : Repetition.parts(forms)
  }

  private func folded(_ lines: [Line]) -> [Block] {
    parts(lines.map { $0.form }).flatMap { part -> [Block] in
      guard part.isLeftOut else { return lines[part.lines].map { $0.block } }
      let names = Repetition.names(lines[part.lines].map { $0.name })
      return [.formula(.words("… " + names), remark: Text(Self.likewise[language]))]
    }
  }

  /// A formula whose quantities are only told apart: two lines of equal form differ in their names alone.
  private func form(of formula: Formula, _ quantity: Quantity? = nil) -> MathText {
    var known = quantity.map { [$0.symbol.name] } ?? []
    return formula.typeset(notation) { quantity, offset in
      let name = quantity.symbol.name + (offset.map { "[\($0)]" } ?? "")
      if !known.contains(name) { known.append(name) }
      let place = known.firstIndex(of: name) ?? 0
      return .words("#\(place)" + (quantity.isUpdated ? "'" : "") + (offset == nil ? "" : "[]"))
    }.line
  }

  private func form(of input: Program.Input) -> MathText {
    switch input.initializer {
    case .formula(let formula): form(of: formula)
    case .draw(let draw, let arguments): .row([.words(draw.rawValue)] + arguments.map { form(of: $0) })
    case .batch, .evaluation, .examples, .file, .counter: .words(input.quantity.symbol.name)
    }
  }

  /// `W1 ~ uniform(0, 1)   2×2`; nil for what the run counts.
  package func line(_ input: Program.Input) -> Block? {
    let name = notation.name(input.quantity)
    let right: [MathText]
    switch input.initializer {
    case .formula(let formula): right = [.sign("=", .relation), formula.typeset(notation, substituting: nil).line]
    case .draw(let draw, let arguments):
      var shown: [MathText] = []
      for argument in arguments {
        if !shown.isEmpty { shown.append(.sign(",", .punctuation)) }
        shown.append(argument.typeset(notation, substituting: nil).text)
      }
      right = [.sign("~", .relation), .words(draw.rawValue)] + (shown.isEmpty ? [] : [.fenced("(", .row(shown), ")")])
    case .batch(let all):
      // The batch has the name of all the examples, whose line stands above.
      return .formula(
        .row([name, .words(say(" es el lote", " is the batch"))]),
        remark: Text("\(input.quantity.shape)" + say(" de ", " of ") + "\(all.shape)"))
    case .evaluation(let set):
      return .formula(
        .row([name, .words(say(" sobre ", " on ") + set)]), remark: Text(say("tras cada época", "after each epoch")))
    case .examples(let part, _):
      let set: [MathText] = part == .train ? [] : [.fenced("(", .words(part.rawValue), ")")]
      right = [.words(say(" de ", " from ")), .words("digits")] + set
    case .file(let path, _): right = [.words(say(" de ", " from ")), .words("\"\(path)\"")]
    case .counter: return nil
    }
    return .formula(.row([name] + right), remark: Text("\(input.quantity.shape)"))
  }

  // MARK: - Run

  /// How long it goes on, over which batches, and what else can be done with the lesson.
  package var running: [Block] {
    var items: [Block.Item] = []
    if let batching = program.batching {
      let names = batching.pairs.map { $0.batch.symbol.name }.joined(separator: ", ")
      let shuffled = say(batching.count == 1 ? "barajado" : "barajados", "shuffled")
      let order = batching.isShuffled ? shuffled : say("en orden", "in order")
      let (examples, iterations) = (Noun.example(batching.count), Noun.iteration(batching.batchesPerEpoch))
      let are = batching.batchesPerEpoch == 1 ? "es" : "son"
      items.append(
        Block.Item(
          .remark,
          Text(
            say(
              "\(names): \(examples.es) \(order), en lotes de \(batching.size); una época \(are) \(iterations.es)",
              "\(names): \(examples.en) \(order), in batches of \(batching.size); an epoch is \(iterations.en)"))))
    }
    items += program.stops.map { stop in Block.Item(.remark, Text(text(stop))) }
    if items.isEmpty && !program.updates.isEmpty {
      items.append(
        Block.Item(.remark, Text(say("una iteración, si no se piden más", "one iteration, unless more are asked for"))))
    }
    if !lesson.comparisons.isEmpty {
      items.append(
        Block.Item(
          .remark,
          Text([
            .plain(say("dos ejecuciones juntas: ", "two runs side by side: ")), .code("lesson compare \(program.name)"),
          ])))
    }
    items += lesson.studies.enumerated().map { place, study in
      let name = study.name ?? "\(place + 1)"
      let words = Text([.code("lesson study \(lesson.name) \(name)")])
      return Block.Item(
        .remark,
        Text(say("estudio: ", "study: ")) + words + Text(study.title.map { ": " + $0.localized[language] } ?? ""))
    }
    return items.isEmpty ? [] : [.list(items)]
  }

  private func text(_ stop: Program.Stop) -> String {
    switch stop {
    case .afterIterations(let count): say("se detiene tras ", "stops after ") + Noun.iteration(count)[language]
    case .afterEpochs(let count): say("se detiene tras ", "stops after ") + Noun.epoch(count)[language]
    case .once(_, let condition, _): say("se detiene en cuanto \(condition)", "stops once \(condition)")
    case .unlessFalling(let quantity, let epochs):
      say(
        "se detiene si \(quantity.symbol) no baja en \(Noun.epoch(epochs).es)",
        "stops once \(quantity.symbol) has not fallen for \(Noun.epoch(epochs).en)")
    }
  }

  // MARK: - Exercise

  /// What a student is to compute, and how it is to be written.
  private func exercise(_ blanks: [MarkedBlank]) -> [Block] {
    guard let exercise = lesson.exercise else { return [] }
    var text = Text(say("se pide: ", "asked for: "))
    for (place, blank) in blanks.enumerated() {
      text = text + Text([.plain(place == 0 ? "" : ", "), .code(blank.address)])
    }
    if blanks.isEmpty { text = text + Text(say("cuanto se calcula a mano", "all that is computed by hand")) }
    let sheet = Text([
      .plain(say("en una hoja: ", "on a sheet: ")), .code("lesson sheet \(program.name) --out \(program.name).tex"),
    ])
    return [
      .list([
        Block.Item(.remark, text + Text("; " + exercise.digits.words[language])), Block.Item(.remark, sheet),
      ])
    ]
  }

  // MARK: - Claims

  private func claims() -> [Block] {
    let lines = program.claims.map { claim in
      (
        name: claim.quantity.symbol.name,
        // All promises are alike: of equal layers are those whose names differ in their digits alone.
        form: claim.quantity.symbol.name.filter { !$0.isNumber },
        item: Block.Item(
          .remark,
          Text(
            .row([
              claim.subject.formula.typeset(notation).text, .sign("=", .relation),
              claim.promise.formula.typeset(notation, substituting: nil).line,
            ]))
            + Text(claim.isImplied ? say(" (por su nombre)", " (by its name)") : ""))
      )
    }
    var items = parts(lines.map { $0.form }).flatMap { part -> [Block.Item] in
      guard part.isLeftOut else { return lines[part.lines].map { $0.item } }
      let names = Repetition.names(lines[part.lines].map { $0.name })
      return [Block.Item(.remark, Text([.faint("… \(names): \(Self.likewise[language])")]))]
    }
    var counts: [(part: Localized, count: Int)] = []
    for syntax in [lesson] + printed {
      for section in syntax.sections {
        guard case .expect(let place, let qualifiers) = section.kind else { continue }
        let part = VerificationGroup.name(
          of: PlaceInNotes(place).part, title: qualifiers.title.map { $0.localized })
        let count = section.lines.reduce(0) { $0 + $1.printedCount }
        if let known = counts.firstIndex(where: { $0.part == part }) {
          counts[known].count += count
        } else {
          counts.append((part, count))
        }
      }
    }
    items += counts.filter { $0.count > 0 }.map { part, count in
      Block.Item(.remark, Text(part[language] + ": " + Noun.fact(count)[language]))
    }
    return items.isEmpty ? [] : [.list(items)]
  }
}

extension LineSyntax {
  /// The numbers, shapes and formulas that a line of `expect` claims.
  fileprivate var printedCount: Int {
    switch self {
    case .expect(let line) where line.isComputed: 0
    case .expect(let line):
      switch line.body {
      case .value(_, let cells): cells.joined().count { $0.digits != nil }
      case .shape, .identity, .comparison: 1
      case .table(_, _, let rows): rows.reduce(0) { $0 + $1.cells.count { $0.digits != nil } }
      }
    case .loop(let loop): loop.body.reduce(0) { $0 + $1.printedCount }
    case .statement, .run, .picture, .row, .claim, .study: 0
    }
  }
}
