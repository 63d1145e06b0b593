import Calculus
import Documents
import Execution
import Exercises
import Formats
import LessonLanguage
import Matrices
import Trace
import Typesetting
import Verification

/// Puts the cells of a notebook one after the other.
struct NotebookComposer {
  private let scope: Scope
  private let moment: Moment
  private let exercise: Exercise?
  private let drawsAnew: Bool
  private let options: FormatOptions
  private let markdown: Markdown
  private let iteration: NumPyIteration
  private var lines: NumPyLines
  private var asserts: NotebookAsserts
  private(set) var cells: [NotebookCell] = []
  private(set) var remarks: [Localized] = []
  private(set) var hasLoop = false
  private(set) var variables: [(quantity: Quantity, variable: String)] = []
  private var ids: Set<String> = []
  /// The notes that are still to come, with their lines.
  private var notes: [(line: Int, words: Localized)]
  private var phase: Phase?
  /// What follows from something that a student computes.
  private var following: Set<Int> = []

  private var program: Program { moment.program }
  private var language: Language { options.language }

  init(
    _ scope: Scope, _ moment: Moment, _ exercise: Exercise?, _ report: Report?, drawsAnew: Bool,
    _ options: FormatOptions
  ) throws(NumPyRefusal) {
    self.scope = scope
    self.moment = moment
    self.exercise = exercise
    self.drawsAnew = drawsAnew
    self.options = options
    markdown = Markdown(options)
    guard moment.carry == nil else {
      throw NumPyRefusal(
        es: "--carry corta los números como a mano, y NumPy los lleva enteros: quítalo",
        en: "--carry cuts the numbers as by hand, and NumPy keeps all of them: leave it out")
    }
    guard moment.batch == 1 || moment.program.accumulations.isEmpty else {
      throw NumPyRefusal(
        es: "la iteración \(moment.iteration) está en medio de una época, cuyas sumas empiezan antes: pide la primera "
          + "de una",
        en: "iteration \(moment.iteration) is in the middle of an epoch, whose sums begin before: ask for the first "
          + "of one")
    }
    iteration = NumPyIteration(moment.program)
    guard !iteration.definitions.isEmpty else {
      throw NumPyRefusal(es: "no calcula nada", en: "it computes nothing")
    }
    lines = NumPyLines(iteration, seed: moment.seed)
    asserts = NotebookAsserts(report, at: moment.iteration, in: scope, names: iteration.names)
    notes = scope.lesson.syntax.sections.compactMap { section in
      if case .note(let text) = section.kind { (section.range.line, text.localized) } else { nil }
    }
    for input in iteration.inputs where input.phase == .settings {
      if let number = moment.value(of: input.quantity).values.first, number > 0 {
        lines.writer.positive.insert(input.quantity.id)
      }
    }
  }

