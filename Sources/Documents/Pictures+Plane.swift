import Calculus
import Execution
import LessonLanguage
import Matrices
import Trace
import Typesetting

/// Drawings in the plane of two coordinates: examples as points, and the classes of a whole region.
extension Pictures {
  /// The coordinates of each example, marked with its class.
  func points(_ picture: Picture, _ runner: Runner) throws -> [Chart.Point] {
    let values = ExampleValues(runner, scope)
    let marks = try classes(picture.by, picture.syntax.by, values, runner).marks
    let examples = try numbers(picture.subject, picture.syntax.subject, values, runner)
    return examples.enumerated().compactMap { index, example in
      guard let x = example.first, x.isFinite else { return nil }
      let y = example.count > 1 ? example[1] : 0
      let mark = marks.isEmpty ? "●" : marks[index % marks.count]
      return Chart.Point(x: x, y: y.isFinite ? y : 0, mark: mark)
    }
  }

  /// A list of numbers for each example. What is not of the examples of a batch is as the run has it.
  private func numbers(
    _ formula: Resolved, _ syntax: FormulaSyntax, _ values: ExampleValues, _ runner: Runner
  ) throws -> [[Double]] {
    if scope.isPerBatch(formula) || !runner.program.isRemainder { return values.perExample(formula) }
    let here = try resolve(syntax, in: runner.program)
    return ExampleAxis(here.shape, runner.program).lists(runner.moment().evaluate(here))
  }

  private func classes(
    _ formula: Resolved?, _ syntax: FormulaSyntax?, _ values: ExampleValues, _ runner: Runner
  ) throws -> ExampleClasses {
    guard let formula, let syntax else { return ExampleClasses([], isStepwise: true) }
    return ExampleClasses(
      try numbers(formula, syntax, values, runner), isStepwise: scope.isStepwise(formula))
  }

  func scatter(_ picture: Picture, _ points: [Chart.Point], _ moment: Localized?) -> Block {
    let title = moment.map { picture.title + Text(" (\($0[language]))") } ?? picture.title
    return .chart(.points(title: title, points, xLabel: picture.axis(0), yLabel: picture.axis(1)))
  }

  /// The subject's class over the plane of two inputs, with the examples drawn over it; from the parameters that the
  /// last update left.
  func map(_ picture: Picture, _ runner: Runner) throws -> [Block] {
    guard let over = picture.over else { return [] }
    let values = ExampleValues(runner, scope)
    values.putUpdatedValues()
    let targets = try classes(picture.by, picture.syntax.by, values, runner)
    let data = values.perExample(Resolved(.reference(over))).enumerated().filter { $0.element.allSatisfy(\.isFinite) }
    let (x, y) = (Self.range(data.map { $0.element[0] }), Self.range(data.map { $0.element[1] }))
    guard let x, let y else {
      return [
        notDrawn(
          picture,
          Localized(
            es: "«\(over.symbol.name)» no tiene números finitos en los que dibujarlo",
            en: "“\(over.symbol.name)” has no finite numbers to draw it over"))
      ]
    }
    let columns = 41
    let rows = 17
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
    let axis = ExampleAxis(over.shape, scope.program)
    let outputs = ExampleAxis(picture.subject.shape, scope.program)
    var numbers: [[Double]] = []
    for first in stride(from: 0, to: places.count, by: max(1, axis.count)) {
      let part = Array(places[first...].prefix(axis.count))
      values.put(axis.matrix(part), into: over)
      numbers += outputs.lists(values.evaluate(picture.subject)).prefix(part.count)
    }
    let cells = ExampleClasses(numbers, isStepwise: scope.isStepwise(picture.subject), targets: targets).classes
    let marks = targets.marks
    let points = data.map { index, example in
      Chart.Point(x: example[0], y: example[1], mark: marks.isEmpty ? "●" : marks[index % marks.count])
    }
    return [
      .chart(
        .map(
          title: picture.title, columns: columns, rows: rows, cells: cells, points: points,
          x: Axis(x, label: Self.coordinate(1, of: over, inRows: picture.examplesInRows)),
          y: Axis(y, label: Self.coordinate(2, of: over, inRows: picture.examplesInRows))))
    ]
  }

  /// The numbers of all examples in one coordinate: `X[:,1]`.
  private static func coordinate(_ place: Int, of quantity: Quantity, inRows: Bool) -> Text {
    Text([.code(quantity.symbol.name + (inRows ? "[:,\(place)]" : "[\(place),:]"))])
  }

  /// From half their extent below the values to as much above them; nil where that is no range of finite numbers.
  private static func range(_ values: [Double]) -> ClosedRange<Double>? {
    guard let low = values.min(), let high = values.max() else { return nil }
    let margin = max(0.5 * (high - low), 0.5)
    guard (low - margin).isFinite, (high + margin).isFinite else { return nil }
    return (low - margin)...(high + margin)
  }

  private static func place(_ part: Double, in range: ClosedRange<Double>) -> Double {
    range.lowerBound + part * (range.upperBound - range.lowerBound)
  }
}
