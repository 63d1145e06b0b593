import Matrices
import Typesetting

/// `sum_to(A, 1×3×1×1)`: the entries added up over every axis that becomes 1 long: what undoes a repetition of images.
package final class AxesTotal: Operator {
  /// What is left: of the same rank, each axis as long as before or 1.
  package let target: Shape

  package init(to target: Shape) {
    self.target = target
  }

  package var identity: String { "axes total(\(target.key))" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "sum_to(A, 1×3×1×1)", ascii: "sum_to(A, 1, 3, 1, 1)", .reductions,
      es: "suma sobre los ejes que pasan a medir 1: de N×3×H×W, la de cada canal",
      en: "sum over the axes that become 1 long: of N×3×H×W, that of each channel")
  }
  package var samples: [OperatorSample] {
    [Shape(sizes: [2] + target.sizes.dropFirst().map { $0 == 1 ? 2 : $0 })].compactMap { $0 }
      .map { OperatorSample([$0]) }
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(1, arguments)
    guard arguments[0].rank == target.rank, Broadcast.repeats(target, to: arguments[0]) else {
      throw ShapeError(
        Localized(
          es: "\(target) no se repite hasta \(arguments[0])", en: "\(target) does not repeat to \(arguments[0])"),
        shapes: arguments)
    }
    return target
  }

  package func fastForm(of arguments: [FastArgument]) -> FastForm {
    let isPerChannel =
      target.rank == 4 && target.sizes.count(where: { $0 != 1 }) <= 1 && target.count == target.sizes[1]
    return isPerChannel ? .channelSums : .stepwise
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (from, to) = (inputs[0].offset, output.offset)
    let (count, results) = (inputs[0].count, output.count)
    let places = Broadcast.places(of: output.shape, in: inputs[0].shape)
    return { block in
      let (source, target) = (block + from, block + to)
      // −0 is what adding begins with so that nothing of the first term changes.
      for index in 0..<results { target[index] = -0.0 }
      for index in 0..<count { target[places[index]] += source[index] }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [try .spread(adjoint, to: arguments[0].shape)]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    let source = arguments[0].shape
    let offsets = (0..<source.count).filter { Broadcast.offset($0, of: source, in: shape) == offset }
    return try .gathered(.sum, arguments[0].entries(at: offsets))
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(AxesTotal(to: target.transposed), arguments)
  }

  package func bound(_ binding: BatchBinding, _ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(AxesTotal(to: binding.shape(target)), arguments)
  }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    .call(.words("sum_to"), texts: arguments.map { $0.text } + [.sizes(target)])
  }
}
