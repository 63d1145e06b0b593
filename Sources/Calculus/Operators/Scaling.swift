import CEntryFunctions
import Matrices
import Typesetting

/// `a·B`, a number times a matrix, on either side.
package final class Scaling: PairOperator {
  package init() {}

  package var identity: String { "scaling" }
  package var summary: OperatorSummary {
    OperatorSummary("a·B", ascii: "a*B", .arithmetic, es: "un número por una matriz", en: "a number times a matrix")
  }
  package func fastForm(of arguments: [FastArgument]) -> FastForm { .entrywise(.multiply) }
  package var samples: [OperatorSample] {
    [[.scalar, Shape(2, 3)], [Shape(3, 1), .scalar], [.scalar, .scalar]].map { OperatorSample($0) }
  }

  package func shape(of arguments: [Shape]) throws(ShapeError) -> Shape {
    try expect(2, arguments)
    guard arguments.contains(where: { $0.isScalar }) else {
      throw ShapeError(
        Localized(
          es: "uno de los dos debería ser un número (1×1); para el producto entrada a entrada se escribe ⊙",
          en: "one of the two should be a number (1×1); the product entry by entry is written ⊙"),
        shapes: arguments)
    }
    return try Broadcast.shape(of: arguments)
  }

  package func value(_ left: Double, _ right: Double) -> Double { left * right }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    [
      try .summed(.entrywise(adjoint, arguments[1]), to: arguments[0].shape),
      try .summed(.entrywise(adjoint, arguments[0]), to: arguments[1].shape),
    ]
  }

  package func layout(_ arguments: [Typeset]) -> Typeset { .product(arguments[0], "·", .tight, arguments[1]) }
}
