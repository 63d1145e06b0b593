import Calculus
import Execution
import LessonLanguage
import Matrices
import Typesetting

/// Heights over a plane.
extension LessonPictures {
  /// The heights over two numbers that are moved, with the way that a descent took; or over the plane of two inputs.
  func landscape(
    _ picture: Picture, _ moment: Moment, _ path: DescentPath?
  ) throws(LessonError) -> DrawnPicture.Content? {
    guard picture.over == nil else { return try surfaceOverExamples(picture, moment) }
    guard picture.moved.count == 2 else { return nil }
    let isContours = picture.kind == .path
    let (ground, numbers) = try ground(picture, moment)
    let end = moment.afterUpdate
    let places = path?.ended(moment) ?? []
    let ranges = [0, 1].map { axis in
      picture.moved[axis].ends ?? Self.range(of: numbers[axis], places.map { axis == 0 ? $0.x : $0.y }, end)
    }
    guard let x = ranges[0], let y = ranges[1] else {
      return .missing(.nowhere(picture.moved[ranges[0] == nil ? 0 : 1].text))
    }
    let (columns, rows) = isContours ? (61, 41) : (surfaceColumns, surfaceRows)
    let moving = MovedFormulas([ground], moving: numbers, in: end)
    let across = Self.places(x, count: columns)
    let heights = Self.places(y, count: rows).reversed().flatMap { up in
      across.map { moving.values(at: [$0, up])[0] }
    }
    return .landscape(
      DrawnPicture.Landscape(
        columns: columns, rows: rows, heights: heights,
        levels: Self.levels(heights, count: isContours ? 7 : Self.surfaceLevels), isContours: isContours, path: places,
        points: [], xRange: x, yRange: y, x: picture.moved[0].text, y: picture.moved[1].text))
  }

  /// What has a height, and the numbers that are moved, in the program of the batch that the run ended in.
  private func ground(
    _ picture: Picture, _ moment: Moment
  ) throws(LessonError) -> (value: Resolved, arguments: [Scope.Moved]) {
    let place = picture.syntax.over ?? picture.syntax.subject
    if case .name(let name) = place {
      let function = try scope.scope.lesson.source.locating { () throws(LocatedError) in
        try scope.scope.of(moment.program).function(name)
      }
      if let function { return function }
    }
    let numbers = try numbers(picture, moment)
    return (try resolve(place, scope.scope.names(numbers), in: moment.program), numbers)
  }

  var surfaceColumns: Int { 40 * fineness + 1 }
  var surfaceRows: Int { 16 * fineness + 1 }
  private static let surfaceLevels = 4

  /// One output over the plane of two inputs, with the examples.
  private func surfaceOverExamples(_ picture: Picture, _ moment: Moment) throws(LessonError) -> DrawnPicture.Content? {
    guard let plane = try plane(picture, moment), let over = picture.over else {
      return picture.over.map { .missing(.nothingFinite($0)) }
    }
    let heights = plane.numbers.map { $0.first ?? .nan }
    return .landscape(
      DrawnPicture.Landscape(
        columns: plane.columns, rows: plane.rows, heights: heights,
        levels: Self.levels(heights, count: Self.surfaceLevels), isContours: false, path: [], points: plane.points,
        xRange: plane.x, yRange: plane.y, x: picture.coordinate(0, of: over.symbol.name),
        y: picture.coordinate(1, of: over.symbol.name)))
  }

  /// Round heights that part the plane in about equal areas, from the lowest: fewer where it is flat. Those between 0 and
  /// 1 that come near both, as outputs of a sigmoid do, are cut at equal distances.
  static func levels(_ heights: [Double], count: Int) -> [Double] {
    let sorted = heights.filter { $0.isFinite }.sorted()
    guard let low = sorted.first, let high = sorted.last, low < high else { return [] }
    if low >= 0, low <= 0.2, high >= 0.8, high <= 1 {
      return (1...count).map { Double($0) / Double(count + 1) }
    }
    let cuts = (0...(count + 1)).map { sorted[$0 * (sorted.count - 1) / (count + 1)] }
    var levels: [Double] = []
    for place in 1...count {
      guard let level = Ticks.round(cuts[place], within: cuts[place + 1] / 2 - cuts[place - 1] / 2) else { continue }
      if level > low, level < high, level > levels.last ?? -.infinity { levels.append(level) }
    }
    return levels
  }
}

extension Picture {
  /// The way of the numbers over which its heights are drawn; nil where they are not the lesson's, or change from batch
  /// to batch.
  func descent(_ scope: Scope) -> DescentPath? {
    if kind == .path { return DescentPath([subject]) }
    // A curve whose ends are not given goes over where its number has been.
    let isCurve = kind == .curve && moved.first?.ends == nil
    guard isCurve || kind == .surface && over == nil else { return nil }
    let batches = scope.program.batching?.pairs.map { $0.batch } ?? []
    let entries: [Resolved] = moved.compactMap { number in
      guard case .entry(let entry) = number.number, !batches.contains(entry.quantity) else { return nil }
      return try? scope.resolve(written: number.syntax)
    }
    return entries.count == (isCurve ? 1 : 2) ? DescentPath(entries) : nil
  }
}
