import CEntryFunctions
import Matrices
import Typesetting

/// `A ⊙ ln(B)` as one operator: 0 where A is 0, so that a cross-entropy holds with a probability of 0.
package final class LogarithmProduct: PairOperator {
  /// The logarithm: `.ln`, `.log2` or `.log10`.
  package let function: EntrywiseFunction
  /// Whether it is set with the dot of numbers.
  package let isOfNumbers: Bool

  package init(of function: EntrywiseFunction, isOfNumbers: Bool = false) {
    self.function = function
    self.isOfNumbers = isOfNumbers
  }

  package var identity: String { "product with \(function.identity)\(isOfNumbers ? " of numbers" : "")" }
  package var summary: OperatorSummary {
    OperatorSummary(
      "A ⊙ \(function.identity)(B)", ascii: "A .* \(function.identity)(B)", .arithmetic,
      es: "producto entrada a entrada por un logaritmo; vale 0 donde A es 0",
      en: "product with a logarithm, entry by entry; 0 where A is 0")
  }
  package func fastForm(of arguments: [FastArgument]) -> FastForm {
    guard let logarithm = function.entryFunction else { return .stepwise }
    let product = EntryFormula.apply(.multiply, [.argument(0), .apply(logarithm, [.argument(1)])])
    return .entries(.apply(.choose, [.argument(0), product, .argument(0)]))
  }
  package var samples: [OperatorSample] { Self.samples(in: 0.25...2) }

  package func value(_ left: Double, _ right: Double) -> Double {
    left == 0 ? 0 : left * function.value(right)
  }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    let (factor, inside) = (arguments[0], arguments[1])
    let toFactor = try Formula.entrywise(adjoint, .apply(function, [inside]))
    var toInside = try Formula.entrywise(adjoint, .apply(SafeDivision(), arguments))
    if let base = Double(function.identity.dropFirst(3)) {
      toInside = try .divided(toInside, .apply(EntrywiseFunction.ln, [.number(base)]))
    }
    return [try .summed(toFactor, to: factor.shape), try .summed(toInside, to: inside.shape)]
  }

  package func entry(at offset: Int, of arguments: [Formula], shape: Shape) throws(ShapeError) -> Scalar {
    try .apply(
      LogarithmProduct(of: function, isOfNumbers: true), meeting(at: offset, of: arguments, shape: shape))
  }

  package func layout(_ arguments: [Typeset]) -> Typeset {
    let logarithm = function.layout([arguments[1]])
    return isOfNumbers
      ? .product(arguments[0], "·", .tight, logarithm) : .product(arguments[0], "⊙", .binary, logarithm)
  }
}
