import Matrices
import Typesetting

/// The loops that add up entries, in the written order: from the first term on, row by row.
enum Reduction {
  /// Adds up along an axis and divides by `divisor` when there is one.
  static func sum(_ input: Slot, _ output: Slot, over axis: Axis, divisor: Double? = nil) -> Computation {
    let (from, to) = (input.offset, output.offset)
    let (rows, columns) = axis == .all ? (1, input.count) : (input.shape.rows, input.shape.columns)
    let results = output.count
    guard axis.length(input.shape) > 0 else {
      let value = divisor.map { 0 / $0 } ?? 0
      return { block in (block + to).update(repeating: value, count: results) }
    }
    let isDivided = divisor != nil
    let number = divisor ?? 1
    if axis == .rows && columns < NarrowRows.limit {
      return { block in
        let (source, target) = (block + from, block + to)
        for column in 0..<columns {
          var sum = source[column]
          for row in 1..<rows { sum += source[row * columns + column] }
          target[column] = isDivided ? sum / number : sum
        }
      }
    }
    if axis == .rows {
      return { block in
        let (source, target) = (block + from, block + to)
        for column in 0..<columns { target[column] = source[column] }
        for row in 1..<rows {
          let line = source + row * columns
          for column in 0..<columns { target[column] += line[column] }
        }
        if isDivided { for column in 0..<columns { target[column] /= number } }
      }
    }
    return { block in
      let (source, target) = (block + from, block + to)
      for row in 0..<rows {
        let line = source + row * columns
        var sum = line[0]
        for column in 1..<columns { sum += line[column] }
        target[row] = isDivided ? sum / number : sum
      }
    }
  }

  /// What each reduction's laws are tested on.
  static func samples(_ axis: Axis) -> [OperatorSample] {
    let matrices = [[Shape(3, 2)], [Shape(1, 3)], [Shape(3, 1)], [Shape(2, 9)], [.scalar]]
    let images = axis == .all ? [Shape(sizes: [2, 1, 2, 2])].compactMap { $0.map { [$0] } } : []
    return (matrices + images).map { OperatorSample($0) }
  }
}

extension Operator {
  /// The shape of a reduction of one argument along an axis.
  func reducedShape(_ arguments: [Shape], _ axis: Axis) throws(ShapeError) -> Shape {
    try expect(1, arguments)
    if axis != .all { try expectMatrix(arguments[0]) }
    return axis.reduced(arguments[0])
  }

  /// The same, where at least one entry is needed.
  func reducedShapeOfSome(_ arguments: [Shape], _ axis: Axis) throws(ShapeError) -> Shape {
    let shape = try reducedShape(arguments, axis)
    guard axis.length(arguments[0]) > 0 || shape.count == 0 else {
      throw ShapeError(
        Localized(es: "no tiene ninguna entrada", en: "it has no entries"), shapes: arguments)
    }
    return shape
  }
}
