import CEntryFunctions
import Matrices
import Typesetting

/// `A/B`, entry by entry.
package final class Division: PairOperator {
  package init() {}

  package var identity: String { "quotient" }
  package var summary: OperatorSummary {
    OperatorSummary("A/B", .arithmetic, es: "cociente entrada a entrada", en: "quotient, entry by entry")
  }
  package func fastForm(of arguments: [FastArgument]) -> FastForm {
    // By one and the same number it is a product with the inverse.
    .entrywise(arguments[1].shape.isScalar && !arguments[0].shape.isScalar ? .divideNearly : .divide)
  }
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
