import Calculus
import Execution
import Typesetting

extension FastProfile {
  /// Where the time went: seconds of each kind of operation in each part of the lesson, those that took longest first.
  package var fact: Fact {
    .record(
      ("iterations", .integer(iterations)), ("fastestEpoch", fastestEpoch.map { .number($0) }),
      (
        "parts",
        .list(
          ordered.map { part, seconds in part.fact.adding(("seconds", .number(seconds))) })
      ))
  }
}

extension FastProfile.Part {
  fileprivate var fact: Fact {
    switch self {
    case .operations(let kind, let phase):
      .record(("phase", .text(phase.keyword)), ("operations", .text(kind.rawValue)))
    case .evaluation: .record(("operations", .text("evaluation")))
    case .waiting: .record(("operations", .text("waiting")))
    }
  }
}
