import Calculus
import LessonLanguage
import Matrices
import Trace
import Typesetting

/// Drawings in the plane of two coordinates: examples as points, and the classes of a whole region.
extension Pictures {
  /// The first two coordinates of each example, marked with its class.
  func points(_ picture: Picture, _ moment: Moment) -> [Chart.Point] {
    let matrix = onAllExamples(picture.subject, moment)
    let classes = picture.by.map { onAllExamples($0, moment).map(Self.classOf) }
    return matrix.enumerated().compactMap { index, example in
      guard let x = example.first, x.isFinite else { return nil }
      let y = example.count > 1 ? example[1] : 0
      return Chart.Point(x: x, y: y.isFinite ? y : 0, mark: classes.map { $0[index % $0.count].mark } ?? "●")
    }
  }

  /// A list of numbers for each example, of all of them and not only of the current batch.
  private func onAllExamples(_ formula: Resolved, _ moment: Moment) -> [[Double]] {
    let program = moment.program
    guard let batching = program.batching else { return examples(moment.evaluate(formula), program) }
    var found: [[Double]] = []
    var moment = moment
    for first in stride(from: 0, to: min(batching.count, Self.mostPoints), by: max(1, batching.size)) {
      for pair in batching.pairs {
        moment = moment.replacing(
          pair.batch, with: part(of: moment.value(of: pair.all), from: first, pair.batch.shape, program))
      }
      let wanted = min(batching.size, batching.count - first)
      found += examples(moment.evaluate(formula), program).prefix(wanted)
    }
    return found
  }

  /// Points drawn at most.
  private static let mostPoints = 2_000

  /// Examples from `first` on, as many as `shape` holds; the last is repeated where there are no more.
  private func part(of all: Matrix, from first: Int, _ shape: Shape, _ program: Program) -> Matrix {
    var matrix = Matrix(shape)
    for row in 0..<shape.rows {
      for column in 0..<shape.columns {
        matrix[row, column] =
          program.examplesInRows
          ? all[min(first + row, all.shape.rows - 1), column] : all[row, min(first + column, all.shape.columns - 1)]
      }
    }
    return matrix
  }

  func scatter(_ picture: Picture, _ points: [Chart.Point], _ moment: Localized?) -> Block {
    let title = moment.map { picture.title + Text(" (\($0[language]))") } ?? picture.title
    return .chart(.points(title: title, points, xLabel: picture.axis(0), yLabel: picture.axis(1)))
  }

  /// The subject's class over the plane of the first two inputs, with the examples drawn over it; from the parameters
  /// that the last update left.
  func map(_ picture: Picture, _ start: Moment) -> [Block] {
    let program = start.program
    guard let input = picture.over else { return [] }
    let all = program.batching?.pairs.first { $0.batch == input }?.all ?? input
    let data = examples(start.value(of: all), program)
    guard let width = data.first?.count, width == 2 else {
      let name = input.symbol.name
      return [
        .paragraph(
          picture.title
            + Text(
              Localized(
                es: ": no se dibuja, porque «\(name)» no tiene dos entradas por ejemplo.",
                en: ": not drawn, since “\(name)” does not have two inputs for each example.")[language]))
      ]
    }
    var moment = start
    for update in program.updates { moment = moment.replacing(update.old, with: start.value(of: update.new)) }
    let columns = 41
    let rows = 17
    let (x, y) = (Self.range(data.map { $0[0] }), Self.range(data.map { $0[1] }))
    var cells: [Int] = []
    let perTurn = program.examplesInRows ? input.shape.rows : input.shape.columns
    var waiting: [[Double]] = []
    func flush() {
      guard !waiting.isEmpty else { return }
      var matrix = Matrix(input.shape)
      for index in 0..<perTurn {
        let point = waiting[min(index, waiting.count - 1)]
        for axis in 0..<2 {
          if program.examplesInRows { matrix[index, axis] = point[axis] } else { matrix[axis, index] = point[axis] }
        }
      }
      cells += classes(moment.replacing(input, with: matrix).evaluate(picture.subject), program).prefix(waiting.count)
      waiting = []
    }
    for row in 0..<rows {
      for column in 0..<columns {
        // The edges are cells too, so that round numbers fall on the middle of one.
        let across = Double(column) / Double(columns - 1)
        let up = 1 - Double(row) / Double(rows - 1)
        waiting.append([
          x.lowerBound + across * (x.upperBound - x.lowerBound), y.lowerBound + up * (y.upperBound - y.lowerBound),
        ])
        if waiting.count == perTurn { flush() }
      }
    }
    flush()
    let marks = targets(picture, program, start)
    let points = data.enumerated().map { index, example in
      Chart.Point(x: example[0], y: example[1], mark: marks.map { $0[index % $0.count].mark } ?? "●")
    }
    return [
      .chart(.map(title: picture.title, columns: columns, rows: rows, cells: cells, points: points, x: x, y: y))
    ]
  }

  /// The classes of all examples, not only of the current batch.
  private func targets(_ picture: Picture, _ program: Program, _ moment: Moment) -> [Int]? {
    guard let by = picture.by else { return nil }
    if case .reference(let quantity) = by.formula,
      let all = program.batching?.pairs.first(where: { $0.batch == quantity })?.all
    {
      return classes(moment.value(of: all), program)
    }
    return classes(moment.evaluate(by), program)
  }

  /// A list of numbers for each example.
  private func examples(_ matrix: Matrix, _ program: Program) -> [[Double]] {
    let shape = matrix.shape
    if program.examplesInRows {
      return (0..<shape.rows).map { row in (0..<shape.columns).map { matrix[row, $0] } }
    }
    return (0..<shape.columns).map { column in (0..<shape.rows).map { matrix[$0, column] } }
  }

  /// A class for each example: of one output whether it is above ½, of several the largest.
  private func classes(_ matrix: Matrix, _ program: Program) -> [Int] {
    examples(matrix, program).map(Self.classOf)
  }

  private static func classOf(_ outputs: [Double]) -> Int {
    if outputs.count == 1 { return outputs[0] > 0.5 ? 1 : 0 }
    return outputs.indices.max { outputs[$0] < outputs[$1] } ?? 0
  }

  private static func range(_ values: [Double]) -> ClosedRange<Double> {
    let low = values.min() ?? 0
    let high = values.max() ?? 1
    let margin = max(0.5 * (high - low), 0.5)
    return (low - margin)...(high + margin)
  }
}

extension Int {
  /// The character that marks a class.
  fileprivate var mark: String { (0...9).contains(self) ? "\(self)" : "●" }
}
