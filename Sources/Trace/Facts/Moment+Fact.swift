import Calculus
import Typesetting

extension Moment {
  /// When it is: the iteration, its epoch, and its batch within the epoch, from 1.
  package var timeFact: Fact {
    .record(("iteration", .integer(iteration)), ("epoch", .integer(epoch)), ("batch", .integer(batch)))
  }

  /// All that the iteration has, phase by phase: name, formula, shape and numbers; sums over an epoch at its end only.
  package var fact: Fact {
    let quantities = RecordedQuantity.all(of: program).filter { isMeasured($0.quantity) }
    return timeFact.adding(("quantities", .list(quantities.map { fact(of: $0) })))
  }

  /// One quantity with its numbers.
  package func fact(of recorded: RecordedQuantity) -> Fact {
    let definition = definition(of: recorded.quantity)
    let meaning = definition?.meaning ?? program.input(of: recorded.quantity)?.meaning
    return .record(
      ("name", .text(recorded.name)), ("phase", .text(recorded.phase.keyword)), ("formula", definition?.formula.fact),
      ("meaning", meaning.map { .words($0) }), ("value", value(of: recorded.quantity).fact))
  }
}
