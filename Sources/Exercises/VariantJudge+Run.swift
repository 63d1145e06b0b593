import Calculus
import Execution
import LessonLanguage
import Typesetting
import Verification

extension VariantJudge {
  /// How a run comes to its end.
  struct Ending: Hashable, Sendable {
    enum Kind: Hashable, Sendable { case completed, reached, notFalling, diverged, notYet }
    let kind: Kind
    /// Whether the loss is less than in the first iteration; nil where there is none, or no other iteration.
    let falls: Bool?

    /// Why another run may not end so where the lesson's own ends like this; nil where it may.
    func refusal(of other: Ending) -> Localized? {
      if kind != .diverged, other.kind == .diverged { return Words.diverges }
      if falls == true, other.falls == false { return Words.rises }
      if kind == .reached || kind == .notFalling, other.kind != kind { return Words.endsOtherwise }
      return nil
    }
  }

  /// Tells what `verify` finds wrong, and derivatives at kinks, until the listener has heard enough.
  static func verify(
    _ lesson: Lesson, _ settings: LessonSettings, _ tell: (Findings.Mark, String) -> Bool
  ) throws(LessonError) {
    let report = try Verifier(lesson.syntax, source: lesson.source, options: settings).verify()
    for (place, check) in report.gradients.enumerated() {
      let name = check.quantity.name
      if !check.isRight, !tell(.init(kind: .gradient, place: .gradient(place)), name) { return }
      if check.kink != nil, !tell(.init(kind: .kink, place: .gradient(place)), name) { return }
      if !check.isJudged, !tell(.init(kind: .notFinite, place: .gradient(place)), name) { return }
    }
    for (place, step) in report.descents.enumerated() where !step.isRight {
      if !tell(.init(kind: .gradient, place: .step(place)), step.parameter.name) { return }
    }
    for (place, verdict) in report.verdicts.enumerated() where verdict.isFailure {
      if !tell(.init(kind: .expectation, place: .printed(place)), verdict.address) { return }
    }
  }

  /// How a lesson's run ends, as far as it is gone on with.
  static func ending(_ scope: Scope) throws(LessonError) -> Ending {
    try scope.locating { () throws(ProgramError) in
      let run = try Run(scope.program)
      try run.advance()
      let objective = run.program.objective
      let first = objective.flatMap { run.number(of: $0) }
      try run.run { run.iteration >= mostIterations }
      let last = run.iteration > 1 ? objective.flatMap { run.number(of: $0) } : nil
      let kind: Ending.Kind =
        switch run.outcome {
        case .completed?: .completed
        case .reached?: .reached
        case .notFalling?: .notFalling
        case .diverged?: .diverged
        case .interrupted?, nil: .notYet
        }
      return Ending(kind: kind, falls: first.flatMap { first in last.map { $0 < first } })
    }
  }

  /// Runs of more numbers, or of more iterations, are not looked at to their end.
  static let mostNumbers = 2_000
  private static let mostIterations = 20_000
}
