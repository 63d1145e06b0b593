extension RewritingRule {
  /// 0 times something, and 0 divided by something, are 0.
  static let zeroFactor = RewritingRule(
    "zeroFactor", es: "0 por algo es 0", en: "0 times a thing is 0", .simplification,
    example: Example("1/x", "0·x", becomes: "0")
  ) { formula in
    if let (left, right) = formula.asProduct, left.isNumber(0) || right.isNumber(0) { return .number(0) }
    if let (numerator, denominator) = formula.asQuotient, numerator.isNumber(0), !denominator.isNumber(0) {
      return .number(0)
    }
    return nil
  }
}
