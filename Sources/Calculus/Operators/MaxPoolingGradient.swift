import Matrices
import Typesetting

/// `maxpool_input(G, A, 2, stride = 2)`: what flows back through `maxpool(A, 2)`: each entry of G goes to the greatest
/// entry of its window in A, of equal ones to the first in reading order; the others get 0.
package final class MaxPoolingGradient: Operator {
  package let attributes: PoolingGeometry.Attributes

  package init(_ attributes: PoolingGeometry.Attributes) {
    self.attributes = attributes
  }

  package var identity: String { "maxpool_input(\(attributes.key))" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "maxpool_input(G, A, 2)", .images,
      es: "∂E/∂A cuando G = ∂E/∂maxpool(A, 2): cada entrada de G va a la que gana en su ventana de A (si empatan, a la "
        + "primera), y las demás reciben 0",
      en:
        "∂E/∂A where G = ∂E/∂maxpool(A, 2): each entry of G goes to the one that wins in its window of A (the first of "
        + "those that tie), the others get 0")
  }
  package var samples: [OperatorSample] {
    PoolingGeometry.samples(attributes).map { OperatorSample([$0.pooled, $0.source]) }
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(2, arguments)
    let geometry = try PoolingGeometry(arguments[1], attributes)
    guard arguments[0] == geometry.pooled else {
      throw ShapeError(
        Localized(
          es: "las ventanas de \(arguments[1]) son \(geometry.pooled), y aquí hay \(arguments[0])",
          en: "the windows of \(arguments[1]) are \(geometry.pooled), and here there are \(arguments[0])"),
        shapes: arguments)
    }
    return arguments[1]
  }

  package func fastForm(of arguments: [FastArgument]) -> FastForm {
    guard let geometry = try? PoolingGeometry(arguments[1].shape, attributes) else { return .stepwise }
    return .maxPooling(.gradient, geometry)
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    guard let geometry = try? PoolingGeometry(inputs[1].shape, attributes) else { return { _ in } }
    let (flowing, from, to, count) = (inputs[0].offset, inputs[1].offset, output.offset, output.count)
    let overlaps = attributes.stride < attributes.window
    return { block in
      let (gradient, target) = (block + flowing, block + to)
      target.update(repeating: 0, count: count)
      geometry.eachWinner(in: block + from) { place, winner in
        target[winner] = overlaps ? target[winner] + gradient[place] : gradient[place]
      }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    // A small move of A changes no winner.
    [try .apply(MaxPoolingSelection(attributes), [adjoint, arguments[1]]), nil]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    let geometry = try PoolingGeometry(arguments[1].shape, attributes)
    var terms: [Scalar] = []
    for place in geometry.windows(around: offset) {
      let wins = try arguments[1].wins(offset, among: geometry.window(at: place))
      terms.append(try .apply(Choice(), [wins, arguments[0].entry(at: place), .number(0)]))
    }
    return try .gathered(.sum, terms)
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    // Which of equal entries is the first depends on the reading order, which is that of the original.
    try .turned(.apply(self, [.turned(arguments[0]), .turned(arguments[1])]))
  }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    .call(.words("maxpool_input"), texts: arguments.map { $0.text } + attributes.layout)
  }
}
