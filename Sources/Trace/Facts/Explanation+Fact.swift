import Calculus
import Typesetting

extension Explanation {
  /// The number, its formula and, opened in turn, the numbers that this reads.
  package var fact: Fact {
    let base = entry.fact.adding(("value", .number(value)), ("meaning", meaning.map { .words($0) }))
    switch origin {
    case .given(let phase): return base.adding(("given", .text(phase.keyword)))
    case .derived, .unknown: return base
    case .measured(let found):
      return base.adding(
        ("given", .text(Phase.metrics.keyword)), ("set", .text(found.set)), ("epoch", .integer(found.epoch)),
        ("line", found.line?.fact))
    case .gathered(let found):
      return base.adding(
        (
          "gathered",
          .record(
            ("mean", .flag(found.isMean)), ("epoch", .integer(found.epoch)),
            ("from", .integer(found.iterations.lowerBound)), ("to", .integer(found.iterations.upperBound)))
        ))
    case .computed(let line, let short):
      return base.adding(("line", line.fact)).adding(short.facts).adding(
        ("parts", parts.isEmpty ? nil : .list(parts.map { $0.fact })))
    }
  }
}

extension Explanation.EntryFormula {
  /// The formula; the same with its derivatives opened, where it has any; what was left out of long sums.
  package var facts: [(key: String, value: Fact?)] {
    func written(_ formula: Scalar) -> Fact {
      .formula(
        formula.typesetAsEntry(Notation()) { part in omitted[part.quantity.id] == nil ? nil : .words("…") }.line)
    }
    let opened = try? formula.opened { $0 }
    let rest = omitted.values.reduce((count: 0, sum: 0.0)) { ($0.count + $1.count, $0.sum + $1.sum) }
    return [
      ("formula", written(formula)), ("opened", opened.flatMap { $0 == formula ? nil : written($0) }),
      ("winners", winners.isEmpty ? nil : .list(winners.compactMap { $0.fact })),
      ("omitted", rest.count == 0 ? nil : .record(("terms", .integer(rest.count)), ("sum", .number(rest.sum)))),
    ]
  }
}

extension Explanation.Winner {
  /// Which number wins, and how many are equal to it; nil where none is a number.
  fileprivate var fact: Fact? {
    guard let winner = first.first else { return nil }
    return .record(("kind", .text(kind.rawValue)), ("winner", winner.fact), ("ties", .integer(first.count)))
  }
}

extension ChainPaths {
  /// The derivative as the sum over its paths, factor by factor.
  package var fact: Fact {
    .record(
      ("value", .number(sum)), ("count", .number(count)),
      (
        "paths",
        .list(
          paths.map { path in
            .record(
              (
                "factors",
                .list(
                  path.factors.map { factor in
                    .record(
                      ("of", .text(factor.above.address)), ("by", .text(factor.below.address)),
                      ("formula", factor.formula.fact), ("value", .number(factor.value)))
                  })
              ), ("product", .number(path.product)))
          })
      ), ("rest", Double(paths.count) < count ? .number(rest) : nil))
  }
}
