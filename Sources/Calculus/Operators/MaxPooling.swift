import Matrices
import Typesetting

/// `maxpool(A, 2, stride = 2)`: the greatest entry of each window: N×C×H×W → N×C×H'×W', H×W → H'×W',
/// H' = ⌊(H − w)/stride⌋ + 1.
package final class MaxPooling: Operator {
  package let attributes: PoolingGeometry.Attributes

  package init(_ attributes: PoolingGeometry.Attributes) {
    self.attributes = attributes
  }

  package var identity: String { "maxpool(\(attributes.key))" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "maxpool(A, 2)", .images,
      es: "la mayor entrada de cada ventana de 2×2; las filas y columnas que sobran no entran en ninguna",
      en: "the greatest entry of each window of 2×2; rows and columns left over are in none")
  }
  package var samples: [OperatorSample] {
    PoolingGeometry.samples(attributes).map { OperatorSample([$0.source]) }
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(1, arguments)
    return try PoolingGeometry(arguments[0], attributes).pooled
  }

  package func fastForm(of arguments: [FastArgument]) -> FastForm {
    guard let geometry = try? PoolingGeometry(arguments[0].shape, attributes) else { return .stepwise }
    return .maxPooling(.value, geometry)
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    guard let geometry = try? PoolingGeometry(inputs[0].shape, attributes) else { return { _ in } }
    let (from, to) = (inputs[0].offset, output.offset)
    return { block in
      let (source, target) = (block + from, block + to)
      geometry.eachWinner(in: source) { target[$0] = source[$1] }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [try .apply(MaxPoolingGradient(attributes), [adjoint, arguments[0]])]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    let geometry = try PoolingGeometry(arguments[0].shape, attributes)
    return try .gathered(.extreme(.maximum), arguments[0].entries(at: geometry.window(at: offset)))
  }

  package func exampleAxis(of arguments: [ExampleArgument], value: Shape) -> Int? {
    imagesExampleAxis(of: arguments)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula { try .apply(self, arguments) }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    .call(.words("maxpool"), texts: arguments.map { $0.text } + attributes.layout)
  }
}
