import Matrices

extension RewritingRule {
  /// What is done with numbers alone is worked out; a quotient stays, unless it is a whole number.
  static let arithmetic = RewritingRule(
    "arithmetic", es: "se calcula", en: "worked out", .simplification,
    example: Example("x³", "3 − 1", becomes: "2")
  ) { formula in
    if let (left, right) = numbers(formula.asSum) { return .number((left + right).asDecimal) }
    if let (left, right) = numbers(formula.asDifference) { return .number((left - right).asDecimal) }
    if let (left, right) = numbers(formula.asProduct) { return .number((left * right).asDecimal) }
    let whole: Double
    if let (left, right) = numbers(formula.asQuotient), right != 0 {
      whole = left / right
    } else if let (left, right) = numbers(formula.asPower) {
      whole = Power().value(left, right)
    } else {
      return nil
    }
    return whole.rounded() == whole && abs(whole) < 1e15 ? .number(whole) : nil
  }

  private static func numbers(_ pair: (Formula, Formula)?) -> (Double, Double)? {
    guard let pair, let left = pair.0.plainNumber, let right = pair.1.plainNumber else { return nil }
    return (left, right)
  }
}
