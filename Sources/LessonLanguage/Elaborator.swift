import Calculus
import Matrices
import Typesetting

/// Turns a lesson as written into a program: looks names up, unrolls loops, decides conditions, works out every shape.
///
/// Finished, it knows what every name means; a `Scope` keeps it so and asks copies of it.
struct Elaborator: Sendable {
  let lesson: LessonSyntax
  let source: SourceText
  let settings: LessonSettings
  /// Which of the lesson's programs this is.
  let part: ProgramPart
  /// The text that the formulas being read stand in: the lesson, but for what a reader typed.
  var written: SourceText
  /// The program so far.
  var program: Program

  /// What a name means in the lines below, updates included.
  var latest: [String: Quantity] = [:]
  /// What a name means in an address: the last definition, before any update.
  var addresses: [String: Quantity] = [:]
  /// Every definition of a name, in order.
  var occurrences: [String: [Quantity]] = [:]
  var choices: [String: Choice] = [:]
  var functions: [String: Function] = [:]
  /// The optimizers of the lesson, which come before the built-in ones; then those that were asked for.
  var optimizers: [String: OptimizerSyntax]
  /// The numbers of the settings, by quantity.
  var settingValues: [Int: Double] = [:]
  var usedOverrides: Set<String> = []
  /// All quantities made so far.
  var quantities: [Quantity] = []
  var differentiator = Differentiator()
  /// How many of the differentiator's definitions have been taken over.
  var takenDerived = 0
  /// Definitions that are no part of the program: what claims and readers ask for, by quantity.
  var extraDefinitions: [Int: Definition] = [:]
  /// Whether the program is complete.
  var isComplete = false
  /// Entries of all quantities so far, so that a lesson cannot ask for all the memory there is.
  var elements = 0
  var expandedLines = 0
  var loopTurns = 0
  /// The parts of all formulas read so far, those of one's own functions at each call.
  var readParts = 0
  /// The operators, quantities and numbers of all definitions so far.
  var terms = 0
  /// The quantities that are complete only at the end of an epoch.
  var epochTotals: Set<Int> = []
  /// How many examples all the data have, when that is fewer than a batch should have.
  var shortBatch: Int?
  /// Whether a line of `update` is a step of an optimizer.
  var hasSteps = false
  /// How deep the calls of one's own functions are nested.
  var callDepth = 0
  var pendingClaims: [PendingClaim] = []
  /// The data of other sets: `X for test = …`, by set and name.
  var setData: [String: [String: Quantity]] = [:]

  struct Choice: Sendable {
    let selected: String
    let options: [String]
  }

  struct Function: Sendable {
    let parameters: [String]
    let body: FormulaSyntax
    /// What replaced the body, if anything did.
    let typed: LocatedError.Typed?
  }

  struct OptimizerSyntax: Sendable {
    let arguments: [OptimizerArgumentSyntax]
    let lines: [LineSyntax]
    /// Whether it is not the lesson's own.
    let isBuiltIn: Bool
  }

  /// Elaborates a program of a lesson; the error says the first real cause.
  init(_ lesson: LessonSyntax, source: SourceText, settings: LessonSettings, part: ProgramPart) throws(LocatedError) {
    self.lesson = lesson
    self.source = source
    self.settings = settings
    self.part = part
    written = source
    program = Program(name: lesson.name)
    optimizers = Self.optimizers(in: lesson.sections, isBuiltIn: false)
    try elaborate()
  }

  private mutating func elaborate() throws(LocatedError) {
    program.title = lesson.title.map(\.localized)
    program.sources = lesson.sources.map { Program.Source(document: $0.document, place: $0.place) }
    program.examples = settings.digits
    program.examplesInRows = lesson.examples != .columns
    program.tiesExact = runLines.contains { if case .tiesExact = $0 { true } else { false } }
    for section in lesson.sections {
      if case .note(let text) = section.kind { program.notes.append(text.localized) }
    }
    try makeCounters()
    var settingLines = lines(of: .settings)
    while let (statement, names) = try settingLines.next(&self) {
      try setting(statement, names)
      try checkTerms(after: statement)
    }
    for phase in [Phase.data, .parameters, .state] {
      var inputLines = lines(of: phase)
      while let (statement, names) = try inputLines.next(&self) {
        try input(statement, phase: phase, names)
        try checkTerms(after: statement)
      }
    }
    try makeBatches()
    try checkOverrides()
    if let set = part.set {
      try elaborateEvaluation(on: set)
    } else {
      try elaborateIteration()
    }
    if settings.isTransposed { try transpose() }
    program.quantities = quantities
  }

  /// Elaborates lines of a built-in optimizer; what is wrong with them is told of the line that asks for it.
  mutating func readingBuiltIn(
    at range: SourceRange, _ body: (inout Self) throws(LocatedError) -> Void
  ) throws(LocatedError) {
    let outer = written
    written = SourceText(file: "", text: BuiltInOptimizers.text)
    defer { written = outer }
    do {
      try body(&self)
    } catch {
      throw LocatedError(range, error.message)
    }
  }

