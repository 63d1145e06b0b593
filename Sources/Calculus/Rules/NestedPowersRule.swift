import Matrices

extension RewritingRule {
  /// The exponents of a power of a power are multiplied where the outer one is whole; an even power of a root is one of
  /// what stands under it.
  static let nestedPowers = RewritingRule(
    "nestedPowers", es: "potencia de una potencia", en: "power of a power", .simplification,
    example: Example("1/x²", "(x²)²", becomes: "x⁴")
  ) { formula throws(ShapeError) in
    guard let (base, power) = formula.asPower, let outer = power.plainNumber, outer.rounded() == outer else {
      return nil
    }
    if let (inside, exponent) = base.asPower, let inner = exponent.plainNumber {
      return try .factor(inside, (inner * outer).asDecimal)
    }
    guard let (function, inside) = base.asFunction, function === EntrywiseFunction.squareRoot, outer >= 2 else {
      return nil
    }
    let whole = try Formula.factor(inside, (outer / 2).rounded(.down))
    return outer.truncatingRemainder(dividingBy: 2) == 0 ? whole : try .times(whole, base)
  }
}
