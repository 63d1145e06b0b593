import Calculus

/// After how many iterations a run ends if nothing else ends it.
package enum IterationLimit {
  /// The least of `--iterations` and `--epochs`, else of the lesson's `stop after`; one iteration when there is no way to
  /// stop.
  package static func of(_ program: Program, _ options: RunOptions) -> Int {
    let batchesPerEpoch = program.batching?.batchesPerEpoch ?? 1
    func iterations(_ epochs: Int) -> Int {
      let (product, overflow) = epochs.multipliedReportingOverflow(by: batchesPerEpoch)
      return overflow ? .max : product
    }
    let asked = [options.iterations, options.epochs.map(iterations)].compactMap { $0 }
    if let least = asked.min() { return least }
    var limit: Int?
    var hasCondition = false
    for stop in program.stops {
      switch stop {
      case .afterIterations(let count): limit = min(limit ?? .max, count)
      case .afterEpochs(let count): limit = min(limit ?? .max, iterations(count))
      case .once, .unlessFalling: hasCondition = true
      }
    }
    return limit ?? (hasCondition ? mostWhenConditional : 1)
  }

  /// A condition that is never met ends here.
  private static let mostWhenConditional = 1_000_000
}
