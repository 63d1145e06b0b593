import CEntryFunctions
import Matrices
import Typesetting

/// `min(A, B)`, `max(A, B)`, entry by entry; the derivative of two equal entries flows to the first.
package final class PairExtreme: PairOperator {
  package let kind: Extreme.Kind

  package init(_ kind: Extreme.Kind) {
    self.kind = kind
  }

  package var identity: String { "\(kind.name) of two" }
  package func fastForm(of arguments: [FastArgument]) -> FastForm { .entrywise(kind == .maximum ? .maximum : .minimum) }
  package var summary: OperatorSummary {
    OperatorSummary(
      "\(kind.name)(A, B)", .arithmetic, es: kind == .minimum ? "la menor de dos entradas" : "la mayor de dos entradas",
      en: kind == .minimum ? "the lesser of two entries" : "the greater of two entries")
  }

  package func value(_ left: Double, _ right: Double) -> Double { kind.further(left, right) }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    let toFirst = Comparison(kind: kind == .minimum ? .lessOrEqual : .greaterOrEqual, isExact: true)
    let toSecond = Comparison(kind: kind == .minimum ? .greater : .less, isExact: true)
    return [
      try .summed(.entrywise(adjoint, .apply(toFirst, arguments)), to: arguments[0].shape),
      try .summed(.entrywise(adjoint, .apply(toSecond, arguments)), to: arguments[1].shape),
    ]
  }

  package func layout(_ arguments: [Typeset]) -> Typeset { .call(kind.name, arguments) }
}
