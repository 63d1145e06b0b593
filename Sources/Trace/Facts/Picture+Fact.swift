import Calculus
import Typesetting

extension DrawnPicture {
  /// What is drawn, with its numbers; where it is not drawn, why.
  package var fact: Fact {
    let base: Fact = .record(
      ("chart", .text(picture.kind.rawValue)), ("of", .text(picture.subjectText)),
      ("title", picture.meaning.map { .words($0) }))
    return switch content {
    case .curve(let curve): base.adding(curve.members)
    case .points(let points): base.adding(points.members)
    case .steps(let rows): base.adding(rows.members)
    case .map(let map): base.adding(map.members)
    case .image(let pixels): base.adding(("pixels", pixels.fact))
    case .inequalities(let inequalities): base.adding(inequalities.members)
    case .derivation(let derivation): base.adding(derivation.members)
    case .trace(let trace): base.adding(trace.members)
    case .methods(let methods): base.adding(methods.members)
    case .missing(let reason): base.adding(("missing", .text(reason.name)))
    }
  }
}

/// What an object has beside its kind.
private typealias Members = [(key: String, value: Fact?)]

extension DrawnPicture.Reason {
  fileprivate var name: String {
    switch self {
    case .tooFewPoints: "tooFewPoints"
    case .nothingFinite: "nothingFinite"
    }
  }
}

extension DrawnPicture.Curve {
  fileprivate var members: Members {
    [
      ("perEpoch", .flag(isPerEpoch)), ("at", .list(places.map { .integer($0) })),
      ("values", .list(values.map { .number($0) })),
    ]
  }
}

extension DrawnPicture.Point {
  fileprivate var fact: Fact {
    .record(("at", .list(place.map { .number($0) })), ("class", label.map { .integer($0) }))
  }
}

extension DrawnPicture.Points {
  fileprivate var members: Members {
    [
      ("x", x.map { .text($0) }), ("y", y.map { .text($0) }),
      ("before", before.map { .list($0.map { $0.fact }) }), ("points", .list(after.map { $0.fact })),
    ]
  }
}

extension DrawnPicture.Rows {
  fileprivate var members: Members {
    [
      ("columns", .list(columns.map { $0.fact })),
      (
        "rows",
        .list(
          rows.map { row in
            .record(
              ("iteration", .integer(row.iteration)), ("epoch", .integer(row.epoch)), ("batch", .integer(row.batch)),
              ("values", .list(row.values.map { $0.map { .number($0) } ?? Fact.none })))
          })
      ),
    ]
  }
}

extension DrawnPicture.ClassMap {
  fileprivate var members: Members {
    [
      ("columns", .integer(columns)), ("rows", .integer(rows)), ("cells", .list(cells.map { .integer($0) })),
      ("x", axis(x, xRange)), ("y", axis(y, yRange)), ("points", .list(points.map { $0.fact })),
    ]
  }

  private func axis(_ name: String, _ range: ClosedRange<Double>) -> Fact {
    .record(("of", .text(name)), ("from", .number(range.lowerBound)), ("to", .number(range.upperBound)))
  }
}

extension Inequalities {
  fileprivate var members: Members {
    [
      ("parameters", .list(parameters.map { .text($0.address) })), ("zeroIsAbove", .flag(isZeroAbove)),
      (
        "inequalities",
        .list(
          inequalities.enumerated().map { place, inequality in
            Fact.record(("example", .integer(place + 1))).adding(inequality.sum.members)
              .adding(("side", .text(inequality.side == .above ? "above" : "below")))
          })
      ),
      (
        "contradiction",
        contradiction.map { found in
          Fact.record(
            ("above", .list(found.above.map { .integer($0 + 1) })),
            ("below", .list(found.below.map { .integer($0 + 1) }))
          ).adding(found.sum.members)
        }
      ),
    ]
  }
}

extension Inequalities.Sum {
  fileprivate var members: Members {
    [("coefficients", .list(coefficients.map { .number($0) })), ("constant", .number(constant))]
  }
}
