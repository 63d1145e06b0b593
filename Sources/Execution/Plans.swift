import Calculus

/// A lesson's program compiled for all that a run of it needs: full batches, the smaller last one, the other sets.
///
/// It holds no number of any run: any number of runs can share it, on as many threads, with other seeds and settings.
package struct Plans: Sendable {
  let main: Plan
  let remainder: Plan?
  /// One for each of the program's `evaluations`.
  let evaluations: [Plan]
  /// For each of these, what is computed before it in pieces.
  let pieces: [Plan?]
  /// How a hand cuts the numbers, if one does.
  let carry: RunOptions.Carry?

  /// The program for full batches.
  package var program: Program { main.program }

  /// Compiles a program.
  ///
  /// - Parameter carry: decimals to which every defined quantity is cut.
  /// - Throws: when an iteration would take more memory than there may be, or what the whole run keeps depends on the
  ///   size of the batch.
  package init(_ program: Program, carry: RunOptions.Carry? = nil) throws(ProgramError) {
    let main = try Plan(program, carry: carry)
    self.main = main
    remainder = try program.remainder.map { other throws(ProgramError) in
      try Plan(other, head: main.head, carry: carry)
    }
    var evaluations: [Plan] = []
    for evaluation in program.evaluations { evaluations.append(try Plan(evaluation.program, carry: carry)) }
    self.evaluations = evaluations
    var pieces: [Plan?] = []
    for evaluation in program.evaluations {
      pieces.append(
        try evaluation.pieces.map { pieces throws(ProgramError) in try Plan(pieces.program, carry: carry) })
    }
    self.pieces = pieces
    self.carry = carry
  }
}
