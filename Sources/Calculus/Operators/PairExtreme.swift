import CEntryFunctions
import Matrices
import Typesetting

/// `min(A, B)`, `max(A, B)`, entry by entry.
///
/// Of two equal entries each has half of the derivative, as for abs(z) = max(z, −z); beside a number or a setting it is
/// 0, as for relu(z) = max(z, 0). Both ways round are the same.
package final class PairExtreme: PairOperator {
  package let kind: Extreme.Kind

  package init(_ kind: Extreme.Kind) {
    self.kind = kind
  }

  package var identity: String { "\(kind.name) of two" }
  package func fastForm(of arguments: [FastArgument]) -> FastForm { .entrywise(kind == .maximum ? .maximum : .minimum) }
  package var summary: OperatorSummary {
    OperatorSummary(
      "\(kind.name)(A, B)", .arithmetic,
      es: (kind == .minimum ? "la menor de dos entradas" : "la mayor de dos entradas")
        + "; si son iguales, derivada ½ para cada una (0 junto a un número o un ajuste)",
      en: (kind == .minimum ? "the lesser of two entries" : "the greater of two entries")
        + "; of equal ones each has derivative ½ (0 beside a number or a setting)")
  }

  package func value(_ left: Double, _ right: Double) -> Double { kind.further(left, right) }

  package func pullback(_ adjoint: Formula, _ arguments: [Formula], value: Formula) throws(ShapeError) -> [Formula?] {
    let further = Comparison(kind: kind == .minimum ? .less : .greater, isExact: true)
    let asFar = Comparison(kind: kind == .minimum ? .lessOrEqual : .greaterOrEqual, isExact: true)
    let hasNumber = arguments.contains { $0.isMadeOfNumbers }
    /// What flows to an argument from the other one.
    func flow(_ own: Formula, _ other: Formula) throws(ShapeError) -> Formula? {
      guard own.constant == nil else { return nil }
      let strict = try Formula.apply(further, [own, other])
      guard !hasNumber else { return try .summed(.entrywise(adjoint, strict), to: own.shape) }
      let both = try Formula.adding(strict, .apply(asFar, [own, other]))
      return try .summed(.entrywise(adjoint, .scaled(.number(0.5, spelling: "½"), both)), to: own.shape)
    }
    return [try flow(arguments[0], arguments[1]), try flow(arguments[1], arguments[0])]
  }

  package func layout(_ arguments: [Typeset]) -> Typeset { .call(kind.name, arguments) }
}

extension Formula {
  /// Whether nothing is read but settings: it stands still while parameters, data and what is computed move.
  var isMadeOfNumbers: Bool {
    switch self {
    case .number: true
    case .reference(let quantity): quantity.isSetting
    case .apply(let application): application.arguments.allSatisfy { $0.isMadeOfNumbers }
    }
  }
}
