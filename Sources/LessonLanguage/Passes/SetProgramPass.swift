import Calculus
import Matrices
import Typesetting

/// The pass that cuts a lesson's program to what the metrics on another set need: the set's examples are its batch, and
/// data computed from others are computed from those of the set.
struct SetProgramPass {
  let set: String
  /// How many examples the set has.
  let examples: Int
  let lesson: LessonSyntax
  let batches: BatchesPass
  /// What names meant before the first line of forward.
  let begun: Names
  /// Quantities of the set's own that stand for data of another shape, by the id of those.
  private var standIns: [Int: Quantity] = [:]
  /// What is not as it is for the data learned from.
  private var changed: Set<Int> = []

  init(set: String, examples: Int, lesson: LessonSyntax, batches: BatchesPass, begun: Names) {
    self.set = set
    self.examples = examples
    self.lesson = lesson
    self.batches = batches
    self.begun = begun
  }

  /// The program of the set, from a builder that has come to the end of `loss`.
  mutating func program(
    _ start: FormulaBuilder, _ settings: LessonSettings
  ) throws(LocatedError) -> (program: Program, metrics: [Definition]) {
    var builder = start
    let names = builder.names
    builder.names = begun
    builder.draft.program.setData = []
    builder.draft.program.objective = nil
    builder.draft.program.evaluations = []
    let count = builder.draft.program.definitions.count
    try takeExamples(&builder)
    try computeData(&builder)
    let data = Array(builder.draft.program.definitions.dropFirst(count))
    builder.draft.program.definitions.removeSubrange(count...)
    builder.names = names
    builder.names.mean(standIns)
    var definitions = DefinitionsPass(updates: UpdatesPass(lesson, settings))
    let sections = lesson.sections.filter { $0.kind == .metrics(on: set) }
    var lines = Unrolling(sections.map { $0.lines })
    while let (statement, names) = try lines.next(&builder) {
      if case .claim(let subject) = statement.body {
        throw LocatedError(
          subject.range, es: "lo que se mide con otros datos no se comprueba: aquí no va una línea con «is» sola",
          en: "what is measured on another set is not checked: a line with “is” alone does not go here")
      }
      try definitions.line(statement, phase: .metrics, names, &builder)
    }
    builder.draft.program.quantities = builder.draft.quantities
    builder.draft.program.batching = nil
    return try cut(builder.draft.program, data, sections.first?.range)
  }

  /// The batch's examples, and data with the same meaning, are those of the set.
  private mutating func takeExamples(_ builder: inout FormulaBuilder) throws(LocatedError) {
    let own = builder.names.setData[set] ?? [:]
    let inBatches = try batches.names(&builder)
    for name in inBatches + own.keys.sorted() {
      guard let target = builder.names.latest[name],
        !builder.draft.program.setData.contains(where: { $0.set.symbol.name == name })
      else { continue }
      let all: Quantity
      var first = 0
      if let given = own[name] {
        all = given
      } else {
        guard let pair = builder.draft.program.batching?.pairs.first(where: { $0.batch == target }),
          let kept = try batches.firstKept(for: set, of: pair.all.exampleCount, &builder)
        else { continue }
        all = pair.all
        first = kept
      }
      let length = builder.draft.length(examples)
      let shape = all.examples.shape(length, like: all.shape)
      if target.shape == shape {
        take(all, first, into: target, &builder)
        continue
      }
      take(all, first, into: try standIn(name, shape, for: target, &builder), &builder)
    }
  }

  private mutating func take(_ all: Quantity, _ first: Int, into target: Quantity, _ builder: inout FormulaBuilder) {
    let old = builder.draft.program.input(of: target)
    builder.draft.program.inputs.removeAll { $0.quantity == target }
    builder.draft.program.inputs.append(
      Program.Input(
        quantity: target, phase: .data, initializer: .batch(of: all), meaning: old?.meaning, line: old?.line))
    builder.draft.program.setData.append(Program.SetData(all: all, set: target, first: first))
    changed.insert(target.id)
  }

  /// A quantity of the set's own that a name means from here on.
  private mutating func standIn(
    _ name: String, _ shape: Shape, for original: Quantity, _ builder: inout FormulaBuilder
  ) throws(LocatedError) -> Quantity {
    try builder.budget.take(shape.count, at: lesson.nameRange)
    let quantity = builder.draft.makeQuantity(original.symbol, shape, original.role)
    builder.names.mean([original.id: quantity])
    standIns[original.id] = quantity
    return quantity
  }

