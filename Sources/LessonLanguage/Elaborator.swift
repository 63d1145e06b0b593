import Calculus
import Matrices
import Typesetting

/// Turns a lesson as written into a program: looks names up, unrolls loops, decides conditions, works out every shape.
///
/// After that it stays of use: `probe` understands formulas and addresses that a reader types, in the same scope.
package final class Elaborator {
  /// What a run changes in a lesson.
  package struct Options: Sendable {
    /// Settings (and data, parameters, state) with what replaces their value, by canonical name or option.
    package var overrides: [String: Override] = [:]
    /// `--optimizer adam(0.003)`
    package var optimizer: FormulaSyntax?
    /// What was typed for the overrides, by their names, and for the optimizer: `typedOptimizer`.
    package var typed: [String: LocatedError.Typed] = [:]
    package var typedOptimizer: LocatedError.Typed?
    /// How many examples the batch really has; nil for a full one.
    package var batchSize: Int?
    /// Elaborate forward, loss and metrics of this set instead of the whole lesson.
    var evaluationSet: String?
    /// What `from digits` stands for.
    package var digits: (any ExampleSource)?
    /// Run the transposed program.
    package var isTransposed = false
    package init() {}
  }

  /// What replaces a value.
  package enum Override: Sendable, Hashable {
    case number(Double)
    case choice(String)
    case formula(FormulaSyntax, String)
  }

  /// Names that stand for a formula of their own here: loop indices, arguments.
  struct Scope {
    var locals: [String: Formula] = [:]
    /// Names mean the value used in the iteration, and the last definition: as in an address.
    var isAddress = false
  }

  let lesson: LessonSyntax
  package let source: SourceText
  package let options: Options
  /// The text that the formulas being read stand in: the lesson, but for what a reader typed.
  lazy var written = source
  /// The program so far.
  package internal(set) var program: Program

  /// What a name means in the lines below, updates included.
  var latest: [String: Quantity] = [:]
  /// What a name means in an address: the last definition, before any update.
  var addresses: [String: Quantity] = [:]
  /// Every definition of a name, in order.
  var occurrences: [String: [Quantity]] = [:]
  var choices: [String: Choice] = [:]
  var functions: [String: Function] = [:]
  lazy var optimizers: [String: OptimizerSyntax] = collectOptimizers()
  /// The numbers of the settings, by quantity.
  var settingValues: [Int: Double] = [:]
  var usedOverrides: Set<String> = []
  lazy var differentiator = Differentiator { [unowned self] symbol, shape, role in
    makeQuantity(symbol, shape, role)
  }
  /// How many of the differentiator's definitions have been taken over.
  var takenDerived = 0
  /// Definitions that only probes need, by quantity.
  package internal(set) var probeDefinitions: [Int: Definition] = [:]
  /// Whether the elaboration proper is over and only probes come.
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
  /// Programs that compute metrics on other sets.
  package internal(set) var evaluations: [Evaluation] = []

  struct Choice {
    let selected: String
    let options: [String]
  }

  struct Function {
    let parameters: [String]
    let body: FormulaSyntax
    /// What replaced the body, if anything did.
    let typed: LocatedError.Typed?
  }

  struct OptimizerSyntax {
    let arguments: [OptimizerArgumentSyntax]
    let lines: [LineSyntax]
    /// Whether it is not the lesson's own.
    let isBuiltIn: Bool
  }

  private init(_ lesson: LessonSyntax, source: SourceText, options: Options) {
    self.lesson = lesson
    self.source = source
    self.options = options
    program = Program(name: lesson.name)
  }

  /// Elaborates a lesson; the error says the first real cause.
  package static func elaborate(
    _ lesson: LessonSyntax, source: SourceText, options: Options = Options()
  ) throws(LessonError) -> Elaborator {
    let elaborator = Elaborator(lesson, source: source, options: options)
    do {
      try elaborator.elaborate()
    } catch {
      throw source.error(error)
    }
    // With fewer examples than a batch should have, `m` is how many there are.
    guard options.batchSize == nil, let size = elaborator.shortBatch else { return elaborator }
    var real = options
    real.batchSize = size
    return try elaborate(lesson, source: source, options: real)
  }

  private func elaborate() throws(LocatedError) {
    program.title = lesson.title.map(Self.localized)
    program.sources = lesson.sources.map { Program.Source(document: $0.document, place: $0.place) }
    program.examplesInRows = lesson.examples != .columns
    program.tiesExact = runLines.contains { if case .tiesExact = $0 { true } else { false } }
    for section in lesson.sections {
      if case .note(let text) = section.kind { program.notes.append(Self.localized(text)) }
    }
    try makeCounters()
    try eachStatement(of: .settings) { statement, scope throws(LocatedError) in
      try self.setting(statement, scope)
    }
    for phase in [Phase.data, .parameters, .state] {
      try eachStatement(of: phase) { statement, scope throws(LocatedError) in
        try self.input(statement, phase: phase, scope)
      }
    }
    try makeBatches()
    try checkOverrides()
    if let set = options.evaluationSet {
      try elaborateEvaluation(on: set)
    } else {
      try elaborateIteration()
    }
    if options.isTransposed { try transpose() }
    program.quantities = quantities
  }

  /// Elaborates what stands in another text than the lesson; what is wrong with it is told without its place there.
  func reading<Value>(
    _ text: String, at range: SourceRange?, isQuoted: Bool = true, _ body: () throws(LocatedError) -> Value
  ) throws(LocatedError) -> Value {
    let outer = written
    written = SourceText(file: "", text: text)
    defer { written = outer }
    do {
      return try body()
    } catch {
      guard isQuoted, error.range != nil else { throw LocatedError(range, error.message) }
      throw LocatedError(range, Localized(es: "en «\(text)»: ", en: "in “\(text)”: ") + error.message)
    }
  }

  /// The formulas of an iteration.
  private func elaborateIteration() throws(LocatedError) {
    for phase in [Phase.forward, .loss, .metrics, .backward, .update] {
      try eachStatement(of: phase) { statement, scope throws(LocatedError) in
        try self.definition(statement, phase: phase, scope)
      }
      if phase == .loss { chooseObjective() }
      if phase == .metrics { try makeEvaluations() }
    }
    if options.optimizer != nil && !hasSteps {
      throw LocatedError(
        nil, es: "«\(program.name)» no tiene ningún optimizador que cambiar: escribe sus pasos con ←, no con by",
        en: "“\(program.name)” has no optimizer to replace: it writes its steps with ←, not with by")
    }
    try stops()
    isComplete = true
    try claims()
  }

  /// What is computed again on another set.
  private func elaborateEvaluation(on set: String) throws(LocatedError) {
    try deriveSetData(set)
    for phase in [Phase.forward, .loss] {
      try eachStatement(of: phase) { statement, scope throws(LocatedError) in
        try self.definition(statement, phase: phase, scope)
      }
    }
    for section in lesson.sections where section.kind == .metrics(on: set) {
      try eachStatement(section.lines, Scope()) { statement, scope throws(LocatedError) in
        try self.definition(statement, phase: .metrics, scope)
      }
    }
    isComplete = true
  }

  /// An elaborator of the same lesson for another set.
  func elaborator(for set: String, examples: Int) throws(LocatedError) -> Elaborator {
    var other = options
    other.evaluationSet = set
    other.batchSize = examples
    let elaborator = Elaborator(lesson, source: source, options: other)
    try elaborator.elaborate()
    return elaborator
  }

  /// All quantities made so far, probes' included.
  package internal(set) var quantities: [Quantity] = []

  /// A new quantity with the next free id.
  func makeQuantity(
    _ symbol: Symbol, _ shape: Shape, _ role: Quantity.Role, isSetting: Bool = false
  ) -> Quantity {
    let quantity = Quantity(id: quantities.count, symbol: symbol, shape: shape, role: role, isSetting: isSetting)
    quantities.append(quantity)
    return quantity
  }

  /// A new quantity that its name means from here on; `entries` are the numbers it keeps, when not one for each place.
  func declare(
    _ name: String, _ shape: Shape, alias: NameSyntax?, at range: SourceRange, scope: Scope, entries: Int? = nil,
    isSetting: Bool = false
  ) throws(LocatedError) -> Quantity {
    try take(entries ?? shape.count, at: range)
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
  func take(_ count: Int, at range: SourceRange) throws(LocatedError) {
    elements += count
    guard elements <= ElaborationLimits.elements else {
      throw LocatedError(
        range, es: "la lección pide más de \(ElaborationLimits.elements) números; el máximo es ese",
        en: "the lesson asks for more than \(ElaborationLimits.elements) numbers, which is the most there can be")
    }
  }

  /// Appends a definition, after the derivatives that it needs.
  func append(_ definition: Definition) {
    takeDerived()
    terms += definition.formula.extent.terms
    if definition.isEpochTotal { epochTotals.insert(definition.quantity.id) }
    program.definitions.append(definition)
    if definition.phase < .update { differentiator.append(definition) }
  }

  /// Takes over the derivatives made since the last time: into the program, or among the probes' definitions.
  func takeDerived() {
    let made = differentiator.derived
    for definition in made[takenDerived...] {
      terms += definition.formula.extent.terms
      if isComplete {
        probeDefinitions[definition.quantity.id] = definition
      } else {
        program.definitions.append(definition)
      }
    }
    takenDerived = made.count
  }

  /// The last line of `loss`, else of `forward`.
  private func chooseObjective() {
    let lines = program.definitions.filter { !$0.isDerived }
    program.objective =
      (lines.last { $0.phase == .loss } ?? lines.last { $0.phase == .forward })?.quantity
  }

  /// One text alone serves both languages.
  package static func localized(_ text: TextSyntax) -> Localized {
    Localized(es: text.es ?? text.en ?? "", en: text.en ?? text.es ?? "")
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
