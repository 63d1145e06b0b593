import Calculus
import Execution
import Typesetting

extension RunComparison {
  /// Both runs, what they begin with that differs, and the first line that gives another value in each.
  package var fact: Fact {
    .record(
      ("lesson", .text(first.run.main.name)), ("title", first.run.main.title.map { .words($0) }),
      ("runs", .list([first.fact, second.fact])), ("start", .list(start.map { $0.fact })),
      ("compared", .integer(compared)), ("firstDifference", firstDifference?.fact))
  }
}

extension RunComparison.Side {
  fileprivate var fact: Fact {
    .record(
      (
        "with",
        .list(differing.map { .record(("name", .text($0.name)), ("value", .text($0.text))) })
      ),
      ("settings", run.main.settingsFact), ("seed", .integer(run.options.seed)), ("history", history.fact),
      ("end", run.ending?.fact))
  }
}

extension RunComparison.Difference {
  /// The values of both; where they are large, of the entry that differs most alone.
  fileprivate var fact: Fact {
    let shown = largest.map { place in
      [values.0, values.1].map { Fact.number($0.values[place]) }
    }
    return .record(
      ("name", .text(name)), ("phase", .text(phase.keyword)),
      ("shapes", .list([values.0.shape, values.1.shape].map { .list($0.sizes.map { .integer($0) }) })),
      ("differing", count.map { .integer($0) }),
      ("largest", largest.map { .text(Entry(quantities.0, $0).address) }), ("values", shown.map { .list($0) }))
  }
}

extension RunComparison.FirstDifference {
  fileprivate var fact: Fact {
    .record(
      ("iteration", .integer(iteration)), ("epoch", .integer(epoch)), ("batch", .integer(batch)),
      ("quantity", quantity.fact),
      (
        "formulas",
        .list([lines.0, lines.1].map { $0.map { $0.formula.fact } ?? .none })
      ),
      ("operands", .list(operands.map { $0.fact })))
  }
}
