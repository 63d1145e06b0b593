import Calculus

/// After how many iterations a run ends if nothing else ends it.
package enum IterationLimit {
  /// `--iterations` or `--epochs`, else the least `stop after` of the lesson; one iteration when there is no way to stop.
  package static func of(_ program: Program, _ options: RunOptions) -> Int {
    let batchesPerEpoch = program.batching?.batchesPerEpoch ?? 1
    func iterations(_ epochs: Int) -> Int {
      let (product, overflow) = epochs.multipliedReportingOverflow(by: batchesPerEpoch)
      return overflow ? .max : product
    }
    if let count = options.iterations { return count }
    if let epochs = options.epochs { return iterations(epochs) }
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
