import Calculus
import Trace
import Typesetting

extension Walk {
  /// Where the reader stands: the step, its place in the run, its formula and its numbers.
  package var fact: Fact {
    let place: Fact = .record(
      ("step", .integer(state.step + 1)), ("steps", .integer(steps.count)),
      ("pastEnd", state.iteration > bounds.end ? .flag(true) : nil))
    guard let definition else { return moment.timeFact.adding(("place", place)) }
    let recorded = RecordedQuantity.all(of: moment.program).first { $0.quantity == definition.quantity }
    return moment.timeFact.adding(
      ("place", place),
      (
        "operation",
        recorded.map { moment.fact(of: $0).adding(("soFar", isSumSoFar ? .flag(true) : nil)) }
      ))
  }

  /// The losses from the first iteration to the present one.
  package var lossFact: Fact {
    .record(
      ("name", moment.program.objective.map { .text($0.name) }), ("first", .integer(bounds.first)),
      ("values", .list(lossesSoFar.map { .number($0) })))
  }
}

extension StepNote {
  /// The note's name.
  package var fact: Fact {
    switch self {
    case .start: .text("start")
    case .end: .text("end")
    case .pastEnd: .text("pastEnd")
    case .limit: .text("limit")
    }
  }
}
