/// Which iterations of a run are wanted: `--at 1,2,100`, `--at last`, `--every 100`, all.
public struct IterationSelection: Sendable, Hashable {
  /// Single iterations.
  public var single: Set<Int> = []
  /// The last one, whichever it turns out to be.
  public var includesLast = false
  /// Every so many iterations: the multiples, and the first.
  public var every: Int?

  /// None.
  public init() {}

  /// All iterations.
  public static var all: IterationSelection {
    var selection = IterationSelection()
    selection.every = 1
    return selection
  }

  /// The first and the last.
  public static var firstAndLast: IterationSelection {
    var selection = IterationSelection()
    selection.single = [1]
    selection.includesLast = true
    return selection
  }

  /// Whether an iteration is wanted for its number (the last is not known by its number).
  @inlinable
  public func contains(_ iteration: Int) -> Bool {
    if let every, every > 0, iteration % every == 0 || iteration == 1 { return true }
    return single.contains(iteration)
  }

  /// Whether nothing is wanted.
  public var isEmpty: Bool { single.isEmpty && !includesLast && every == nil }
}
