import Matrices
import Typesetting

/// An operator that works entry by entry on two sides, one of which may repeat.
package protocol PairOperator: Operator {
  /// The value at one place from the entries that meet there.
  func value(_ left: Double, _ right: Double) -> Double
}

extension PairOperator {
  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(2, arguments)
    return try Broadcast.shape(of: arguments)
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    pairwise(self, inputs[0], inputs[1], output)
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    try .apply(self, meeting(at: offset, of: arguments, shape: shape))
  }

  package func exampleAxis(of arguments: [ExampleArgument], value: Shape) -> Int? {
    sharedExampleAxis(of: arguments, value: value)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(self, arguments)
  }

  /// Shapes with equal sides and with each way of repeating.
  package var samples: [OperatorSample] { Self.samples(in: -2...2) }

  /// Shapes with equal sides and with each way of repeating, with numbers between bounds.
  static func samples(in bounds: ClosedRange<Double>, isDifferentiable: Bool = true) -> [OperatorSample] {
    let images = [Shape(sizes: [2, 3, 2, 2]), Shape(sizes: [1, 3, 1, 1])].compactMap { $0 }
    return [
      [Shape(2, 3), Shape(2, 3)], [Shape(2, 3), .scalar], [.scalar, Shape(2, 3)], [Shape(2, 3), Shape(1, 3)],
      [Shape(2, 1), Shape(2, 3)], [Shape(2, 9), Shape(1, 9)], [Shape(2, 1), Shape(2, 9)], [.scalar, .scalar], images,
      images.reversed(),
    ].map { OperatorSample($0, in: bounds, isDifferentiable: isDifferentiable) }
  }
}

extension Operator {
  /// Each argument's entry that meets a place of the value.
  func meeting(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> [Scalar] {
    var entries: [Scalar] = []
    for argument in arguments {
      entries.append(try argument.entry(at: Broadcast.offset(offset, of: shape, in: argument.shape)))
    }
    return entries
  }

  /// Refuses another number of arguments.
  func expect(_ count: Int, _ arguments: [Shape]) throws(ShapeError) {
    guard arguments.count == count else {
      throw ShapeError(
        Localized(
          es: "\(count == 1 ? "se esperaba" : "se esperaban") \(Noun.argument(count).es) y hay \(arguments.count)",
          en: "\(Noun.argument(count).en) \(count == 1 ? "was" : "were") expected and there are \(arguments.count)"),
        shapes: arguments)
    }
  }

  /// Refuses images where a matrix is needed.
  func expectMatrix(_ shape: Shape) throws(ShapeError) {
    guard shape.rank == 2 else {
      throw ShapeError(
        Localized(
          es: "debería ser una matriz de filas × columnas, y es \(shape)",
          en: "it should be a matrix of rows × columns, and it is \(shape)"), shapes: [shape])
    }
  }
}

/// The loop over two sides; the way they repeat is chosen here, once, and not in each evaluation.
func pairwise<Rule: PairOperator>(_ rule: Rule, _ first: Slot, _ second: Slot, _ output: Slot) -> Computation {
  let (one, other, to) = (first.offset, second.offset, output.offset)
  let count = output.count
  if count == 1 { return { block in block[to] = rule.value(block[one], block[other]) } }
  if first.count == count && second.count == count {
    return { block in
      let (left, right, target) = (block + one, block + other, block + to)
      for index in 0..<count { target[index] = rule.value(left[index], right[index]) }
    }
  }
  if second.count == 1 {
    return { block in
      let (left, number, target) = (block + one, block[other], block + to)
      for index in 0..<count { target[index] = rule.value(left[index], number) }
    }
  }
  if first.count == 1 {
    return { block in
      let (number, right, target) = (block[one], block + other, block + to)
      for index in 0..<count { target[index] = rule.value(number, right[index]) }
    }
  }
  if output.shape.rank == 2 { return pairwiseByRows(rule, first, second, output) }
  return pairwiseByAxes(rule, first, second, output)
}

/// A row that repeats down or a column that repeats across.
private func pairwiseByRows<Rule: PairOperator>(
  _ rule: Rule, _ first: Slot, _ second: Slot, _ output: Slot
) -> Computation {
  let (from, with, to) = (first.offset, second.offset, output.offset)
  let rows = output.shape.rows
  let columns = output.shape.columns
  let leftStrides = Broadcast.strides(of: first.shape, in: output.shape)
  let rightStrides = Broadcast.strides(of: second.shape, in: output.shape)
  let (leftDown, leftAcross) = (leftStrides[2], leftStrides[3])
  let (rightDown, rightAcross) = (rightStrides[2], rightStrides[3])
  if columns < NarrowRows.limit {
    return { block in
      let (left, right, target) = (block + from, block + with, block + to)
      NarrowRows.visit(rows, columns) { place, row, column in
        target[place] = rule.value(
          left[row &* leftDown &+ column &* leftAcross], right[row &* rightDown &+ column &* rightAcross])
      }
    }
  }
  if leftAcross == 1 && rightAcross == 1 {
    return { block in
      let (left, right, target) = (block + from, block + with, block + to)
      for row in 0..<rows {
        let (one, other, to) = (left + row * leftDown, right + row * rightDown, target + row * columns)
        for column in 0..<columns { to[column] = rule.value(one[column], other[column]) }
      }
    }
  }
  return { block in
    let (left, right, target) = (block + from, block + with, block + to)
    for row in 0..<rows {
      let (one, other, to) = (left + row * leftDown, right + row * rightDown, target + row * columns)
      for column in 0..<columns {
        to[column] = rule.value(one[column * leftAcross], other[column * rightAcross])
      }
    }
  }
}

/// Images, with any axes repeating.
private func pairwiseByAxes<Rule: PairOperator>(
  _ rule: Rule, _ first: Slot, _ second: Slot, _ output: Slot
) -> Computation {
  let (from, with, to) = (first.offset, second.offset, output.offset)
  let sizes = [Int](repeating: 1, count: 4 - output.shape.rank) + output.shape.sizes
  let one = Broadcast.strides(of: first.shape, in: output.shape)
  let other = Broadcast.strides(of: second.shape, in: output.shape)
  let (batch, channels, height, width) = (sizes[0], sizes[1], sizes[2], sizes[3])
  let (one0, one1, one2, one3) = (one[0], one[1], one[2], one[3])
  let (other0, other1, other2, other3) = (other[0], other[1], other[2], other[3])
  return { block in
    let (left, right) = (block + from, block + with)
    var place = block + to
    for image in 0..<batch {
      for channel in 0..<channels {
        for row in 0..<height {
          let from = left + (image * one0 + channel * one1 + row * one2)
          let with = right + (image * other0 + channel * other1 + row * other2)
          for column in 0..<width { place[column] = rule.value(from[column * one3], with[column * other3]) }
          place += width
        }
      }
    }
  }
}
