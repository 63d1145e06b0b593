import Typesetting

extension Chart {
  /// What is drawn, with its numbers.
  package var fact: Fact {
    switch self {
    case .curve(_, let series, let x, let y):
      .record(
        ("chart", .text("curve")), ("x", x.fact), ("y", y.fact), ("series", .list(series.map(\.fact))))
    case .path(_, let series, let x, let y):
      .record(("chart", .text("path")), ("x", x.fact), ("y", y.fact), ("series", .list([series.fact])))
    case .points(_, let points, let x, let y):
      .record(
        ("chart", .text("points")), ("x", x.fact), ("y", y.fact), ("points", .list(points.map(\.fact))))
    case .bars(_, let bars):
      .record(
        ("chart", .text("bars")),
        ("bars", .list(bars.map { .record(("name", .text($0.name.plain)), ("value", .number($0.value))) })))
    case .map(_, let columns, let rows, let cells, let points, let x, let y):
      .record(
        ("chart", .text("map")), ("columns", .integer(columns)), ("rows", .integer(rows)),
        ("cells", .list(cells.map { .integer($0) })), ("x", x.fact), ("y", y.fact),
        ("points", .list(points.map(\.fact))))
    case .image(_, let columns, let rows, let values):
      .record(("chart", .text("image")), ("pixels", .array(shape: [rows, columns], values: values)))
    }
  }
}

extension Axis {
  fileprivate var fact: Fact {
    .record(
      ("label", label.isEmpty ? nil : .text(label.plain)), ("from", .number(range.lowerBound)),
      ("to", .number(range.upperBound)))
  }
}

extension Chart.Series {
  fileprivate var fact: Fact {
    .record(
      ("name", name.isEmpty ? nil : .text(name.plain)), ("x", .list(x.map { .number($0) })),
      ("y", .list(y.map { .number($0) })))
  }
}

extension Chart.Point {
  fileprivate var fact: Fact { .record(("at", .list([.number(x), .number(y)])), ("mark", .text(mark))) }
}