  /// The lines of `data` that read what the set has of its own, or that count it, become lines of the set's program.
  private mutating func computeData(_ builder: inout FormulaBuilder) throws(LocatedError) {
    guard builder.names.setData[set]?.isEmpty == false else { return }
    let own = Set(builder.draft.program.setData.map { $0.set.symbol.name })
    var derived: Set<String> = []
    var lines = Unrolling(lesson.sections.filter { $0.kind.phase == .data }.map { $0.lines })
    while let (statement, names) = try lines.next(&builder) {
      guard case .equals(let syntax) = statement.body, statement.set == nil else { continue }
      let name = try builder.name(statement.target, names)
      guard !own.contains(name), let target = builder.names.latest[name] else { continue }
      let formula: Formula
      do throws(LocatedError) {
        formula = try builder.formula(syntax, names)
      } catch {
        throw notDerivable(statement.range, name, error.message)
      }
      guard
        formula.references.contains(where: { changed.contains($0.id) })
          || isOtherConstant(formula, than: name, builder)
      else { continue }
      let quantity = formula.shape == target.shape ? target : try standIn(name, formula.shape, for: target, &builder)
      builder.draft.program.inputs.removeAll { $0.quantity == quantity }
      builder.draft.append(
        Definition(
          quantity: quantity, formula: formula, phase: .forward, meaning: statement.meaning.map { $0.localized },
          line: statement.range.line))
      changed.insert(quantity.id)
      derived.insert(name)
    }
    let isKept = try batches.kept(&builder).contains { $0.set == set }
    for name in try batches.names(&builder) where !own.contains(name) && !derived.contains(name) && !isKept {
      throw LocatedError(
        lesson.sections.first { $0.kind == .metrics(on: set) }?.range,
        es: "«\(name)» va en los lotes y no tiene datos de «\(set)»: dalos con «\(name) for \(set) = …»",
        en: "“\(name)” is in the batches and has no data of “\(set)”: give them with “\(name) for \(set) = …”")
    }
  }

  /// Whether data are known without running (a count of rows), and not what they are for the data learned from.
  private func isOtherConstant(_ formula: Formula, than name: String, _ builder: FormulaBuilder) -> Bool {
    guard formula.references.isEmpty, let quantity = builder.names.occurrences[name]?.last,
      case .formula(let first)? = builder.draft.program.input(of: quantity)?.initializer
    else { return false }
    return first.references.isEmpty && (first != formula || formula.dependsOnBatch)
  }

  /// The lines that the metrics need.
  private func cut(
    _ whole: Program, _ data: [Definition], _ range: SourceRange?
  ) throws(LocatedError) -> (program: Program, metrics: [Definition]) {
    let metrics = whole.definitions.filter { $0.phase == .metrics && !$0.isDerived }
    var needed = Set(metrics.map { $0.quantity.id })
    var definitions: [Definition] = []
    for definition in (data + whole.definitions).reversed() where needed.contains(definition.quantity.id) {
      definitions.append(definition)
      needed.formUnion(definition.formula.references.map { $0.id })
    }
    for (original, standIn) in standIns where needed.contains(original) {
      throw LocatedError(
        range,
        es:
          "«\(standIn.symbol)» tiene otras dimensiones para «\(set)», y lo que se mide la lee entera: ponla en los lotes",
        en: "“\(standIn.symbol)” has another shape for “\(set)”, and what is measured reads all of it: put it in the "
          + "batches")
    }
    var program = whole
    program.definitions = definitions.reversed()
    program.setData = whole.setData.filter { needed.contains($0.set.id) }
    program.accumulations = whole.accumulations.filter { needed.contains($0.total.id) }
    program.inputs = whole.inputs.filter { input in
      needed.contains(input.quantity.id) || input.phase != .forward && !input.isBatch
    }
    return (program, metrics)
  }

  private func notDerivable(_ range: SourceRange, _ name: String, _ reason: Localized) -> LocatedError {
    LocatedError.notDerivable(range, name, on: set, reason)
  }
}

extension LocatedError {
  /// Data that cannot be computed from those of another set.
  static func notDerivable(_ range: SourceRange?, _ name: String, on set: String, _ reason: Localized) -> LocatedError {
    LocatedError(
      range,
      Localized(es: "con los datos de «\(set)»: ", en: "with the data of “\(set)”: ") + reason
        + Localized(
          es: "; da los suyos con «\(name) for \(set) = …»", en: "; give its own with “\(name) for \(set) = …”"))
  }
}

extension Program.Input {
  /// Whether it is cut out of other data.
  fileprivate var isBatch: Bool {
    if case .batch = initializer { true } else { false }
  }
}

extension Names {
  /// From here on names that meant quantities mean others, by the ids of the former.
  mutating func mean(_ others: [Int: Quantity]) {
    latest = latest.mapValues { others[$0.id] ?? $0 }
    addresses = addresses.mapValues { others[$0.id] ?? $0 }
  }
}
