import Matrices
import Typesetting

/// `identity(n)`: ones on the diagonal, zeros elsewhere.
package final class IdentityMatrix: Operator {
  /// Its number of rows and of columns.
  package let size: Int

  package init(_ size: Int) {
    self.size = size
  }

  package var identity: String { "identity(\(size))" }
  package var summary: OperatorSummary {
    OperatorSummary("identity(n)", .shapes, es: "matriz identidad", en: "identity matrix")
  }
  package var samples: [OperatorSample] { [OperatorSample([])] }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(0, arguments)
    return Shape(size, size)
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let to = output.offset
    let size = size
    return { block in
      let target = block + to
      for index in 0..<(size * size) { target[index] = 0 }
      for index in 0..<size { target[index * size + index] = 1 }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    []
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    .number(offset / max(1, size) == offset % max(1, size) ? 1 : 0)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula { try .apply(self, []) }

  package func bound(_ binding: BatchBinding, _ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(IdentityMatrix(binding.size(size)), [])
  }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    .call(.words("identity"), texts: [.number(String(size))])
  }
}
