import Calculus
import Typesetting

/// Builds one of a lesson's programs, pass after pass.
enum ProgramBuilder {
  /// The finished program with what its names mean, and how many examples there are when a batch should have more.
  static func build(
    _ lesson: Lesson, _ settings: LessonSettings, _ part: ProgramPart
  ) throws(LocatedError) -> (builder: FormulaBuilder, shortBatch: Int?) {
    let syntax = lesson.syntax
    var builder = FormulaBuilder(draft: Draft(described(syntax, settings)), written: lesson.source)
    var batches = BatchesPass(syntax)
    SettingsPass.makeCounters(&builder)
    var bound = SettingsPass(overrides: Overrides(settings), part: part, batches: batches)
    var lines = Unrolling(syntax, .settings)
    while let (statement, names) = try lines.next(&builder) { try bound.line(statement, names, &builder) }
    var inputs = InputsPass(overrides: bound.overrides, examples: settings.digits, batches: batches)
    for phase in [Phase.data, .parameters, .state] {
      var lines = Unrolling(syntax, phase)
      while let (statement, names) = try lines.next(&builder) {
        try inputs.line(statement, phase: phase, names, &builder)
      }
    }
    try batches.makeBatches(part, &builder)
    try inputs.overrides.checkUsed(builder)
    var definitions = DefinitionsPass(updates: UpdatesPass(syntax, settings))
    if let set = part.set {
      try DerivedDataPass(set: set, lesson: syntax, batches: batches).make(&definitions, &builder)
      for phase in [Phase.forward, .loss] { try definitions.all(Unrolling(syntax, phase), phase, &builder) }
      let metrics = syntax.sections.filter { $0.kind == .metrics(on: set) }.map(\.lines)
      try definitions.all(Unrolling(metrics), .metrics, &builder)
      builder.draft.isComplete = true
    } else {
      for phase in [Phase.forward, .loss, .metrics, .backward, .update] {
        try definitions.all(Unrolling(syntax, phase), phase, &builder)
        if phase == .loss { builder.draft.chooseObjective() }
        guard phase == .metrics else { continue }
        let evaluations = EvaluationsPass(sections: syntax.sections, batches: batches)
        try evaluations.make(&builder) { set, examples throws(LocatedError) in
          // It is turned round with the whole program.
          var own = settings
          own.isTransposed = false
          return try build(lesson, own, .set(set, examples: examples)).builder.draft.program
        }
      }
      try definitions.updates.checkReplacement(syntax)
      try StopsPass(lines: syntax.runLines).make(&builder)
      builder.draft.isComplete = true
      try ClaimsPass.make(definitions.claims, &builder)
    }
    if settings.isTransposed {
      try shaped(nil) { () throws(ShapeError) in try builder.draft.transpose() }
      builder.names.transpose()
    }
    builder.draft.program.quantities = builder.draft.quantities
    return (builder, batches.shortBatch)
  }

  /// What the lesson says of itself, without any line.
  private static func described(_ lesson: LessonSyntax, _ settings: LessonSettings) -> Program {
    var program = Program(name: lesson.name)
    program.title = lesson.title.map(\.localized)
    program.sources = lesson.sources.map { Program.Source(document: $0.document, place: $0.place) }
    program.examples = settings.digits
    program.examplesInRows = lesson.examples != .columns
    program.tiesExact = lesson.runLines.contains { if case .tiesExact = $0 { true } else { false } }
    for section in lesson.sections {
      if case .note(let text) = section.kind { program.notes.append(text.localized) }
    }
    return program
  }
}

extension DefinitionsPass {
  /// Builds lines one after another.
  fileprivate mutating func all(
    _ lines: Unrolling, _ phase: Phase, _ builder: inout FormulaBuilder
  ) throws(LocatedError) {
    var lines = lines
    while let (statement, names) = try lines.next(&builder) {
      try line(statement, phase: phase, names, &builder)
    }
  }
}

extension UpdatesPass {
  /// A lesson without steps has no optimizer to replace.
  fileprivate func checkReplacement(_ lesson: LessonSyntax) throws(LocatedError) {
    guard isReplaced && !hasSteps else { return }
    throw LocatedError(
      nil, es: "«\(lesson.name)» no tiene ningún optimizador que cambiar: escribe sus pasos con ←, no con by",
      en: "“\(lesson.name)” has no optimizer to replace: it writes its steps with ←, not with by")
  }
}

extension Unrolling {
  /// The lines of a phase's sections.
  fileprivate init(_ lesson: LessonSyntax, _ phase: Phase) {
    self.init(lesson.sections.filter { $0.kind.phase == phase }.map(\.lines))
  }
}
