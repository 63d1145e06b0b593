import CEntryFunctions
import Matrices
import Typesetting

/// `A + B`, entry by entry.
package final class Addition: PairOperator {
  package init() {}

  package var identity: String { "sum" }
  package func fastForm(of arguments: [FastArgument]) -> FastForm { .entrywise(.add) }
  package var summary: OperatorSummary {
    OperatorSummary("A + B", .arithmetic, es: "suma entrada a entrada", en: "sum, entry by entry")
  }

  package func value(_ left: Double, _ right: Double) -> Double { left + right }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [try .summed(adjoint, to: arguments[0].shape), try .summed(adjoint, to: arguments[1].shape)]
  }

  package func layout(_ arguments: [Typeset]) -> Typeset { .sum(arguments[0], "+", arguments[1]) }
}
