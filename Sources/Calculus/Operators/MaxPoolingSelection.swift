import Matrices
import Typesetting

/// `maxpool_at(B, A, 2, stride = 2)`: the entries of B where those of A win in their windows; `maxpool(A, 2)` is
/// `maxpool_at(A, A, 2)`. It is the derivative of `maxpool_input` with respect to what flows.
package final class MaxPoolingSelection: Operator {
  package let attributes: PoolingGeometry.Attributes

  package init(_ attributes: PoolingGeometry.Attributes) {
    self.attributes = attributes
  }

  package var identity: String { "maxpool_at(\(attributes.key))" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "maxpool_at(B, A, 2)", .images,
      es: "de cada ventana, la entrada de B que está donde gana la de A (si empatan, la primera)",
      en: "of each window, the entry of B where that of A wins (the first of those that tie)")
  }
  package var samples: [OperatorSample] {
    PoolingGeometry.samples(attributes).map { OperatorSample([$0.source, $0.source]) }
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(2, arguments)
    let geometry = try PoolingGeometry(arguments[1], attributes)
    guard arguments[0] == arguments[1] else {
      throw ShapeError(
        Localized(
          es: "\(arguments[0]) y \(arguments[1]) deberían ser iguales",
          en: "\(arguments[0]) and \(arguments[1]) should be equal"), shapes: arguments)
    }
    return geometry.pooled
  }

  package func fastForm(of arguments: [FastArgument]) -> FastForm {
    guard let geometry = try? PoolingGeometry(arguments[1].shape, attributes) else { return .stepwise }
    return .maxPooling(.selection, geometry)
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    guard let geometry = try? PoolingGeometry(inputs[1].shape, attributes) else { return { _ in } }
    let (other, from, to) = (inputs[0].offset, inputs[1].offset, output.offset)
    return { block in
      let (numbers, target) = (block + other, block + to)
      geometry.eachWinner(in: block + from) { target[$0] = numbers[$1] }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [try .apply(MaxPoolingGradient(attributes), [adjoint, arguments[1]]), nil]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    let window = try PoolingGeometry(arguments[1].shape, attributes).window(at: offset)
    guard let last = window.last else { return .number(0) }
    var result = try arguments[0].entry(at: last)
    for place in window.dropLast().reversed() {
      let wins = try arguments[1].wins(place, among: window)
      result = try .apply(Choice(), [wins, arguments[0].entry(at: place), result])
    }
    return result
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    // Which of equal entries is the first depends on the reading order, which is that of the original.
    try .turned(.apply(self, [.turned(arguments[0]), .turned(arguments[1])]))
  }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    .call(.words("maxpool_at"), texts: arguments.map { $0.text } + attributes.layout)
  }
}
