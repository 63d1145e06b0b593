import Calculus

/// One operation of the fast way: a part of it, or all.
struct FastOperation: Sendable {
  let kind: FastKind
  /// The part of the lesson that it belongs to.
  var phase: Phase = .data
  /// Whether several threads share it.
  let isShared: Bool
  /// The part, and of how many.
  let body: @Sendable (Int, Int) -> Void
}

/// What kinds of operation the fast way has.
package enum FastKind: String, Sendable, CaseIterable { case gathering, product, formula, fold, softmax, stepwise }

/// Where the time of a run went, as its first thread saw it.
package struct FastProfile: Sendable {
  /// Whose time it is.
  package enum Step: Hashable, Sendable {
    /// Operations of one kind in one part of the lesson.
    case operations(FastKind, Phase)
    /// The metrics on other sets.
    case evaluation
    /// For the other threads.
    case waiting
  }

  package private(set) var seconds: [Step: Double] = [:]

  mutating func add(_ step: Step, _ more: Double) { seconds[step, default: 0] += more }

  /// The sum of all.
  package var total: Double { seconds.values.reduce(0, +) }

  /// The steps that took longest first.
  package var ordered: [(step: Step, seconds: Double)] {
    seconds.sorted { ($1.value, "\($0.key)") < ($0.value, "\($1.key)") }.map { ($0.key, $0.value) }
  }
}

/// How long the operations of a plan took, on its first thread.
final class OperationTimes: @unchecked Sendable {
  private(set) var seconds: [Double]
  private(set) var waiting = 0.0
  private var start = ContinuousClock.now

  init(_ count: Int) {
    seconds = Array(repeating: 0, count: count)
  }

  func begin() { start = .now }

  func end(_ place: Int) {
    guard seconds.indices.contains(place) else { return }
    seconds[place] += elapsed
  }

  func endWaiting() { waiting += elapsed }

  private var elapsed: Double {
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
