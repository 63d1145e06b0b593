import Typesetting

extension Chart {
  /// What is drawn, with its numbers.
  package var fact: Fact {
    switch self {
    case .curve(_, let values, let from, let to):
      .record(
        ("chart", .text("curve")), ("from", .text(from)), ("to", .text(to)),
        ("values", .list(values.map { .number($0) })))
    case .points(_, let points, let xLabel, let yLabel):
      .record(
        ("chart", .text("points")), ("xLabel", .text(xLabel.plain)), ("yLabel", .text(yLabel.plain)),
        ("points", .list(points.map(\.fact))))
    case .map(_, let columns, let rows, let cells, let points, let x, let y):
      .record(
        ("chart", .text("map")), ("columns", .integer(columns)), ("rows", .integer(rows)),
        ("cells", .list(cells.map { .integer($0) })), ("x", .list([.number(x.lowerBound), .number(x.upperBound)])),
        ("y", .list([.number(y.lowerBound), .number(y.upperBound)])), ("points", .list(points.map(\.fact))))
    case .image(_, let columns, let rows, let values):
      .record(("chart", .text("image")), ("pixels", .array(shape: [rows, columns], values: values)))
    }
  }
}

extension Chart.Point {
  fileprivate var fact: Fact { .record(("at", .list([.number(x), .number(y)])), ("mark", .text(mark))) }
}
