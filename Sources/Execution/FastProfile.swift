import Calculus

/// What kinds of operation the fast way has.
package enum FastKind: String, Sendable, CaseIterable {
  case gathering, product, convolution, pooling, formula, fold, softmax, copying, stepwise
}

/// Where the time of a run went: the mean of its threads.
package struct FastProfile: Sendable {
  /// Whose time it is.
  package enum Part: Hashable, Sendable {
    /// Operations of one kind in one part of the lesson.
    case operations(FastKind, Phase)
    /// The metrics on other sets.
    case evaluation
    /// For the other threads.
    case waiting
  }

  /// The iterations that were measured.
  package let iterations: Int
  /// Seconds of the fastest epoch; nil before the first is complete.
  package let fastestEpoch: Double?
  /// The seconds of each part, over all iterations.
  package private(set) var seconds: [Part: Double] = [:]

  /// No time yet.
  package init(iterations: Int, fastestEpoch: Double?) {
    self.iterations = iterations
    self.fastestEpoch = fastestEpoch
  }

  /// Adds seconds to those of a part.
  package mutating func add(_ part: Part, _ more: Double) { seconds[part, default: 0] += more }

  /// The sum of all.
  package var total: Double { seconds.values.reduce(0, +) }

  /// The parts that took longest first.
  package var ordered: [(part: Part, seconds: Double)] {
    seconds.sorted { ($1.value, $0.key.place) < ($0.value, $1.key.place) }.map { ($0.key, $0.value) }
  }
}

extension FastProfile.Part {
  /// What comes first of two parts that took as long as each other.
  fileprivate var place: Int {
    switch self {
    case .evaluation: 0
    case .operations(let kind, let phase):
      1 + (FastKind.allCases.firstIndex(of: kind) ?? 0) * Phase.allCases.count + phase.rawValue
    case .waiting: .max
    }
  }
}
