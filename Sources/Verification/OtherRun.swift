import Calculus
import Execution
import LessonLanguage
import Trace
import Typesetting

/// What the lines of a page are where the lesson runs otherwise than they ask for; only exact numbers, nothing of what is
/// printed.
package final class OtherRun {
  /// What is otherwise.
  package enum Change: Hashable, Sendable {
    /// Nothing: only other iterations are looked at.
    case nothing
    /// A setting has another number or choice.
    case setting(Program.Setting, LessonSettings.Override)
    /// Each update is made before the lines of the backward pass that read its parameter.
    case earlyUpdates
  }

  private let scope: Scope
  private let timeline: Timeline
  private let isInterrupted: () -> Bool
  private var last: Moment?
  /// The parameters that are updated too early.
  package let early: [Quantity]

  fileprivate init(_ scope: Scope, _ run: Run, early: [Quantity], isInterrupted: @escaping () -> Bool) {
    self.scope = scope
    self.early = early
    self.isInterrupted = isInterrupted
    timeline = Timeline(run)
  }

  /// The program that runs.
  package var program: Program { scope.program }

  /// The numbers of an iteration; nil where there is none, or the run goes wrong on the way.
  package func moment(at iteration: Int) -> Moment? {
    if let last, last.iteration == iteration { return last }
    guard iteration >= 1, (try? timeline.go(to: iteration, isInterrupted: isInterrupted)) == true else { return nil }
    last = timeline.run.moment()
    return last
  }

  /// What the left side of a line is in an iteration; nil where it has another shape here, or is not measured then.
  package func values(of line: JudgedLine, at iteration: Int) -> [Double]? {
    guard let origin = line.origin, let moment = moment(at: iteration) else { return nil }
    let scope = scope.of(moment.program).reading(origin.source)
    guard let formula = try? scope.resolve(written: origin.left), formula.shape == line.formula.shape,
      moment.unmeasured(formula) == nil
    else { return nil }
    return moment.evaluate(formula).values
  }
}

extension Verifier {
  /// A run of the lesson for a line, otherwise than the line asks for; nil where the lesson then makes no sense, or
  /// where nothing changes.
  package func run(for line: JudgedLine, _ change: OtherRun.Change) -> OtherRun? {
    guard let conditions = line.origin?.conditions else { return nil }
    var overrides = conditions.overrides
    if case .setting(let setting, let value) = change {
      for name in [setting.symbol.name, setting.option] { overrides[name] = nil }
      overrides[setting.symbol.name] = value
    }
    guard let scope = try? scope(under: overrides) else { return nil }
    var program = scope.program
    var early: [Quantity] = []
    if change == .earlyUpdates {
      guard program.remainder == nil, let found = try? program.updatingEarly() else { return nil }
      (program, early) = found
    }
    var options = runOptions
    if let seed = conditions.seed { options.seed = seed }
    guard let run = try? Run(program, options: options) else { return nil }
    return OtherRun(scope, run, early: early, isInterrupted: isInterrupted)
  }

  /// What names mean under the conditions of a line.
  func scope(under overrides: [String: LessonSettings.Override]) throws(LessonError) -> Scope {
    var changed = options
    // What the page was worked out with comes before what a reader asks for, by whichever of its names.
    for setting in SettingLine.all(of: lesson)
    where [setting.name, setting.option].contains(where: { overrides[$0] != nil }) {
      changed.overrides[setting.name] = nil
      changed.overrides[setting.option] = nil
    }
    changed.overrides = changed.overrides.replacing(overrides)
    // The notes' numbers lie as in the notes.
    changed.isTransposed = false
    return try lesson.program(settings: changed).scope
  }
}
