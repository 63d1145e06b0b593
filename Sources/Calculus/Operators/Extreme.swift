import Matrices
import Typesetting

/// `min(A)`, `max_rows(A)`, …: the least or greatest entry, of all or along an axis; of equal ones the first has all of the
/// derivative.
package final class Extreme: Operator {
  /// Which end of the order is looked for.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case minimum, maximum

    /// `min` or `max`.
    var name: String { self == .minimum ? "min" : "max" }

    /// The one of two that is further at this end; the first of two equal ones, and NaN where either is.
    func further(_ left: Double, _ right: Double) -> Double {
      if self == .minimum { return right < left || right.isNaN ? right : left }
      return right > left || right.isNaN ? right : left
    }

    /// Whether a number lies further at this end than one before it; the first NaN lies further than all.
    func isFurther(_ number: Double, than other: Double) -> Bool {
      if self == .minimum { return number < other || number.isNaN && !other.isNaN }
      return number > other || number.isNaN && !other.isNaN
    }
  }

  package let kind: Kind
  /// What it runs over.
  package let axis: Axis

  package init(_ kind: Kind, _ axis: Axis) {
    self.kind = kind
    self.axis = axis
  }

  package var identity: String { "\(kind.name)\(axis.suffix)" }
  package var summary: OperatorSummary {
    let es = kind == .minimum ? "menor entrada" : "mayor entrada"
    let en = kind == .minimum ? "least entry" : "greatest entry"
    switch axis {
    case .all:
      return OperatorSummary(
        "\(identity)(A)", .reductions, es: "\(es), NaN si hay alguno; si empatan, la derivada es de la primera",
        en: "\(en), NaN where there is one; of equal ones the first has the derivative")
    case .rows:
      return OperatorSummary(
        "\(identity)(A)", .reductions, es: "\(es) de cada columna: m×n → 1×n", en: "\(en) of each column: m×n → 1×n")
    case .columns:
      return OperatorSummary(
        "\(identity)(A)", .reductions, es: "\(es) de cada fila: m×n → m×1", en: "\(en) of each row: m×n → m×1")
    }
  }
  package func fastForm(of arguments: [FastArgument]) -> FastForm {
    .fold(kind == .maximum ? .maximum : .minimum, axis)
  }
  package var samples: [OperatorSample] { Reduction.samples(axis) }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape { try reducedShapeOfSome(arguments, axis) }

  package func evaluation(_ inputs: [Slot], _ output: Slot) -> Computation {
    let (from, to) = (inputs[0].offset, output.offset)
    let results = output.count
    let first = axis.line(at: 0, of: inputs[0].shape)
    let distance = results > 1 ? axis.line(at: 1, of: inputs[0].shape).start : 0
    let kind = kind
    return { block in
      let (source, target) = (block + from, block + to)
      for result in 0..<results {
        let line = source + result * distance
        var extreme = line[0]
        for index in 1..<first.count { extreme = kind.further(extreme, line[index * first.stride]) }
        target[result] = extreme
      }
    }
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [try .entrywise(adjoint, .apply(FirstExtreme(kind, axis), arguments))]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    try .gathered(.extreme(kind), arguments[0].entries(at: axis.line(at: offset, of: arguments[0].shape).offsets))
  }

  package func exampleAxis(of arguments: [ExampleArgument], value: Shape) -> Int? {
    // The columns of each row are put together, or the rows of each column.
    switch axis {
    case .all: nil
    case .rows: arguments[0].axis == 1 ? 1 : nil
    case .columns: arguments[0].axis == 0 ? 0 : nil
    }
  }

  package func transposed(_ arguments: [Formula]) throws(ShapeError) -> Formula {
    try .apply(Extreme(kind, axis.transposed), arguments)
  }

  package func layout(_ arguments: [Typeset]) -> Typeset { .call(identity, arguments) }
}
