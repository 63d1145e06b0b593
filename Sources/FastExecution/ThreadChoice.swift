/// Whether a plan's iterations are quicker on all threads or on one, found out by trying now and then.
///
/// Where other programs use the processors, threads wait longer for one another than they save, most of it in the few
/// iterations in which one of them has lost its processor: so what counts is the time of many iterations together. Small
/// iterations are always quicker on one thread. The bits are the same.
struct ThreadChoice {
  /// How long some iterations took.
  private struct Time {
    var seconds = 0.0
    var count = 0

    var mean: Double { seconds / Double(max(1, count)) }

    mutating func note(_ seconds: Double) {
      self.seconds += seconds
      count += 1
    }
  }

  /// What it recommends for now.
  private(set) var usesAll = true
  /// Of the iterations since the last trial, and of those of the trial that is under way.
  private var usual = Time()
  private var trial = Time()
  /// How many iterations there are before the next trial, on all threads and on one.
  private var pauseOfAll = shortestPause
  private var pauseOfOne = shortestPause
  private var begun = 0

  /// The first iterations touch memory for the first time: they say nothing.
  private static let start = 8
  /// How many iterations a trial has.
  private static let trialLength = 8
  /// As long as trials find nothing new, each pause is twice as long as the last; so is that of one thread each time that
  /// all of them, preferred after a trial, turn out no better, until they have been for long.
  private static let shortestPause = 64
  private static let longestPauseOfAll = 512
  private static let longestPauseOfOne = 2048

  private var isTrial: Bool { usual.count >= (usesAll ? pauseOfAll : pauseOfOne) }

  /// Whether the next iteration is to run on all threads.
  var isForAll: Bool { usesAll != isTrial }

  /// Takes note of how long an iteration took.
  mutating func note(_ seconds: Double) {
    if begun < Self.start {
      begun += 1
      return
    }
    guard isTrial else { return usual.note(seconds) }
    trial.note(seconds)
    guard trial.count == Self.trialLength else { return }
    // Whoever is to take the other's place has to be better by a little, or chance would decide.
    let isBetter = trial.mean < 0.95 * usual.mean
    if usesAll {
      if isBetter {
        pauseOfOne = min(2 * pauseOfOne, Self.longestPauseOfOne)
      } else if pauseOfAll == Self.longestPauseOfAll {
        pauseOfOne = Self.shortestPause
      }
      pauseOfAll = isBetter ? Self.shortestPause : min(2 * pauseOfAll, Self.longestPauseOfAll)
    } else if !isBetter {
      pauseOfOne = min(2 * pauseOfOne, Self.longestPauseOfOne)
    }
    if isBetter { usesAll.toggle() }
    (usual, trial) = (Time(), Time())
  }
}