  private func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }

  /// All cells: what the lesson is, what it is given, an iteration line by line, and the others as a loop.
  mutating func compose(_ ending: LessonNotebook.Ending?) throws(NumPyRefusal) {
    introduce()
    try give()
    try begin()
    try compute()
    for note in notes { add(.markdown, "note", paragraph(note.words)) }
    notes = []
    try goOn(ending)
    prepare()
  }

  // MARK: - Cells

  private mutating func id(_ wanted: String) -> String {
    let base = String(wanted.map { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }.prefix(48))
    var id = base
    var number = 2
    while !ids.insert(id).inserted {
      id = "\(base)-\(number)"
      number += 1
    }
    return id
  }

  @discardableResult
  private mutating func add(_ kind: NotebookCell.Kind, _ id: String, _ source: String) -> Int {
    cells.append(NotebookCell(id: self.id(id), kind: kind, source: source))
    return cells.count - 1
  }

  private func rendered(_ blocks: [Block]) -> String {
    var text = markdown.render(Document(blocks))
    while text.last == "\n" { text.removeLast() }
    return text
  }

  private func paragraph(_ words: Localized) -> String { rendered([.paragraph(Text(words[language]))]) }

  /// The notes that stand above a line of the lesson.
  private mutating func note(above line: Int?) {
    guard let line else { return }
    while let note = notes.first, note.line < line {
      add(.markdown, "note", paragraph(note.words))
      notes.removeFirst()
    }
  }

  // MARK: - What it is

  private mutating func introduce() {
    let words = LessonDocument(scope, printed: [], language)
    var blocks: [Block] = [.heading(1, Text((program.title ?? Localized(both: program.name))[language]))]
    blocks += words.sources + [words.facts]
    let chosen = program.settings.compactMap { setting -> String? in
      if case .choice(let choice, _) = setting.value { "\(setting.symbol.name) = \(choice)" } else { nil }
    }
    if !chosen.isEmpty {
      blocks.append(.paragraph(Text(say("Elegido: ", "Chosen: ") + chosen.joined(separator: ", ") + ".")))
    }
    blocks.append(
      .paragraph(
        Text(
          say(
            "Cada celda de código está escrita a partir de la fórmula que tiene encima. Las matrices son arrays de NumPy de "
              + "las dimensiones que se ven bajo cada nombre; Python cuenta desde 0: la entrada 1,2 es ",
            "Each code cell is written from the formula above it. Matrices are NumPy arrays of the shape that is seen "
              + "below each name; Python counts from 0: entry 1,2 is ")) + Text([.code("[0, 1]"), .plain(".")])))
    if let renamed { blocks.append(renamed) }
    add(.markdown, "title", rendered(blocks))
  }

  /// What is called otherwise in Python.
  private var renamed: Block? {
    let quantities = iteration.inputs.map { $0.quantity } + iteration.definitions.map { $0.quantity }
    var parts: [Text] = []
    for quantity in quantities {
      let name = quantity.symbol.name
      guard !quantity.isUpdated, let variable = iteration.names[quantity], variable != name, parts.count < 24 else {
        continue
      }
      parts.append(Text(Notation().name(quantity)) + Text(say(" es ", " is ")) + Text([.code(variable)]))
    }
    guard let first = parts.first else { return nil }
    let list = parts.dropFirst().reduce(first) { $0 + Text(", ") + $1 }
    return .paragraph(Text(say("En Python, ", "In Python, ")) + list + Text("."))
  }

  // MARK: - What it is given

  /// Settings, data, parameters and state: a cell for those of a phase that no note parts.
  private mutating func give() throws(NumPyRefusal) {
    let given = iteration.inputs.filter { input in
      if case .counter = input.initializer { return false }
      return input.phase != .forward && !isCut(input)
    }
    let isDrawing = drawsAnew && given.contains { isDraw($0) && $0.quantity.shape.count > Self.mostWrittenDraws }
    var source: [String] = []
    var checks: [String] = []
    var last: Program.Input?
    func isApart(_ input: Program.Input, _ other: Program.Input?) -> Bool {
      guard let other else { return false }
      guard input.phase == other.phase else { return true }
      return input.line.map { line in notes.contains { $0.line < line } } ?? false
    }
    func flush(_ composer: inout NotebookComposer) {
      guard !source.isEmpty, let phase = last?.phase else { return }
      composer.add(.code, phase.keyword, source.joined(separator: "\n"))
      if !checks.isEmpty { composer.add(.code, phase.keyword + "-check", checks.joined(separator: "\n")) }
      source = []
      checks = []
    }
    if isDrawing { source.append("np.random.seed(\(moment.seed))") }
    for input in isDrawing ? drawnInputs(given) : given {
      if isApart(input, last) { flush(&self) }
      note(above: input.line)
      if phase != input.phase {
        phase = input.phase
        add(.markdown, "part-" + input.phase.keyword, rendered([.heading(2, Text(input.phase.title[language]))]))
      }
      last = input
      guard let name = iteration.names[input.quantity] else {
        // What nobody reads is drawn all the same.
        source += try passedDraw(input)
        continue
      }
      if isDrawing, let draw = input.replacedDraw, let passed = lines.writer.passedDraw(draw, input.quantity.shape) {
        source.append(passed)
      }
      let meaning = program.meaning(of: input.quantity)?[language].onOneLine
      source.append("# \(input.quantity.symbol.name)" + (meaning.map { ": \($0)" } ?? ""))
      source.append("\(name) = " + (try value(of: input, indent: name.count + 3, isDrawing: isDrawing)))
      variables.append((input.quantity, name))
      checks += asserts.printedLines(input.quantity)
    }
    flush(&self)
  }

  /// Random matrices of more numbers are drawn in the notebook.
  private static let mostWrittenDraws = 400
  /// More numbers do not stand in a notebook.
  private static let mostWritten = 20_000
  private static let mostWrittenGrey = 200_000

  private func isDraw(_ input: Program.Input) -> Bool {
    if case .draw = input.initializer { true } else { false }
  }

  /// Whether it is cut out of other data in each iteration.
  private func isCut(_ input: Program.Input) -> Bool {
    guard case .batch(let all) = input.initializer else { return false }
    return iteration.names[all] != nil && !isStored(all)
  }

  private func isStored(_ quantity: Quantity) -> Bool { program.input(of: quantity)?.isStored == true }

  /// What is given, and all that is drawn besides, in the order of the lesson.
  private func drawnInputs(_ given: [Program.Input]) -> [Program.Input] {
    let own = Set(given.map { $0.quantity.id })
    return program.inputs.filter {
      own.contains($0.quantity.id) || $0.phase != .forward && (isDraw($0) || $0.replacedDraw != nil)
    }
  }

  private func passedDraw(_ input: Program.Input) throws(NumPyRefusal) -> [String] {
    if case .draw(let draw, _) = input.initializer {
      return [lines.writer.passedDraw(draw, input.quantity.shape)].compactMap { $0 }
    }
    return [input.replacedDraw.flatMap { lines.writer.passedDraw($0, input.quantity.shape) }].compactMap { $0 }
  }

  /// The expression of what is given: its formula where that gives it, else its numbers.
  private mutating func value(
    of input: Program.Input, indent: Int, isDrawing: Bool
  ) throws(NumPyRefusal) -> String {
    let value = moment.value(of: input.quantity)
    if isDrawing, isDraw(input) { return try lines.writer.initialDraw(input) }
    if let first = value.values.first, value.values.count > 1, value.values.allSatisfy({ $0 == first }),
      case .formula(.number) = input.initializer
    {
      return NumPyWriter.filled(first, value.shape).text
    }
    if case .formula(let formula) = input.initializer, !formula.isWrittenOut,
      formula.references.allSatisfy({ iteration.names[$0] != nil }), let text = try computed(formula, value)
    {
      return text
    }
    let count = value.values.count
    guard count <= Self.mostWritten || count <= Self.mostWrittenGrey && NumPyNumber.isGrey(value) else {
      throw NumPyRefusal(
        es: "«\(input.quantity.name)» tiene \(count) números, demasiados para un cuaderno: pide menos ejemplos",
        en: "“\(input.quantity.name)” has \(count) numbers, too many for a notebook: ask for fewer examples")
    }
    return NumPyNumber.array(value, indent: indent)
  }

  /// A formula of what is given, where it gives this value.
  private mutating func computed(_ formula: Formula, _ value: Matrix) throws(NumPyRefusal) -> String? {
    let own = formula.evaluate { moment.value(of: $0) }
    let fills = own.shape != value.shape && own.values.count == 1
    guard fills ? value.values.allSatisfy({ $0 == own.values[0] }) : own.values == value.values else { return nil }
    let text = try lines.writer.expression(formula).text
    return fills ? "np.full(\(NumPyNumber.sizes(value.shape)), \(text), float)" : text
  }

  // MARK: - An iteration

  private mutating func begin() throws(NumPyRefusal) {
    guard lines.hasBeginning else { return }
    var given: Set<Int> = []
    for pair in program.batching?.pairs ?? [] where isStored(pair.all) { given.insert(pair.batch.id) }
    let heading = say("Iteración \(moment.iteration)", "Iteration \(moment.iteration)")
    add(.markdown, "part-iteration", rendered([.heading(2, Text(heading))]))
    let source = ["\(lines.counter) = \(moment.iteration)"] + (try lines.beginning(given: given))
    add(.code, "iteration", source.joined(separator: "\n"))
    for input in program.draws + (program.inputs.filter { isCut($0) }) {
      guard let name = iteration.names[input.quantity] else { continue }
      variables.append((input.quantity, name))
    }
  }

  private mutating func compute() throws(NumPyRefusal) {
    let tasks = Dictionary(lastOf: (exercise?.tasks ?? []).map { ($0.definition.quantity.id, $0) })
    for (place, definition) in iteration.definitions.enumerated() where definition.phase != .control {
      let totals = lines.totals(before: place)
      if !totals.isEmpty { add(.code, "epoch", totals.joined(separator: "\n")) }
      try cell(definition, tasks[definition.quantity.id])
    }
    let totals = lines.totals(before: nil)
    if !totals.isEmpty { add(.code, "epoch", totals.joined(separator: "\n")) }
    if !lines.deferredChanges.isEmpty { add(.code, "changes", lines.deferredChanges.joined(separator: "\n")) }
    if !iteration.leftOut.isEmpty {
      let names = program.inputs.filter { $0.isEvaluation }.map { $0.quantity.name }.joined(separator: ", ")
      remark(
        Localized(
          es: "Lo que se mide con otros datos al final de cada época no está en el cuaderno: \(names).",
          en: "What is measured on other data at the end of each epoch is not in the notebook: \(names)."))
    }
  }

  private mutating func remark(_ words: Localized) {
    remarks.append(words)
    add(.markdown, "remark", paragraph(words))
  }

  private mutating func cell(_ definition: Definition, _ task: Exercise.Task?) throws(NumPyRefusal) {
    guard let name = iteration.names[definition.quantity] else { return }
    note(above: definition.line)
    var blocks: [Block] = []
    if phase != definition.phase {
      phase = definition.phase
      blocks.append(.heading(2, Text(definition.phase.title[language])))
    }
    if let meaning = definition.meaning { blocks.append(.paragraph(Text(meaning[language]))) }
    blocks.append(.formula(IterationBlocks(language, .lines()).shapedLine(definition), remark: ""))
    if let task { blocks.append(asked(task, name)) }
    add(.markdown, name + "-formula", rendered(blocks))
    let line = try lines.line(definition)
    let follows = definition.formula.references.contains { following.contains($0.id) }
    if task != nil || follows { following.insert(definition.quantity.id) }
    let index: Int
    if let task {
      index = add(.code, name, "### BEGIN SOLUTION\n\(line)\n### END SOLUTION")
      cells[index].grading = .solution
      let test = add(.code, name + "-test", asserts.lines(task, name).joined(separator: "\n"))
      cells[test].grading = .test(points: task.blanks.count)
    } else {
      index = add(.code, name, "\(line)\n\(name)")
      if !follows, moment.isMeasured(definition.quantity) {
        let checks = asserts.lines(definition.quantity, name, moment.value(of: definition.quantity))
        add(.code, name + "-check", checks.joined(separator: "\n"))
      }
    }
    if moment.isMeasured(definition.quantity) { cells[index].computes = (definition.quantity.name, name) }
    variables.append((definition.quantity, name))
  }

  /// What a student is to do.
  private func asked(_ task: Exercise.Task, _ name: String) -> Block {
    let places = task.isWhole ? [] : task.blanks.map { $0.entry.quantity.shape.address(of: $0.entry.offset) }
    let entries =
      places.isEmpty ? "" : say(" (cuentan las entradas ", " (what counts is ") + places.joined(separator: "; ") + ")"
    let digits = task.blanks.first.map { $0.digits.words[language] } ?? ""
    return .paragraph(
      Text(say("Calcula ", "Compute ")) + Text([.code(name)]) + Text("\(entries), \(digits). ")
        + Text(
          say(
            "Guarda todas las cifras: lo que sigue se comprueba con el valor sin redondear.",
            "Keep all digits: what follows is checked with the unrounded value.")))
  }

  // MARK: - The other iterations

  private mutating func goOn(_ ending: LessonNotebook.Ending?) throws(NumPyRefusal) {
    guard exercise == nil, !program.updates.isEmpty else { return }
    if let reason = Self.whyNoLoop(program) { return remark(reason) }
    guard let ending, ending.moment.iteration > moment.iteration else { return }
    guard let body = try lines.loop(isDiverging: ending.isDiverging) else {
      return remark(
        Localized(
          es: "Las demás iteraciones no están: dependen de una condición que el cuaderno no puede calcular.",
          en: "The other iterations are not here: they depend on a condition that the notebook cannot compute."))
    }
    hasLoop = true
    let words = Localized(
      es: "Las demás iteraciones, con las mismas fórmulas: hasta la \(ending.moment.iteration).",
      en: "The other iterations, by the same formulas: up to iteration \(ending.moment.iteration).")
    add(
      .markdown, "loop-part",
      rendered([.heading(2, Text(LessonDocument.runTitle[language])), .paragraph(Text(words[language]))]))
    let range = "range(\(moment.iteration + 1), \(ending.planned + 1))"
    add(
      .code, "loop",
      (["for \(lines.counter) in \(range):"] + body.map { "    " + $0 }).joined(separator: "\n"))
    guard ending.isSteady else {
      return remark(
        Localized(
          es:
            "A dónde llegan las demás iteraciones no se comprueba: en esta carrera los últimos bits crecen, y NumPy suma "
            + "en otro orden.",
          en: "Where the other iterations lead is not checked: in this run the last bits grow, and NumPy adds up in "
            + "another order."))
    }
    var checks = ["assert \(lines.counter) == \(ending.moment.iteration)"]
    var seen: Set<String> = []
    for quantity in program.updates.map({ $0.new }) + [program.objective].compactMap({ $0 }) {
      guard let name = iteration.names[quantity], seen.insert(name).inserted else { continue }
      checks += asserts.computedLines(name, ending.moment.value(of: quantity))
    }
    add(.code, "loop-check", checks.joined(separator: "\n"))
  }

  /// Why the other iterations cannot be in the notebook; nil where they can.
  static func whyNoLoop(_ program: Program) -> Localized? {
    if program.readsDigits {
      return Localized(
        es: "Las demás iteraciones no están: aprenden de imágenes, y aquí están solo las de una.",
        en: "The other iterations are not here: they learn from images, and only those of one are here.")
    }
    if program.remainder != nil || program.isRemainder {
      return Localized(
        es: "Las demás iteraciones no están: el último lote de cada época es menor, y sus fórmulas son otras.",
        en: "The other iterations are not here: the last batch of each epoch is smaller, with formulas of its own.")
    }
    return nil
  }

  // MARK: - What it needs

  /// The cell with the functions that the others call, which comes second.
  private mutating func prepare() {
    let helpers = NumPyHelper.all(with: lines.writer.helpers.union(asserts.helpers))
    var imports: [String] = []
    for line in helpers.flatMap({ $0.imports }) where !imports.contains(line) { imports.append(line) }
    imports.append("import numpy as np")
    let functions = helpers.map { $0.source(language) } + lines.writer.derivatives.map { $0.source }
    let source = imports.sorted().joined(separator: "\n") + functions.map { "\n\n\n" + $0 }.joined()
    cells.insert(NotebookCell(id: id("functions"), kind: .code, source: source), at: 1)
  }
}

extension Formula {
  /// Whether it is nothing but numbers, one or a matrix of them.
  fileprivate var isWrittenOut: Bool {
    switch self {
    case .number: true
    case .reference: false
    case .apply(let application):
      application.rule is Join && application.arguments.allSatisfy { $0.constant != nil }
    }
  }
}
