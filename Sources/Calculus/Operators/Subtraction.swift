import CEntryFunctions
import Matrices
import Typesetting

/// `A − B`, entry by entry.
package final class Subtraction: PairOperator {
  package init() {}

  package var identity: String { "difference" }
  package func fastForm(of arguments: [FastArgument]) -> FastForm { .entrywise(.subtract) }
  package var summary: OperatorSummary {
    OperatorSummary(
      "A − B", ascii: "A - B", .arithmetic, es: "resta entrada a entrada", en: "difference, entry by entry")
  }

  package func value(_ left: Double, _ right: Double) -> Double { left - right }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [try .summed(adjoint, to: arguments[0].shape), try .negated(.summed(adjoint, to: arguments[1].shape))]
  }

  package func layout(_ arguments: [Typeset]) -> Typeset { .sum(arguments[0], "−", arguments[1]) }
}
