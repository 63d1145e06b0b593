import Matrices
import Typesetting

/// `range(a, b, n)`: n numbers at equal distances from a to b, both included; an example each.
package final class RangeOf: Operator {
  package let first: Double
  package let last: Double
  package let count: Int
  /// Where the examples lie: n×1 in rows, 1×n in columns.
  package let axis: ExampleAxis

  package init(from first: Double, to last: Double, count: Int, axis: ExampleAxis = .rows) {
    self.first = first
    self.last = last
    self.count = count
    self.axis = axis
  }

  package var identity: String { "range(\(first), \(last), \(count)) in \(axis.rawValue)" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "range(a, b, n)", .shapes, es: "n números equidistantes de a a b", en: "n equally spaced numbers from a to b")
  }
  package var samples: [OperatorSample] { [OperatorSample([])] }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(0, arguments)
    return axis.shape(count, width: 1)
  }

  /// The number at a place from 0: the ends are exact.
  package func value(at place: Int) -> Double {
    if place == 0 { return first }
    if place == count - 1 { return last }
    return first + Double(place) * ((last - first) / Double(count - 1))
  }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let to = output.offset
    return { block in
      let target = block + to
      for index in 0..<self.count { target[index] = self.value(at: index) }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    []
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    .number(value(at: offset))
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(RangeOf(from: first, to: last, count: count, axis: axis.transposed), [])
  }

  package func bound(_ binding: BatchBinding, _ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(RangeOf(from: first, to: last, count: binding.size(count), axis: axis), [])
  }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    .call(
      "range", [Formula.typeset(number: first), Formula.typeset(number: last), Formula.typeset(number: Double(count))])
  }
}
