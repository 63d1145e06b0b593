import Calculus
import Execution
import Kernels

/// Runs of one program that differ in their seeds: on the exact machine, as many at once as one likes, or one after the
/// other on the fast machine, each with all threads of a pool.
package struct SeededRuns: Sendable {
  private let program: Program
  private let options: RunOptions
  private let followed: Set<Int>
  /// Of the exact machine; nil where a pool is there.
  private let plans: Plans?
  private let pool: WorkerPool?

  /// - Parameters:
  ///   - options: of all the runs, but for the seed.
  ///   - followed: what is looked at in their last iterations.
  ///   - pool: of the fast machine; nil for the exact one.
  package init(
    _ program: Program, _ options: RunOptions, followed: [Quantity], pool: WorkerPool?
  ) throws(ProgramError) {
    self.program = program
    self.options = options
    self.followed = Set(followed.map { $0.id })
    self.pool = pool
    plans = pool == nil ? try Plans(program, carry: options.carry) : nil
  }

  /// A run that has not begun.
  package func run(seed: UInt32) throws(ProgramError) -> Run {
    var options = options
    options.seed = seed
    if let plans { return try Run(plans, options: options) }
    let machine = try FastMachine<Float>(program, pool: pool ?? WorkerPool(threads: 1), keeping: followed)
    return Run(machine, options: options)
  }
}
