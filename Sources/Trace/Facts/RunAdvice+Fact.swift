import Calculus
import Typesetting

extension RunAdvice {
  /// What was found by trying.
  package var fact: Fact {
    switch self {
    case .smallerRate(let rate, let iterations):
      .record(
        ("kind", .text("smallerRate")), ("rate", .number(rate)), ("iterations", .integer(iterations)))
    case .noSmallerRate(let rates):
      .record(("kind", .text("noSmallerRate")), ("rates", .list(rates.map { .number($0) })))
    case .notFallen(let quantity, let first, let last, let smaller, let iterations, let tried):
      .record(
        ("kind", .text("notFallen")), ("quantity", .text(quantity.name)), ("first", .number(first)),
        ("value", .number(last)), ("rate", smaller.map { .number($0) }),
        ("iterations", smaller.map { _ in .integer(iterations) }), ("rates", .list(tried.map { .number($0) })))
    case .plateau(let quantity, let value, let iteration):
      .record(
        ("kind", .text("plateau")), ("quantity", .text(quantity.name)), ("value", .number(value)),
        ("at", .integer(iteration)))
    case .stuck(let quantity, let value, let first, let last, let tried, let better):
      .record(
        ("kind", .text("stuck")), ("quantity", .text(quantity.name)), ("value", .number(value)),
        ("from", .integer(first)), ("to", .integer(last)),
        ("seedsTried", tried.map { .list($0.map { .integer(Int($0)) }) }),
        ("betterSeed", better.map { .integer(Int($0)) }))
    }
  }
}
