import CEntryFunctions
import Matrices
import Typesetting

/// `A ⊙ B`, the product entry by entry.
package final class EntrywiseProduct: PairOperator {
  package init() {}

  package var identity: String { "entrywise product" }
  package func fastForm(of arguments: [FastArgument]) -> FastForm { .entrywise(.multiply) }
  package var summary: OperatorSummary {
    OperatorSummary(
      "A ⊙ B", ascii: "A .* B", .arithmetic, es: "producto entrada a entrada", en: "product, entry by entry")
  }

  package func value(_ left: Double, _ right: Double) -> Double { left * right }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [
      try .summed(.entrywise(adjoint, arguments[1]), to: arguments[0].shape),
      try .summed(.entrywise(adjoint, arguments[0]), to: arguments[1].shape),
    ]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    try .apply(Scaling(), meeting(at: offset, of: arguments, shape: shape))
  }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    .product(arguments[0], "⊙", .binary, arguments[1])
  }
}
