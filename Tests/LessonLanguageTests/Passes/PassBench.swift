import Calculus

@testable import LessonLanguage

/// A lesson's text, to run single passes on.
struct PassBench {
  let lesson: Lesson
  var builder: FormulaBuilder
  var syntax: LessonSyntax { lesson.syntax }

  init(_ text: String) throws {
    let (lessons, source) = try LessonParser.read("lesson t\n" + text, file: "t.lesson")
    lesson = Lesson(lessons[0], source: source)
    builder = FormulaBuilder(draft: Draft(Program(name: "t")), written: source)
  }

  /// Runs the pass of the settings.
  mutating func bind(_ settings: LessonSettings = LessonSettings()) throws -> Overrides {
    var pass = SettingsPass(overrides: Overrides(settings), batches: BatchesPass(syntax))
    for (statement, names) in try lines(of: .settings) { try pass.line(statement, names, &builder) }
    return pass.overrides
  }

  /// Runs the pass of what is there before the first iteration.
  mutating func give(_ overrides: Overrides = Overrides(LessonSettings())) throws -> Overrides {
    var pass = InputsPass(overrides: overrides, examples: nil, files: nil, batches: BatchesPass(syntax))
    for phase in [Phase.data, .parameters, .state] {
      for (statement, names) in try lines(of: phase) { try pass.line(statement, phase: phase, names, &builder) }
    }
    return pass.overrides
  }

  /// Runs the pass of an iteration's lines.
  mutating func define(_ settings: LessonSettings = LessonSettings()) throws -> DefinitionsPass {
    var pass = DefinitionsPass(updates: UpdatesPass(syntax, settings))
    for phase in [Phase.forward, .loss, .metrics, .backward, .update] {
      for (statement, names) in try lines(of: phase) { try pass.line(statement, phase: phase, names, &builder) }
      if phase == .loss { builder.draft.chooseObjective() }
    }
    return pass
  }

  /// The lines of a phase, when none of them changes which others there are.
  mutating func lines(of phase: Phase) throws -> [(StatementSyntax, LocalNames)] {
    var unrolling = Unrolling(syntax.sections.filter { $0.kind.phase == phase }.map(\.lines))
    var found: [(StatementSyntax, LocalNames)] = []
    while let (statement, names) = try unrolling.next(&builder) { found.append((statement, names)) }
    return found
  }
}
