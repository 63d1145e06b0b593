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
    case .bars(let bars): base.adding(("bars", .list(bars.map { $0.fact })))
    case .landscape(let landscape): base.adding(landscape.members)
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
    case .nowhere: "nowhere"
    }
  }
}

extension DrawnPicture.Curve {
  fileprivate var members: Members {
    let across: (key: String, value: Fact?) =
      switch axis {
      case .iterations: ("perEpoch", .flag(false))
      case .epochs: ("perEpoch", .flag(true))
      case .over(let name): ("over", .text(name))
      }
    return [
      across, ("series", .list(series.map { $0.fact })), ("here", here.map { .list([.number($0.x), .number($0.y)]) }),
    ]
  }
}

extension DrawnPicture.Curve.Series {
  fileprivate var fact: Fact {
    .record(
      ("of", .text(name)), ("at", .list(places.map { .number($0) })), ("values", .list(values.map { .number($0) })))
  }
}

extension DrawnPicture.Bar {
  fileprivate var fact: Fact {
    switch name {
    case .written(let text): .record(("of", .record(("text", .text(text)))), ("value", .number(value)))
    case .entry(let scalar): .record(("of", scalar.fact), ("value", .number(value)))
    }
  }
}

extension DrawnPicture.Landscape {
  fileprivate var members: Members {
    [
      ("columns", .integer(columns)), ("rows", .integer(rows)), ("heights", .list(heights.map { .number($0) })),
      ("levels", .list(levels.map { .number($0) })), ("x", axisFact(x, xRange)), ("y", axisFact(y, yRange)),
      (
        "path",
        path.isEmpty
          ? nil
          : .list(
            path.map { place in
              .record(
                ("iteration", .integer(place.iteration)), ("at", .list([.number(place.x), .number(place.y)])))
            })
      ), ("points", points.isEmpty ? nil : .list(points.map { $0.fact })),
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
      ("x", axisFact(x, xRange)), ("y", axisFact(y, yRange)), ("points", .list(points.map { $0.fact })),
    ]
  }
}

/// What is measured along an axis, and from where to where.
private func axisFact(_ name: String, _ range: ClosedRange<Double>) -> Fact {
  .record(("of", .text(name)), ("from", .number(range.lowerBound)), ("to", .number(range.upperBound)))
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
