import Matrices

extension RewritingRule {
  /// A minus sign goes to the front of a product or quotient, and joins the sign of a sum.
  static let signs = RewritingRule(
    "signs", es: "regla de los signos", en: "rule of signs", .simplification,
    example: Example("x·cos(x)", "x·(−sin(x))", becomes: "−x·sin(x)")
  ) { formula throws(ShapeError) in
    if let inside = formula.asNegation {
      if let (left, right) = inside.asDifference { return try .minus(right, left) }
      if let number = inside.plainNumber, number < 0 { return .number(-number) }
      return inside.asNegation != nil || inside.asProduct != nil || inside.asQuotient != nil
        ? try inside.negatedInFront() : nil
    }
    if let (left, right) = formula.asSum, let positive = try right.withoutMinus() { return try .minus(left, positive) }
    if let (left, right) = formula.asDifference, let positive = try right.withoutMinus() {
      return try .plus(left, positive)
    }
    if let (left, right) = formula.asProduct {
      if let positive = try right.withoutMinus() { return try .times(left.negatedInFront(), positive) }
      if left.isNumber(-1) { return try right.negatedInFront() }
    }
    if let (numerator, denominator) = formula.asQuotient, let positive = try denominator.withoutMinus() {
      return try .over(numerator.negatedInFront(), positive)
    }
    return nil
  }
}

extension Formula {
  /// The formula without the minus in front of it; nil where there is none.
  func withoutMinus() throws(ShapeError) -> Formula? {
    if let inside = asNegation { return inside }
    if let number = plainNumber { return number < 0 ? .number(-number) : nil }
    if let (left, right) = asProduct {
      return try left.withoutMinus().map { left throws(ShapeError) in try .times(left, right) }
    }
    if let (numerator, denominator) = asQuotient {
      return try numerator.withoutMinus().map { above throws(ShapeError) in try .over(above, denominator) }
    }
    return nil
  }

  /// The formula with a minus in front of its first factor, or without the one that is there.
  func negatedInFront() throws(ShapeError) -> Formula {
    if let positive = try withoutMinus() { return positive }
    if let number = plainNumber { return .number(-number) }
    if let (left, right) = asProduct { return try .times(left.negatedInFront(), right) }
    if let (numerator, denominator) = asQuotient { return try .over(numerator.negatedInFront(), denominator) }
    if let (left, right) = asDifference { return try .minus(right, left) }
    return try .minus(self)
  }
}
