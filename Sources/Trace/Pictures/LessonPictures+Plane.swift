import Calculus
import LessonLanguage
import Matrices

/// Drawings in the plane of two coordinates: examples as points, and the classes of a whole region.
extension LessonPictures {
  /// The coordinates of each example, with its class.
  func points(_ picture: Picture, _ moment: Moment) throws(LessonError) -> [DrawnPicture.Point] {
    let values = ExampleValues(moment, scope)
    let classes = try classes(picture, values, moment)
    return try numbers(picture.subject, picture.syntax.subject, values, moment).enumerated().map { index, example in
      DrawnPicture.Point(place: example, label: classes.of(index))
    }
  }

  /// A list of numbers for each example. What is not of the examples of a batch is as the moment has it.
  private func numbers(
    _ formula: Resolved, _ syntax: FormulaSyntax, _ values: ExampleValues, _ moment: Moment
  ) throws(LessonError) -> [[Double]] {
    if scope.isPerBatch(formula) || !moment.program.isRemainder { return values.perExample(formula) }
    let here = try resolve(syntax, in: moment.program)
    return scope.axis(here).lists(moment.evaluate(here))
  }

  /// What stands after `by`, for each example.
  private func classes(_ picture: Picture, _ values: ExampleValues, _ moment: Moment) throws(LessonError)
    -> ExampleClasses
  {
    guard let formula = picture.by, let syntax = picture.syntax.by else {
      return ExampleClasses([], isPiecewiseConstant: true)
    }
    return ExampleClasses(
      try numbers(formula, syntax, values, moment), isPiecewiseConstant: scope.isPiecewiseConstant(formula))
  }

  /// What the subject has over the plane of two inputs, with the examples; from the parameters that the last update left.
  struct Plane {
    let columns, rows: Int
    /// A list for each cell, row by row from the top left.
    let numbers: [[Double]]
    let points: [DrawnPicture.Point]
    let targets: ExampleClasses
    let x, y: ClosedRange<Double>
  }

  /// Nil where the inputs are no finite numbers.
  func plane(_ picture: Picture, _ moment: Moment) throws(LessonError) -> Plane? {
    guard let over = picture.over else { return nil }
    let values = ExampleValues(moment, scope)
    values.putUpdatedValues()
    let targets = try classes(picture, values, moment)
    let points = values.perExample(Resolved(.reference(over))).enumerated().map { index, example in
      DrawnPicture.Point(place: example, label: targets.of(index))
    }
    let data = points.map { $0.place }.filter { $0.allSatisfy { $0.isFinite } }
    guard let x = Self.range(data.map { $0[0] }), let y = Self.range(data.map { $0[1] }) else { return nil }
    let (columns, rows) = (surfaceColumns, surfaceRows)
    let places = (0..<rows).flatMap { row in
      // The edges are cells too, so that round numbers fall on the middle of one.
      (0..<columns).map { column in
        [
          Self.place(Double(column) / Double(columns - 1), in: x),
          Self.place(1 - Double(row) / Double(rows - 1), in: y),
        ]
      }
    }
    values.putExamples(from: 0)
    let count = over.exampleCount
    var numbers: [[Double]] = []
    for first in stride(from: 0, to: places.count, by: max(1, count)) {
      // The last place again where there are no more, since the formulas are those of `count` examples.
      let part = (0..<count).map { places[min(first + $0, places.count - 1)] }
      values.put(over.examples.matrix(part, like: over.shape), into: over)
      numbers += scope.axis(picture.subject).lists(values.evaluate(picture.subject)).prefix(places.count - first)
    }
    return Plane(columns: columns, rows: rows, numbers: numbers, points: points, targets: targets, x: x, y: y)
  }

  /// The subject's class over the plane of two inputs.
  func map(_ picture: Picture, _ moment: Moment) throws(LessonError) -> DrawnPicture.Content? {
    guard let over = picture.over else { return nil }
    guard let plane = try plane(picture, moment) else { return .missing(.nothingFinite(over)) }
    return .map(
      DrawnPicture.ClassMap(
        columns: plane.columns, rows: plane.rows,
        cells: ExampleClasses(
          plane.numbers, isPiecewiseConstant: scope.isPiecewiseConstant(picture.subject), targets: plane.targets
        ).classes,
        points: plane.points, xRange: plane.x, yRange: plane.y, x: picture.coordinate(0, of: over.symbol.name),
        y: picture.coordinate(1, of: over.symbol.name)))
  }

  /// From half their extent below the values to as much above them; nil where that is no range of finite numbers.
  static func range(_ values: [Double]) -> ClosedRange<Double>? {
    guard let low = values.min(), let high = values.max() else { return nil }
    let margin = max(0.5 * (high - low), 0.5)
    guard (low - margin).isFinite, (high + margin).isFinite else { return nil }
    return (low - margin)...(high + margin)
  }

  private static func place(_ part: Double, in range: ClosedRange<Double>) -> Double {
    range.lowerBound + part * (range.upperBound - range.lowerBound)
  }
}
