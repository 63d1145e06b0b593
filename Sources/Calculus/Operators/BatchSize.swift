import Matrices
import Typesetting

/// `rows(X)`, `size(X)` of what depends on the batch: a number that is known once the length of the batch is.
package final class BatchSize: Operator {
  /// The size, as shapes have it (`BatchLength`).
  package let size: Int64

  package init(_ size: Int64) {
    self.size = size
  }

  package var identity: String { "batch size(\(size))" }
  package var summary: OperatorSummary {
    OperatorSummary("rows(X) → n", .shapes, es: "cuántas filas hay en el lote", en: "how many rows the batch has")
  }
  package var samples: [OperatorSample] { [OperatorSample([])] }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(0, arguments)
    return .scalar
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let target = output.offset
    let number = Double(BatchLength.usual(size))
    return { block in block[target] = number }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    []
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    .number(Double(BatchLength.usual(size)))
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula { try .apply(self, []) }

  package func bound(_ binding: BatchBinding, _ arguments: [Formula]) throws(ShapeError) -> Formula {
    .number(Double(binding.size(size)))
  }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    Formula.typeset(number: Double(BatchLength.usual(size)))
  }
}

extension Formula {
  /// A size as a number: one that is known, or one that the length of the batch decides.
  package static func count(_ size: some FixedWidthInteger) throws(ShapeError) -> Formula {
    BatchLength.decides(size) ? try .apply(BatchSize(Int64(size)), []) : .number(Double(size))
  }

  /// Whether the length of the batch decides on any shape or number in it.
  package var dependsOnBatch: Bool {
    switch self {
    case .number: false
    case .reference(let quantity): quantity.shape.dependsOnBatch
    case .apply(let application):
      application.rule is BatchSize || application.shape.dependsOnBatch
        || application.arguments.contains { $0.dependsOnBatch }
    }
  }
}
