import Calculus
import Typesetting

/// Builds a lesson's program, pass after pass; where the length of the batch is open, it is open in the shapes.
struct ProgramBuilder {
  private let lesson: LessonSyntax
  private let settings: LessonSettings
  private let batches: BatchesPass
  private var builder: FormulaBuilder
  private var definitions: DefinitionsPass
  /// What names mean before the first line of forward.
  private var begun = Names()

  private init(_ lesson: Lesson, _ settings: LessonSettings, _ naming: Naming) {
    self.lesson = lesson.syntax
    self.settings = settings
    batches = BatchesPass(lesson.syntax)
    builder = FormulaBuilder(draft: Draft(Self.described(lesson.syntax, settings), naming), written: lesson.source)
    definitions = DefinitionsPass(updates: UpdatesPass(lesson.syntax, settings))
  }

  /// The finished program and what its names mean; and the same in the lesson's own convention, `written`.
  static func build(
    _ lesson: Lesson, _ settings: LessonSettings
  ) throws(LocatedError) -> (asked: FormulaBuilder, written: FormulaBuilder) {
    let plain = try build(lesson, settings, Naming())
    let naming = Naming(of: plain.written, layers: settings.layers)
    // Only a whole program shows which of its names look alike.
    return naming.isUsual ? plain : try build(lesson, settings, naming)
  }

  private static func build(
    _ lesson: Lesson, _ settings: LessonSettings, _ naming: Naming
  ) throws(LocatedError) -> (asked: FormulaBuilder, written: FormulaBuilder) {
    var made = ProgramBuilder(lesson, settings, naming)
    do throws(LocatedError) {
      try made.makeAll(lesson, naming)
    } catch {
      // The value of another shape than the lesson's is to blame for whatever does not fit it.
      guard error.typed == nil, made.builder.reshaped.count == 1 else { throw error }
      throw made.builder.reshaped[0]
    }
    let written = made.builder
    if settings.isTransposed { try made.transpose() }
    return (made.builder, written)
  }

  /// Every section, in the order in which they need each other.
  private mutating func makeAll(_ whole: Lesson, _ naming: Naming) throws(LocatedError) {
    try begin(isOpen: false)
    try measure()
    let measured = self
    try lines(.metrics)
    try EvaluationsPass(lesson: lesson, batches: batches).make(&builder, settings) { examples throws(LocatedError) in
      try measured.start(for: examples, whole, naming)
    }
    try lines(.backward)
    try lines(.update)
    try finish()
  }

  /// Settings, data, parameters and state, and the batches.
  private mutating func begin(isOpen: Bool) throws(LocatedError) {
    SettingsPass.makeCounters(&builder)
    var bound = SettingsPass(overrides: Overrides(settings), batches: batches)
    var lines = Unrolling(lesson, .settings)
    while let (statement, names) = try lines.next(&builder) { try bound.line(statement, names, &builder) }
    var inputs = InputsPass(
      overrides: bound.overrides, examples: settings.digits, files: settings.files, batches: batches)
    for phase in [Phase.data, .parameters, .state] {
      var lines = Unrolling(lesson, phase)
      while let (statement, names) = try lines.next(&builder) {
        try inputs.line(statement, phase: phase, names, &builder)
      }
    }
    try batches.makeBatches(&builder, isOpen: isOpen)
    try inputs.overrides.checkUsed(builder, lesson.sections)
    begun = builder.names
  }

  /// Forward and loss.
  private mutating func measure() throws(LocatedError) {
    try lines(.forward)
    try lines(.loss)
    builder.draft.chooseObjective()
  }

  /// The lines of a phase.
  private mutating func lines(_ phase: Phase) throws(LocatedError) {
    var lines = Unrolling(lesson, phase)
    while let (statement, names) = try lines.next(&builder) {
      try definitions.line(statement, phase: phase, names, &builder)
    }
  }

  /// What the program for a set with so many examples is cut from: this one, or in a lesson that takes one example at a
  /// time the same lines for any number of them.
  private func start(
    for examples: Int, _ lesson: Lesson, _ naming: Naming
  ) throws(LocatedError) -> (builder: FormulaBuilder, begun: Names) {
    if builder.draft.program.usualLength != nil || !batches.hasOtherLength(examples, builder) {
      return (builder, begun)
    }
    var open = ProgramBuilder(lesson, settings, naming)
    try open.begin(isOpen: true)
    try open.measure()
    return (open.builder, open.begun)
  }

  /// Stops and claims.
  private mutating func finish() throws(LocatedError) {
    try definitions.updates.checkReplacement(lesson)
    builder.draft.isOnBatches = false
    try StopsPass(lines: lesson.runLines).make(&builder)
    builder.draft.isComplete = true
    try ClaimsPass.make(definitions.claims, misprints: definitions.misprints, &builder)
    builder.draft.program.quantities = builder.draft.quantities
  }

  /// From here on everything is in the other convention.
  private mutating func transpose() throws(LocatedError) {
    do throws(ProgramError) {
      try builder.draft.transpose()
    } catch {
      throw LocatedError(error)
    }
    builder.names.transpose()
  }

  /// What the lesson says of itself, without any line.
  private static func described(_ lesson: LessonSyntax, _ settings: LessonSettings) -> Program {
    var program = Program(name: lesson.name)
    program.title = lesson.title.map { $0.localized }
    program.sources = lesson.sources.map { Program.Source(document: $0.document, place: $0.place) }
    program.examples = settings.digits
    program.convention = lesson.examples ?? .rows
    program.tiesExact = lesson.runLines.contains { if case .tiesExact = $0 { true } else { false } }
    for section in lesson.sections {
      if case .note(let text) = section.kind { program.notes.append(text.localized) }
    }
    return program
  }
}

extension UpdatesPass {
  /// Without a gradient of anything there is nothing an optimizer could do.
  fileprivate func checkReplacement(_ lesson: LessonSyntax) throws(LocatedError) {
    guard isReplaced && !hasOptimizers else { return }
    guard hasStepsWithoutLoss else {
      throw LocatedError(
        nil, es: "«\(lesson.name)» no cambia ningún parámetro: no hay paso que dar con otro optimizador",
        en: "“\(lesson.name)” changes no parameter: there is no step to take with another optimizer")
    }
    throw LocatedError(
      nil,
      es:
        "un optimizador baja por el gradiente de una pérdida y «\(lesson.name)» no tiene sección loss: sus pasos con ← "
        + "no se cambian por otros",
      en:
        "an optimizer goes down the gradient of a loss and “\(lesson.name)” has no section loss: its steps with ← are "
        + "not replaced")
  }
}

extension Unrolling {
  /// The lines of a phase's sections.
  fileprivate init(_ lesson: LessonSyntax, _ phase: Phase) {
    self.init(lesson.sections.filter { $0.kind.phase == phase }.map { $0.lines })
  }
}
