import Calculus

/// What was found by trying, for a run that went wrong: only what was seen to be so.
package enum RunAdvice: Hashable, Sendable {
  /// With this learning rate so many iterations do not diverge, and the loss ends lower than it began.
  case smallerRate(Double, iterations: Int)
  /// With each of these learning rates it diverges too, or the loss does not end lower than it began.
  case noSmallerRate([Double])
  /// The loss ends far above where it began, or has stayed there; with the learning rate `smaller` it ends lower after
  /// so many iterations, or with none of those `tried`.
  case notFallen(Quantity, first: Double, last: Double, smaller: Double?, iterations: Int, tried: [Double])
  /// The loss hardly falls for now, and when the run goes on it is lower by a tenth at an iteration.
  case plateau(Quantity, value: Double, iteration: Int)
  /// The loss does not fall by a hundredth from one iteration to another, far beyond the run's end.
  ///
  /// `tried` are the seeds that were run for as long, `better` the first of them that comes to half of the loss.
  case stuck(Quantity, value: Double, from: Int, to: Int, tried: ClosedRange<UInt32>?, better: UInt32?)
}
