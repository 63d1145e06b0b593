import Matrices

extension RewritingRule {
  /// Adding 0, and taking it away, changes nothing.
  static let zeroTerm = RewritingRule(
    "zeroTerm", es: "un 0 no suma nada", en: "a 0 adds nothing", .simplification,
    example: Example("x² + 3", "2·x + 0", becomes: "2·x")
  ) { formula throws(ShapeError) in
    if let (left, right) = formula.asSum {
      if right.isNumber(0) { return left }
      if left.isNumber(0) { return right }
    }
    if let (left, right) = formula.asDifference {
      if right.isNumber(0) { return left }
      if left.isNumber(0) { return try .minus(right) }
    }
    return formula.asNegation?.isNumber(0) == true ? .number(0) : nil
  }
}
