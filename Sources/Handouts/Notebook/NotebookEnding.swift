import Calculus
import Execution
import LessonLanguage
import Matrices
import Trace

extension LessonNotebook {
  /// Whether a notebook may have the other iterations of a lesson as a loop.
  package static func goesOn(_ program: Program) -> Bool {
    !program.updates.isEmpty && NotebookComposer.whyNoLoop(program) == nil
  }

  /// How a lesson's run goes on after the iteration that stands line by line.
  package struct Ending {
    /// The last iteration of the run.
    package let moment: Moment
    /// After how many iterations it would end if nothing ended it before.
    package let planned: Int
    /// Whether it ends because something is no longer finite.
    package let isDiverging: Bool
    /// Whether the last bits do not grow on the way: only then are numbers that are computed in another order the same.
    package let isSteady: Bool

    /// Runs a lesson to its end, and once more with every parameter moved by its last bit.
    ///
    /// - Returns: nil where the reader asked to stop.
    package init?(
      _ scope: Scope, _ options: RunOptions, from iteration: Int, isInterrupted: (Run) -> Bool
    ) throws(LessonError) {
      let found = try scope.locating { () throws(ProgramError) -> (run: Run, moved: Run)? in
        let runs = [try Run(scope.program, options: options), try Run(scope.program, options: options)]
        for run in runs {
          while run.iteration < iteration { try run.advance() }
        }
        let moved = runs[1]
        let program = moved.program
        moved.change(
          program.updates.compactMap { update in
            moved.value(of: update.new).map { value in
              (update.new, Matrix(value.shape, value.values.map { $0.nextUp }) ?? value)
            }
          })
        for run in runs {
          while run.stoppedAt == nil {
            try run.advance()
            if run.isPause, isInterrupted(run) { return nil }
          }
        }
        return (runs[0], runs[1])
      }
      guard let (run, other) = found else { return nil }
      moment = run.moment()
      planned = run.plannedIterations
      isDiverging = if case .diverged = run.outcome { true } else { false }
      isSteady = run.iteration == other.iteration && Self.agree(run, other)
    }

    /// Whether two runs have come to the same numbers, but for a few of the last bits.
    private static func agree(_ run: Run, _ other: Run) -> Bool {
      let quantities = run.program.updates.map { $0.new } + [run.program.objective].compactMap { $0 }
      return quantities.allSatisfy { quantity in
        guard let one = run.value(of: quantity)?.values, let two = other.value(of: quantity)?.values else {
          return true
        }
        let largest = one.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
        return zip(one, two).allSatisfy { one, two in
          one == two || one.isNaN && two.isNaN || (one - two).magnitude <= mostGrowth * largest + smallest
        }
      }
    }

    /// A fifth of what the notebook's own numbers may be off.
    private static let mostGrowth = 2e-13
    private static let smallest = 2e-15
  }
}
