import Calculus
import Execution
import Typesetting

extension History {
  /// The numbers followed: at which iterations (or at the ends of which epochs), and what they were.
  package var fact: Fact {
    .record(
      ("perEpoch", .flag(isPerEpoch)), ("iterations", .list(iterations.map { .integer($0) })),
      (
        "series",
        .list(
          zip(quantities, values).map { quantity, values in
            .record(
              ("name", .text(quantity.name)), ("meaning", meanings[quantity].map { .words($0) }),
              ("values", .list(values.map { $0.map { .number($0) } ?? .none })))
          })
      ))
  }
}

extension CycleDetector.Cycle {
  /// From the end of which epoch on the parameters come back, and every how many epochs.
  package var fact: Fact { .record(("fromEpoch", .integer(start)), ("period", .integer(period))) }
}

extension RunEnding {
  /// Why and where the run ended.
  package var fact: Fact {
    let place: Fact = .record(
      ("iteration", .integer(iteration)), ("epoch", .integer(epoch)), ("reason", .text(outcome.name)))
    switch outcome {
    case .completed, .interrupted: return place.adding(unsolvedFacts)
    case .reached(let condition): return place.adding(("condition", .text(condition))).adding(unsolvedFacts)
    case .notFalling(let quantity, let epochs):
      return place.adding(("quantity", .text(quantity.name)), ("epochs", .integer(epochs))).adding(unsolvedFacts)
    case .diverged(let quantity, let offset, let iteration):
      return place.adding(
        ("firstNotFinite", .text(Entry(quantity, offset).address)), ("at", .integer(iteration)))
    }
  }
}

extension RunEnding {
  /// What was not finite in a run that went on.
  private var unsolvedFacts: [(key: String, value: Fact?)] {
    guard let unsolved else { return [] }
    return [
      ("firstNotFinite", .text(Entry(unsolved.quantity, unsolved.offset).address)),
      ("at", .integer(unsolved.iteration)),
    ]
  }
}

extension Run {
  /// What ran: the lesson, its settings, the seed and, for a run as by hand, the decimals kept.
  package var openingFact: Fact {
    .record(
      ("lesson", .text(main.name)), ("title", main.title.map { .words($0) }), ("settings", main.settingsFact),
      ("seed", .integer(options.seed)),
      (
        "carry",
        options.carry.map { carry in
          .record(("decimals", .integer(carry.decimals)), ("truncated", .flag(carry.truncates)))
        }
      ))
  }
}

extension Outcome {
  fileprivate var name: String {
    switch self {
    case .completed: "completed"
    case .reached: "reached"
    case .notFalling: "notFalling"
    case .diverged: "diverged"
    case .interrupted: "interrupted"
    }
  }
}
