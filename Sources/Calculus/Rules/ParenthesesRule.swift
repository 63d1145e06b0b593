import Matrices

extension RewritingRule {
  /// Sums in sums and products in products need no parentheses.
  static let parentheses = RewritingRule(
    "parentheses", es: "se quitan paréntesis", en: "parentheses dropped", .simplification,
    example: Example("a·x²", "a·(2·x)", becomes: "a·2·x")
  ) { formula throws(ShapeError) in
    if let (left, right) = formula.asSum {
      if let (first, second) = right.asSum { return try .plus(.plus(left, first), second) }
      if let (first, second) = right.asDifference { return try .minus(.plus(left, first), second) }
    }
    if let (left, right) = formula.asDifference {
      if let (first, second) = right.asSum { return try .minus(.minus(left, first), second) }
      if let (first, second) = right.asDifference { return try .plus(.minus(left, first), second) }
    }
    if let (left, right) = formula.asProduct, let (first, second) = right.asProduct {
      return try .times(.times(left, first), second)
    }
    return nil
  }
}
