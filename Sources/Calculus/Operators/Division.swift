import Matrices
import Typesetting

/// `A/B`, entry by entry.
package struct Division: PairOperator {
  package init() {}

  package var identity: String { "quotient" }
  package var summary: OperatorSummary {
    OperatorSummary("A/B", .arithmetic, es: "cociente entrada a entrada", en: "quotient, entry by entry")
  }
  package var fastForm: FastForm { .entrywise(.divide) }
  package var samples: [OperatorSample] { Self.samples(in: 0.5...2) }

  package func value(_ left: Double, _ right: Double) -> Double { left / right }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    let (numerator, denominator) = (arguments[0], arguments[1])
    let flowing = try Formula.summed(.divided(adjoint, denominator), to: numerator.shape)
    if denominator.constant != nil { return [flowing, nil] }
    // ∂(a/b)/∂b = −a/b²
    let back = try Formula.divided(.entrywise(adjoint, numerator), .power(denominator, 2))
    return [flowing, try .negated(.summed(back, to: denominator.shape))]
  }

  package func layout(_ arguments: [Typeset]) -> Typeset { .quotient(arguments[0], arguments[1]) }
}
