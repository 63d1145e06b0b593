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
  ///
  /// A hand works with decimals: what is a half of the last place, or a number of so few decimals, but for the binary
  /// noise of a Double, is that: 0.5·0.601 + 0.6·0.615 + 0.35 is 1.0195 and becomes 1.020, and 0.29·100 stays 29.
  ///
  /// - Parameter terms: the size of the largest number that it was computed from.
  package func cut(_ value: Double, from terms: Double = 0) -> Double {
    guard value.isFinite, let digits = DecimalDigits(value) else { return value }
    let near = digits.rounded(toDecimals: truncates ? decimals : decimals + 1)
    let noise = min(Self.noise * max(value.magnitude, terms), Self.mostNoise * unit)
    let taken = abs(value - near.doubleValue) <= noise ? near : digits
    return (truncates ? taken.truncated(toDecimals: decimals) : taken.rounded(toDecimals: decimals)).doubleValue
  }

  /// The size of the largest finite number, as `cut` asks for it.
  package static func size(of numbers: some Sequence<Double>) -> Double {
    numbers.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
  }

  /// The last place.
  private var unit: Double { (0..<decimals).reduce(1.0) { unit, _ in unit / 10 } }
  /// What a line of sums and products may leave of binary noise, of the size of its terms: 256 units in the last place.
  private static let noise = 0x1p-44
  /// And of the last place: no decimals that were computed are taken for noise.
  private static let mostNoise = 1e-5
}
