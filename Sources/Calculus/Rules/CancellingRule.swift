import Matrices

extension RewritingRule {
  /// What stands above and below in a quotient cancels, where it is not 0.
  static let cancelling = RewritingRule(
    "cancelling", es: "se simplifica la fracción", en: "the fraction is reduced", .simplification,
    example: Example("x·ln(x)", "x/x", becomes: "1")
  ) { formula throws(ShapeError) in
    guard let (numerator, denominator) = formula.asQuotient, !denominator.isNumber(0) else { return nil }
    let positive = try numerator.withoutMinus()
    var above = (positive ?? numerator).factors.map { $0.baseAndExponent }
    var below = denominator.factors.map { $0.baseAndExponent }
    var isChanged = false
    for (place, upper) in above.enumerated() where upper.base.plainNumber == nil {
      let own = upper.base.unspelled
      guard let other = below.firstIndex(where: { $0.base.unspelled == own }) else { continue }
      let shared = min(upper.exponent, below[other].exponent)
      guard shared > 0 else { continue }
      above[place].exponent = (upper.exponent - shared).asDecimal
      below[other].exponent = (below[other].exponent - shared).asDecimal
      isChanged = true
    }
    if let upper = above.first?.base.plainNumber, let lower = below.first?.base.plainNumber, above[0].exponent == 1,
      below[0].exponent == 1
    {
      let shared = greatestCommonDivisor(upper, lower)
      if shared > 1 {
        above[0].base = .number(upper / shared)
        below[0].base = .number(lower / shared)
        isChanged = true
      }
    }
    guard isChanged else { return nil }
    let lower = try product(below)
    let upper = positive == nil ? try product(above) : try product(above).negatedInFront()
    return lower.isNumber(1) ? upper : try .over(upper, lower)
  }

  private static func product(_ powers: [(base: Formula, exponent: Double)]) throws(ShapeError) -> Formula {
    var factors: [Formula] = []
    for (base, exponent) in powers where exponent != 0 && !base.isNumber(1) {
      factors.append(try .factor(base, exponent))
    }
    return try .product(of: factors)
  }

  /// Of whole numbers; 1 for others.
  private static func greatestCommonDivisor(_ one: Double, _ other: Double) -> Double {
    guard one.rounded() == one, other.rounded() == other, max(abs(one), abs(other)) < 1e15 else { return 1 }
    var (larger, smaller) = (abs(one), abs(other))
    while smaller != 0 { (larger, smaller) = (smaller, larger.truncatingRemainder(dividingBy: smaller)) }
    return larger
  }
}