  /// The formulas of an iteration.
  private mutating func elaborateIteration() throws(LocatedError) {
    for phase in [Phase.forward, .loss, .metrics, .backward, .update] {
      try define(lines(of: phase), phase: phase)
      if phase == .loss { chooseObjective() }
      if phase == .metrics { try makeEvaluations() }
    }
    if settings.optimizer != nil && !hasSteps {
      throw LocatedError(
        nil, es: "«\(program.name)» no tiene ningún optimizador que cambiar: escribe sus pasos con ←, no con by",
        en: "“\(program.name)” has no optimizer to replace: it writes its steps with ←, not with by")
    }
    try stops()
    isComplete = true
    try claims()
  }

  /// What is computed again on another set.
  private mutating func elaborateEvaluation(on set: String) throws(LocatedError) {
    try deriveSetData(set)
    for phase in [Phase.forward, .loss] {
      try define(lines(of: phase), phase: phase)
    }
    try define(
      Unrolling(lesson.sections.filter { $0.kind == .metrics(on: set) }.map(\.lines)), phase: .metrics)
    isComplete = true
  }

  /// Builds the lines of a phase one after another.
  private mutating func define(_ lines: Unrolling, phase: Phase) throws(LocatedError) {
    var lines = lines
    while let (statement, names) = try lines.next(&self) {
      try definition(statement, phase: phase, names)
      try checkTerms(after: statement)
    }
  }

  /// The program of the same lesson for another set, in the lesson's own convention.
  func program(on set: String, examples: Int) throws(LocatedError) -> Program {
    var own = settings
    own.isTransposed = false
    return try Elaborator(lesson, source: source, settings: own, part: .set(set, examples: examples)).program
  }

  /// A new quantity with the next free id.
  mutating func makeQuantity(
    _ symbol: Symbol, _ shape: Shape, _ role: Quantity.Role, isSetting: Bool = false
  ) -> Quantity {
    let quantity = Quantity(id: quantities.count, symbol: symbol, shape: shape, role: role, isSetting: isSetting)
    quantities.append(quantity)
    return quantity
  }

  /// A new quantity that its name means from here on; `entries` are the numbers it keeps, when not one for each place.
  mutating func declare(
    _ name: String, _ shape: Shape, alias: NameSyntax?, at range: SourceRange, scope: LocalNames, entries: Int? = nil,
    isSetting: Bool = false
  ) throws(LocatedError) -> Quantity {
    try take(entries ?? shape.count, at: range)
    try checkIsFree(name, at: range)
    guard quantities.count < ElaborationLimits.quantities else {
      throw LocatedError(
        range, es: "la lección tiene más de \(ElaborationLimits.quantities) cantidades",
        en: "the lesson has more than \(ElaborationLimits.quantities) quantities")
    }
    let quantity = makeQuantity(
      Symbol(canonical: name), shape, .defined(occurrence: (occurrences[name]?.count ?? 0) + 1),
      isSetting: isSetting)
    occurrences[name, default: []].append(quantity)
    latest[name] = quantity
    addresses[name] = quantity
    if let alias {
      let second = try self.name(alias, scope)
      latest[second] = quantity
      addresses[second] = quantity
    }
    return quantity
  }

  /// Counts the entries of a quantity, before there is memory for them.
  mutating func take(_ count: Int, at range: SourceRange) throws(LocatedError) {
    elements += count
    guard elements <= ElaborationLimits.elements else {
      throw LocatedError(
        range, es: "la lección pide más de \(ElaborationLimits.elements) números; el máximo es ese",
        en: "the lesson asks for more than \(ElaborationLimits.elements) numbers, which is the most there can be")
    }
  }

  /// Appends a definition, after the derivatives that it needs.
  mutating func append(_ definition: Definition) {
    takeDerived()
    terms += definition.formula.extent.terms
    if definition.isEpochTotal { epochTotals.insert(definition.quantity.id) }
    program.definitions.append(definition)
    if definition.phase < .update { differentiator.append(definition) }
  }

  /// Takes over the derivatives made since the last time: into the program, or among the extra ones.
  mutating func takeDerived() {
    let made = differentiator.derived
    for definition in made[takenDerived...] {
      quantities.append(definition.quantity)
      terms += definition.formula.extent.terms
      if isComplete {
        extraDefinitions[definition.quantity.id] = definition
      } else {
        program.definitions.append(definition)
      }
    }
    takenDerived = made.count
  }

  /// The last line of `loss`, else of `forward`.
  private mutating func chooseObjective() {
    let lines = program.definitions.filter { !$0.isDerived }
    program.objective =
      (lines.last { $0.phase == .loss } ?? lines.last { $0.phase == .forward })?.quantity
  }

  var runLines: [RunSyntax] {
    lesson.sections.flatMap { section in
      section.kind == .run
        ? section.lines.compactMap { if case .run(let line) = $0 { line } else { nil } } : []
    }
  }
}

/// What a lesson may ask for; checked before memory is taken.
package enum ElaborationLimits {
  /// Entries of all quantities together.
  package static let elements = 100_000_000
  /// Lines after loops have been unrolled.
  package static let lines = 10_000
  /// Turns of all loops together, empty ones included.
  package static let turns = 100_000
  /// Quantities, those of optimizers and derivatives included.
  package static let quantities = 100_000
  /// Operators, names and numbers of all formulas together, one's own functions written out.
  package static let allTerms = 1_000_000
  /// Operators, names and numbers of a formula, its own functions written out.
  package static let terms = 100_000
  /// Operators on one way down a formula, its own functions written out.
  package static let depth = 1_000
  /// Parameters of which a Hessian is made.
  package static let hessianParameters = 64
}
