import Matrices
import Typesetting

/// `reshape(A, 2×3)`: the same entries, row by row, in another shape.
package final class Reshape: Operator {
  /// The shape of the value.
  package let target: Shape

  package init(to target: Shape) {
    self.target = target
  }

  package var identity: String { "reshape(\(target.key))" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "reshape(A, 2×3)", ascii: "reshape(A, 2, 3)", .shapes,
      es: "las mismas entradas, fila a fila, con otras dimensiones",
      en: "the same entries, row by row, in another shape")
  }
  package var samples: [OperatorSample] {
    [OperatorSample([Shape(1, target.count)]), OperatorSample([Shape(target.columns, target.rows)])]
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(1, arguments)
    let counts = [arguments[0], target].compactMap { $0.sizes.linearProduct }
    guard arguments[0] == target || counts.count == 2 && counts[0] == counts[1] else {
      throw ShapeError(
        Localized(
          es: "\(arguments[0]) son \(arguments[0].count) entradas y \(target) son \(target.count)",
          en: "\(arguments[0]) has \(arguments[0].count) entries and \(target) has \(target.count)"),
        shapes: arguments)
    }
    return target
  }

  package func fastForm(of arguments: [FastArgument]) -> FastForm { .sameNumbers }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    copying(inputs[0], to: output)
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [try .reshaped(adjoint, to: arguments[0].shape)]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    try arguments[0].entry(at: offset)
  }

  package func exampleAxis(of arguments: [ExampleArgument], value: Shape) -> Int? {
    // Examples that lie along the first axis stay as they are when that axis does.
    arguments[0].axis == 0 && arguments[0].shape.sizes[0] == value.sizes[0] ? 0 : nil
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    // Row by row in the original means: turned back, reshaped, turned again.
    try .turned(.apply(self, [.turned(arguments[0])]))
  }

  package func bound(_ binding: BatchBinding, _ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(Reshape(to: binding.shape(target)), arguments)
  }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    .call(.words("reshape"), texts: arguments.map { $0.text } + [.sizes(target)])
  }
}

/// The same entries in the same order.
func copying(_ input: Slot, to output: Slot) -> Computation {
  let (from, to) = (input.offset, output.offset)
  let count = output.count
  return { block in
    let (source, target) = (block + from, block + to)
    for index in 0..<count { target[index] = source[index] }
  }
}

extension Formula {
  /// The transpose of a matrix; images as they are.
  static func turned(_ matrix: Formula) throws(ShapeError) -> Formula {
    matrix.shape.rank == 2 ? try .transpose(matrix) : matrix
  }
}
