import CEntryFunctions
import Matrices
import Typesetting

/// `A/B` that is 0 where A is 0, whatever B is: the derivative of `a ⊙ ln(b)`.
package final class SafeDivision: PairOperator {
  package init() {}

  package var identity: String { "safe quotient" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "A/B", .arithmetic, es: "cociente que vale 0 donde A es 0 (derivada de A ⊙ ln(B))",
      en: "quotient that is 0 where A is 0 (the derivative of A ⊙ ln(B))")
  }
  package func fastForm(of arguments: [FastArgument]) -> FastForm { .entrywise(.divideSafely) }
  package var samples: [OperatorSample] { Self.samples(in: 0.5...2) }

  package func value(_ left: Double, _ right: Double) -> Double { left == 0 ? 0 : left / right }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    let (numerator, denominator) = (arguments[0], arguments[1])
    let back = try Formula.apply(self, [.apply(self, [.entrywise(adjoint, numerator), denominator]), denominator])
    return [
      try .summed(.apply(self, [adjoint, denominator]), to: numerator.shape),
      try .negated(.summed(back, to: denominator.shape)),
    ]
  }

  package func layout(_ arguments: [Typeset]) -> Typeset { .quotient(arguments[0], arguments[1]) }
}
