import Calculus
import Execution
import LessonLanguage
import Matrices

/// Curves over a run or over a number that is moved, and bars.
extension LessonPictures {
  /// The course of numbers over a run.
  func curve(_ picture: Picture, _ history: History) -> DrawnPicture.Content? {
    let quantities = picture.columns.compactMap { $0.formula.quantity }
    // What is complete only at an epoch's end has no number in between. Where all are, they are placed by their epoch.
    let areTotals = quantities.map { history.isPerEpoch || scope.program.isEpochTotal($0) }
    let isPerEpoch = areTotals.allSatisfy { $0 }
    let length = max(1, scope.program.batching?.batchesPerEpoch ?? 1)
    var series: [DrawnPicture.Curve.Series] = []
    for (number, (quantity, isTotal)) in zip(quantities, areTotals).enumerated() {
      guard let place = history.quantities.firstIndex(of: quantity) else { continue }
      let kept = history.iterations.indices.filter { !isTotal || history.iterations[$0].isMultiple(of: length) }
      series.append(
        DrawnPicture.Curve.Series(
          name: text(picture.cells[number]),
          places: kept.map { Double(history.iterations[$0] / (isPerEpoch ? length : 1)) },
          values: kept.map { history.values[place][$0] ?? .nan }))
    }
    guard series.contains(where: { $0.places.count > 1 }) else { return .missing(.tooFewPoints(perEpoch: isPerEpoch)) }
    return .curve(DrawnPicture.Curve(axis: isPerEpoch ? .epochs : .iterations, series: series))
  }

  /// Formulas over a number that is moved, with what has been learned by the end.
  func graph(
    _ picture: Picture, _ moment: Moment, _ path: DescentPath?
  ) throws(LessonError) -> DrawnPicture.Content? {
    guard let moved = picture.moved.first else { return nil }
    let numbers = try numbers(picture, moment)
    let formulas = try picture.cells.map { cell throws(LessonError) in
      try resolve(cell, scope.scope.names(numbers), in: moment.program)
    }
    let end = moment.afterUpdate
    let visited = path?.visited(moment) ?? []
    guard let ends = moved.ends ?? Self.range(of: numbers[0], visited, end) else {
      return .missing(.nowhere(moved.text))
    }
    let places = Self.places(ends, count: 121)
    let moving = MovedFormulas(formulas, moving: numbers, in: end)
    let values = places.map { moving.values(at: [$0]) }
    return .curve(
      DrawnPicture.Curve(
        axis: .over(moved.text),
        series: picture.cells.enumerated().map { number, cell in
          DrawnPicture.Curve.Series(name: text(cell), places: places, values: values.map { $0[number] })
        }, here: here(numbers[0], ends, moving, end)))
  }

  /// Where an entry is that is moved; nil where that is not seen, or several formulas are.
  private func here(
    _ number: Scope.Moved, _ ends: ClosedRange<Double>, _ moving: MovedFormulas, _ moment: Moment
  ) -> DrawnPicture.Curve.Here? {
    guard case .entry(let entry) = number else { return nil }
    let x = moment.entry(entry.quantity, entry.offset)
    let values = moving.values(at: [x])
    guard ends.contains(x), values.count == 1, values[0].isFinite else { return nil }
    return DrawnPicture.Curve.Here(x: x, y: values[0])
  }

  /// A bar for each entry.
  func bars(_ picture: Picture, _ moment: Moment) throws(LessonError) -> [DrawnPicture.Bar] {
    var bars: [DrawnPicture.Bar] = []
    for cell in picture.cells {
      let formula = try resolve(cell, in: moment.program)
      let values = moment.unmeasured(formula) == nil ? moment.evaluate(formula).values : []
      let names: [DrawnPicture.Bar.Name] =
        formula.shape.isScalar ? [.written(text(cell))] : Self.entries(formula).map { .entry($0) }
      for (place, name) in names.enumerated() {
        bars.append(DrawnPicture.Bar(name: name, value: values.indices.contains(place) ? values[place] : .nan))
      }
    }
    return bars
  }

  // MARK: Numbers that are moved

  /// What is moved, in the program of the batch that the run ended in.
  func numbers(_ picture: Picture, _ moment: Moment) throws(LessonError) -> [Scope.Moved] {
    try picture.moved.map { moved throws(LessonError) in
      guard case .entry = moved.number else { return moved.number }
      return try resolve(moved.syntax, in: moment.program).formula.asEntry.map { .entry($0) } ?? moved.number
    }
  }

  /// From where to where a number goes where the lesson does not say: around where it has been.
  static func range(
    of number: Scope.Moved, _ visited: [Double], _ moment: Moment
  ) -> ClosedRange<Double>? {
    var values = visited
    if case .entry(let entry) = number { values.append(moment.entry(entry.quantity, entry.offset)) }
    return range(values.filter { $0.isFinite })
  }

  /// So many numbers, equally far apart, the ends among them.
  static func places(_ ends: ClosedRange<Double>, count: Int) -> [Double] {
    (0..<count).map { place($0, of: count, in: ends) }
  }

  private static func place(_ index: Int, of count: Int, in ends: ClosedRange<Double>) -> Double {
    // Weights of the two ends: both are met exactly, and a round number between them nearly always.
    let weights = (Double(count - 1 - index), Double(index), Double(count - 1))
    let sum = ends.lowerBound * weights.0 + ends.upperBound * weights.1
    if sum.isFinite { return sum / weights.2 }
    return ends.lowerBound * (weights.0 / weights.2) + ends.upperBound * (weights.1 / weights.2)
  }

  /// A formula as the lesson writes it.
  private func text(_ syntax: FormulaSyntax) -> String { scope.scope.lesson.source.text(syntax.range) }
}

extension Formula {
  /// The quantity, where the formula is nothing else.
  var quantity: Quantity? { if case .reference(let quantity) = self { quantity } else { nil } }
}
