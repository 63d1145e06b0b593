import Matrices
import Typesetting

/// A matrix of zeros with a single 1: what reverse mode starts from.
package final class UnitMatrix: Operator {
  /// The place of the 1, row by row, from 0 (in a full batch, where its length decides the shape).
  package let offset: Int
  package let shape: Shape

  package init(offset: Int, shape: Shape) {
    self.offset = offset
    self.shape = shape
  }

  package var identity: String { "unit(\(offset), \(shape.key))" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "unit(2×3, i, j)", ascii: "unit(2, 3, i, j)", .shapes, es: "ceros, y un 1 en la entrada i,j",
      en: "zeros, and a 1 at entry i,j")
  }
  package var samples: [OperatorSample] { [OperatorSample([])] }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(0, arguments)
    guard (0..<shape.count).contains(offset) else {
      throw ShapeError(
        Localized(
          es: "índice fuera de rango: la matriz es de \(shape)", en: "index out of range: the matrix is \(shape)"),
        shapes: [shape])
    }
    return shape
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (to, count) = (output.offset, output.count)
    let offset = offset
    return { block in
      let target = block + to
      for index in 0..<count { target[index] = 0 }
      target[offset] = 1
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    []
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    .number(offset == self.offset ? 1 : 0)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(UnitMatrix(offset: shape.transposed(offset), shape: shape.transposed), arguments)
  }

  package func bound(_ binding: BatchBinding, _ arguments: [Formula]) throws(ShapeError) -> Formula {
    let (place, shape) = try shape.bound(offset, binding)
    return try .apply(UnitMatrix(offset: place, shape: shape), [])
  }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    let indices = shape.address(of: offset).split(separator: ",").map { MathText.number(String($0)) }
    return .call(.words("unit"), texts: [.sizes(shape)] + indices)
  }
}
