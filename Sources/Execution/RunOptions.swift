import Typesetting

/// What a run is given besides the lesson.
package struct RunOptions: Sendable, Hashable {
  /// Decides the initial draws exactly as `np.random.seed(seed)` would.
  package var seed: UInt32 = 1
  /// Work like a hand: cut every quantity to so many decimals as it goes.
  package var carry: Carry?
  /// Replaces `stop after … iterations`.
  package var iterations: Int?
  /// Replaces `stop after … epochs`.
  package var epochs: Int?

  /// What to go on from, instead of initial values; a run without a position begins with its first iteration.
  package var start: SavedRun?

  package init() {}

  /// How a hand carries numbers on.
  package struct Carry: Sendable, Hashable {
    /// Decimals kept.
    package var decimals: Int
    /// Cut toward zero instead of rounded.
    package var truncates: Bool
    package init(decimals: Int, truncates: Bool) {
      self.decimals = decimals
      self.truncates = truncates
    }
  }
}

extension RunOptions.Carry {
  /// The number as a hand would write it down.
  package func cut(_ value: Double) -> Double {
    guard value.isFinite, let digits = DecimalDigits(value) else { return value }
    return (truncates ? digits.truncated(toDecimals: decimals) : digits.rounded(toDecimals: decimals)).doubleValue
  }
}
