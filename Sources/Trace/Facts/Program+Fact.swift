import Calculus
import Typesetting

extension Program {
  /// What a lesson is: its settings, quantities, lines, batches, stops and claims.
  package var fact: Fact {
    .record(
      ("lesson", .text(name)), ("title", title.map { .words($0) }),
      (
        "sources",
        .list(
          sources.map {
            .record(
              ("document", .text($0.document)),
              ("documentTitle", CourseDocument.of($0.document).map { .text($0.title) }),
              ("place", $0.place.map { .text($0) }))
          })
      ),
      ("notes", .list(notes.map { .words($0) })), ("examples", .text(convention.rawValue)),
      ("parameters", .integer(parameters.reduce(0) { $0 + $1.shape.count })),
      ("objective", objective.map { .text($0.name) }), ("settings", settingsFact), ("quantities", quantitiesFact),
      ("lines", linesFact), ("batches", batching?.fact), ("stops", .list(stops.map { $0.fact })),
      ("claims", .list(claims.map { $0.fact })))
  }

  /// The settings with the values they have here.
  package var settingsFact: Fact {
    .list(
      settings.map { setting in
        let named: Fact = .record(("name", .text(setting.symbol.name)), ("option", .text(setting.option)))
        let meaning: Fact? = setting.meaning.map { .words($0) }
        switch setting.value {
        case .number(let number):
          return named.adding(
            ("value", .number(number)), ("used", effective(setting).map { .number($0) }),
            ("least", setting.limits?.least.map { .number($0) }),
            ("greatest", setting.limits?.greatest.map { .number($0) }), ("meaning", meaning))
        case .choice(let selected, let choices):
          return named.adding(
            ("value", .text(selected)), ("choices", .list(choices.map { .text($0) })), ("meaning", meaning))
        case .function(let parameters, let body):
          return named.adding(
            ("parameters", .list(parameters.map { .text($0) })), ("value", .text(body)), ("meaning", meaning))
        }
      })
  }

  /// The number that a setting really has when it names more examples for a batch than there are; else nil.
  package func effective(_ setting: Setting) -> Double? {
    guard case .number(let number) = setting.value,
      let input = inputs.first(where: { $0.phase == .settings && $0.quantity.symbol == setting.symbol }),
      case .formula(let formula) = input.initializer, formula.references.isEmpty, formula.shape.isScalar,
      let used = formula.evaluate().values.first, used != number
    else { return nil }
    return used
  }

  /// Every quantity of an iteration: its name, phase, shape and meaning.
  package var quantitiesFact: Fact {
    .list(
      RecordedQuantity.all(of: self).map { recorded in
        let definition = definition(of: recorded.quantity)
        let meaning = definition?.meaning ?? input(of: recorded.quantity)?.meaning
        return .record(
          ("name", .text(recorded.name)), ("phase", .text(recorded.phase.keyword)),
          ("shape", .shape(recorded.quantity.shape.sizes)), ("meaning", meaning.map { .words($0) }))
      })
  }

  /// The lines that an iteration runs, those derived mechanically or written out by an optimizer included; then those
  /// that compute metrics on other sets.
  private var linesFact: Fact {
    .list(
      definitions.filter { !isGathered($0) }.map { $0.fact(as: $0.quantity, on: nil) }
        + measurements.map { $0.definition.fact(as: $0.target, on: $0.set) })
  }
}

extension Definition {
  /// The line with the name of what takes its value, and the set that it is computed on if that is another one.
  fileprivate func fact(as quantity: Quantity, on set: String?) -> Fact {
    let part = formula.replacedPart
    return .record(
      ("phase", .text(phase.keyword)), ("set", set.map { .text($0) }), ("name", .text(quantity.name)),
      ("entries", part.map { .text($0.rule.address) }), ("formula", (part?.new ?? formula).fact),
      ("line", line.map { .integer($0) }), ("derived", .flag(isDerived)))
  }
}

extension Program.Batching {
  fileprivate var fact: Fact {
    .record(
      ("data", .list(pairs.map { .text($0.batch.symbol.name) })), ("examples", .integer(count)),
      ("size", .integer(size)), ("perEpoch", .integer(batchesPerEpoch)), ("shuffled", .flag(isShuffled)))
  }
}

extension Program.Stop {
  fileprivate var fact: Fact {
    switch self {
    case .afterIterations(let count): .record(("afterIterations", .integer(count)))
    case .afterEpochs(let count): .record(("afterEpochs", .integer(count)))
    case .once(_, let text, _): .record(("once", .text(text)))
    case .unlessFalling(let quantity, let epochs):
      .record(("unlessFalling", .text(quantity.name)), ("epochs", .integer(epochs)))
    }
  }
}

extension Program.Claim {
  fileprivate var fact: Fact {
    .record(
      ("name", .text(quantity.name)), ("claim", promise.formula.fact), ("byName", .flag(isImplied)),
      ("line", line.map { .integer($0) }))
  }
}
