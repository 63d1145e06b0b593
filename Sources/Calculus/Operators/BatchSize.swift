import Matrices
import Typesetting

/// `rows(X)`, `size(X)` of what depends on the batch: a number that is known once the length of the batch is.
package final class BatchSize: Operator {
  /// The sizes whose product it is, as shapes have them (`BatchLength`).
  package let sizes: [Int]

  /// How the lesson writes it; nil for what no lesson has written.
  let spelling: NumberSpelling?

  package init(_ sizes: [Int], spelling: NumberSpelling? = nil) {
    self.sizes = sizes
    self.spelling = spelling
  }

  /// The number in a full batch.
  private var usual: Double { sizes.reduce(1) { $0 * Double(BatchLength.usual($1)) } }

  package var identity: String { "batch size(\(sizes.map { String($0) }.joined(separator: "·")))" }
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
    let number = usual
    return { block in block[target] = number }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    []
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    .number(usual, spelling: spelling)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(BatchSize(sizes, spelling: spelling?.transposed { $0.transposed }), [])
  }

  /// The size, of quantities that `replacement` replaces.
  func replacing(_ replacement: (Quantity) -> Formula?) throws(ShapeError) -> Formula {
    let written = try spelling?.rewritten { formula throws(ShapeError) in try formula.replacing(replacement) }
    return try .apply(BatchSize(sizes, spelling: written), [])
  }

  package func bound(_ binding: BatchBinding, _ arguments: [Formula]) throws(ShapeError) -> Formula {
    .number(sizes.reduce(1) { $0 * Double(binding.size($1)) }, spelling: spelling)
  }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    Formula.number(usual, spelling: spelling).typeset(Notation())
  }
}

extension Formula {
  /// The product of sizes as a number: one that is known, or one that the length of the batch decides.
  package static func count(_ sizes: [Int], spelling: NumberSpelling? = nil) throws(ShapeError) -> Formula {
    sizes.contains(where: BatchLength.decides)
      ? try .apply(BatchSize(sizes, spelling: spelling), [])
      : .number(sizes.reduce(1) { $0 * Double($1) }, spelling: spelling)
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
