import Matrices

extension RewritingRule {
  /// Products and quotients of quotients become one quotient.
  static let fractions = RewritingRule(
    "fractions", es: "una sola fracción", en: "a single fraction", .simplification,
    example: Example("x·ln(x)", "x·(1/x)", becomes: "x·1/x")
  ) { formula throws(ShapeError) in
    if let (left, right) = formula.asProduct {
      if let (above, below) = right.asQuotient { return try .over(.times(left, above), below) }
      if let (above, below) = left.asQuotient { return try .over(.times(above, right), below) }
    }
    guard let (numerator, denominator) = formula.asQuotient else { return nil }
    if let (above, below) = numerator.asQuotient { return try .over(above, .times(below, denominator)) }
    if let (above, below) = denominator.asQuotient { return try .over(.times(numerator, below), above) }
    return nil
  }
}
