import Matrices

extension RewritingRule {
  /// The exponents of factors with one base are added.
  static let equalBases = RewritingRule(
    "equalBases", es: "potencias de la misma base", en: "powers of the same base", .simplification,
    example: Example("x²·x", "2·x·x", becomes: "2·x²")
  ) { formula throws(ShapeError) in
    guard formula.asProduct != nil else { return nil }
    var kept: [(base: Formula, exponent: Double)] = []
    var isChanged = false
    for factor in formula.factors {
      let next = factor.baseAndExponent
      let own = next.base.unspelled
      if next.base.plainNumber == nil, let place = kept.firstIndex(where: { $0.base.unspelled == own }) {
        kept[place].exponent = (kept[place].exponent + next.exponent).asDecimal
        isChanged = true
      } else {
        kept.append(next)
      }
    }
    guard isChanged else { return nil }
    var factors: [Formula] = []
    for (base, exponent) in kept { factors.append(try .factor(base, exponent)) }
    return try .product(of: factors)
  }
}
