extension RewritingRule {
  /// A factor, a divisor or an exponent of 1 changes nothing; to the power of 0 everything is 1.
  static let one = RewritingRule(
    "one", es: "un 1 no cambia nada", en: "a 1 changes nothing", .simplification,
    example: Example("x·exp(x)", "1·exp(x)", becomes: "exp(x)")
  ) { formula in
    if let (left, right) = formula.asProduct {
      if left.isNumber(1) { return right }
      if right.isNumber(1) { return left }
    }
    if let (numerator, denominator) = formula.asQuotient, denominator.isNumber(1) { return numerator }
    if let (base, exponent) = formula.asPower {
      if exponent.isNumber(1) { return base }
      if exponent.isNumber(0) { return .number(1) }
    }
    return nil
  }
}
