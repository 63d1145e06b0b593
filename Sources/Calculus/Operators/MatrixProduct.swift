import Matrices
import Typesetting

/// `A·B`, the matrix product: (m×k)·(k×n) → m×n; each entry adds its k products in order.
package final class MatrixProduct: Operator {
  package init() {}

  package var identity: String { "product" }
  package var summary: OperatorSummary {
    OperatorSummary("A·B", ascii: "A@B", .arithmetic, es: "producto de matrices", en: "matrix product")
  }
  package func fastForm(of arguments: [FastArgument]) -> FastForm { .product }
  package var samples: [OperatorSample] {
    [
      [Shape(2, 3), Shape(3, 4)], [Shape(3, 2), Shape(2, 1)], [Shape(1, 3), Shape(3, 1)],
      [Shape(2, 1), Shape(1, 3)], [Shape(2, 4), Shape(4, 1)], [Shape(1, 5), Shape(5, 2)], [Shape(2, 3), Shape(3, 9)],
    ].map { OperatorSample($0) }
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(2, arguments)
    let (left, right) = (arguments[0], arguments[1])
    try expectMatrix(left)
    try expectMatrix(right)
    guard left.columns == right.rows else {
      throw ShapeError(SizeWords.notEqual(left.columns, right.rows), shapes: arguments)
    }
    let shape = Shape(left.rows, right.columns)
    let (count, overflow) = Int64(shape.count).multipliedReportingOverflow(by: Int64(BatchLength.usual(left.columns)))
    guard !overflow, count <= FormulaLimits.multiplications else {
      throw ShapeError(
        Localized(
          es:
            "el producto de \(left) por \(right) es demasiado: más de \(FormulaLimits.multiplications) multiplicaciones",
          en:
            "the product of \(left) and \(right) is too much: more than \(FormulaLimits.multiplications) multiplications"
        ),
        shapes: arguments)
    }
    return shape
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (one, other, to) = (inputs[0].offset, inputs[1].offset, output.offset)
    let (rows, inner, columns) = (inputs[0].shape.rows, inputs[0].shape.columns, output.shape.columns)
    guard inner > 0 else { return { block in for index in 0..<(rows * columns) { block[to + index] = 0 } } }
    if columns < NarrowRows.limit {
      // An entry at a time, the sums of a few products written out. The order is the same.
      @inline(__always) @Sendable func fill(_ block: UnsafeMutablePointer<Double>, _ inner: Int) {
        let (left, right, target) = (block + one, block + other, block + to)
        NarrowRows.visit(rows, columns) { place, row, column in
          let (factors, others) = (left + row * inner, right + column)
          var sum = factors[0] * others[0]
          for index in 1..<inner { sum += factors[index] * others[index * columns] }
          target[place] = sum
        }
      }
      switch inner {
      case 1: return { block in fill(block, 1) }
      case 2: return { block in fill(block, 2) }
      case 3: return { block in fill(block, 3) }
      case 4: return { block in fill(block, 4) }
      default: return { block in fill(block, inner) }
      }
    }
    let mayBeListed = ListedProduct.isFor(rows: rows, inner: inner, columns: columns)
    return { block in
      let (left, right, target) = (block + one, block + other, block + to)
      if mayBeListed, ListedProduct.fill(target, left, right, rows: rows, inner: inner, columns: columns) { return }
      ProductTile.fill(target, left, right, rows: rows, inner: inner, columns: columns)
    }
  }

  package func lineEvaluation(_ inputs: [Slot], _ output: Slot, axis: Int) -> LineComputation? {
    let (one, other, to) = (inputs[0].offset, inputs[1].offset, output.offset)
    let (rows, inner, columns) = (inputs[0].shape.rows, inputs[0].shape.columns, output.shape.columns)
    guard inner > 0 else { return nil }
    guard axis == 0 else {
      return { block, column in
        let (left, right, target) = (block + one, block + other + column, block + to + column)
        var row = 0
        // Four sums side by side, since each is a chain of its own.
        while row + 4 <= rows {
          let factors = left + row * inner
          var sums = SIMD4(factors[0], factors[inner], factors[2 * inner], factors[3 * inner]) * right[0]
          for index in 1..<inner {
            let numbers = SIMD4(
              factors[index], factors[inner + index], factors[2 * inner + index], factors[3 * inner + index])
            sums += numbers * right[index * columns]
          }
          for next in 0..<4 { target[(row + next) * columns] = sums[next] }
          row += 4
        }
        while row < rows {
          let factors = left + row * inner
          var sum = factors[0] * right[0]
          for index in 1..<inner { sum += factors[index] * right[index * columns] }
          target[row * columns] = sum
          row += 1
        }
      }
    }
    return { block, row in
      let (factors, right, target) = (block + one + row * inner, block + other, block + to + row * columns)
      if columns >= ProductTile.width {
        return ProductTile.fill(target, factors, right, rows: 1, inner: inner, columns: columns)
      }
      for column in 0..<columns {
        var sum = factors[0] * right[column]
        for index in 1..<inner { sum += factors[index] * right[index * columns + column] }
        target[column] = sum
      }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [
      try .product(adjoint, .transpose(arguments[1])),
      try .product(.transpose(arguments[0]), adjoint),
    ]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    let (row, column) = offset.quotientAndRemainder(dividingBy: max(1, shape.columns))
    let inner = arguments[0].shape.columns
    var terms: [Scalar] = []
    var size = 0
    for index in 0..<inner {
      guard size <= FormulaLimits.terms else { throw FormulaLimits.tooLong() }
      let left = try arguments[0].entry(at: row * inner + index)
      let right = try arguments[1].entry(at: index * shape.columns + column)
      terms.append(try .apply(Scaling(), [left, right]))
      size += terms.last?.extent.terms ?? 0
    }
    return try .gathered(.sum, terms)
  }

  package func exampleAxis(of arguments: [ExampleArgument], value: Shape) -> Int? {
    let (left, right) = (arguments[0].axis, arguments[1].axis)
    if left == 0 && right == nil { return 0 }
    return left == nil && right == 1 ? 1 : nil
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(self, arguments.reversed())
  }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    .product(arguments[0], "@", .tight, arguments[1], ofMatrices: true)
  }
}
