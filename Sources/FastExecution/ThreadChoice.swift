/// Whether a plan's iterations are quicker on all threads or on one, found out by trying now and then.
///
/// Where other programs use the processors, threads wait longer for one another than they save; small iterations are
/// always quicker on one. The bits are the same.
struct ThreadChoice {
  /// What it recommends for now.
  private(set) var usesAll = true
  /// Seconds of an iteration on all threads and on one, so far as is known.
  private var all = 0.0
  private var one = 0.0
  private var count = 0
  private var nextTrial = 64
  private var pause = 64

  /// How many iterations there are between two trials of one thread.
  private static let interval = 512
  /// The first iterations touch memory for the first time: they say nothing.
  private static let start = 8
  /// Between two trials of all threads there are so many at most.
  private static let longestPause = 4096

  /// Whether the next iteration is to run on all threads.
  var isForAll: Bool { usesAll != (count >= nextTrial) }

  /// Takes note of how long an iteration took.
  mutating func note(_ seconds: Double) {
    let isTrial = count >= nextTrial
    count += 1
    if usesAll != isTrial {
      all = usesAll && count > Self.start ? Self.mean(all, seconds) : seconds
    } else {
      one = usesAll ? seconds : Self.mean(one, seconds)
    }
    guard isTrial else { return }
    if usesAll {
      usesAll = all <= 1.25 * one
      nextTrial = count + (usesAll ? Self.interval : pause)
    } else if all < 0.9 * one {
      usesAll = true
      pause = 64
      nextTrial = count + Self.interval
    } else {
      pause = min(2 * pause, Self.longestPause)
      nextTrial = count + pause
    }
  }

  /// A mean that forgets slowly and is not led astray by one iteration.
  private static func mean(_ mean: Double, _ new: Double) -> Double { mean + (min(new, 4 * mean) - mean) / 32 }
}
