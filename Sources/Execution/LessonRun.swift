import Calculus
import Matrices

/// A lesson at work, whichever way it is run: where it is, and the numbers of its current iteration.
package protocol LessonRun: AnyObject {
  /// The program for full batches.
  var main: Program { get }
  var options: RunOptions { get }
  /// The program of the current batch's size.
  var program: Program { get }
  /// The iteration whose values are there: 0 before the first.
  var iteration: Int { get }
  var epoch: Int { get }
  var batch: Int { get }
  /// Whether this is an epoch's last iteration.
  var isEpochEnd: Bool { get }
  /// The iterations after which the run stops if nothing stops it before.
  var plannedIterations: Int { get }
  /// Why the run ended, and after which iteration.
  var outcome: Outcome? { get }
  var stoppedAt: Int? { get }
  /// The first entry of a quantity; nil for one whose value is not there.
  func number(of quantity: Quantity) -> Double?
  /// A copy of a quantity's value; nil for one that is not there.
  func value(of quantity: Quantity) -> Matrix?
  /// For each sum or mean over the epoch, the sum so far and how many it adds up.
  var epochSums: [Double] { get }
  /// What stopping looks back at.
  var leastValues: LeastValues { get }
}

extension Runner: LessonRun {
  package func number(of quantity: Quantity) -> Double? { withValue(of: quantity) { $0.first } ?? nil }
}

extension FastRunner: LessonRun {
  package var stoppedAt: Int? { outcome == nil ? nil : iteration }
}
