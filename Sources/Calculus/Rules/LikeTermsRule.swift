import Matrices

extension RewritingRule {
  /// Terms that differ in a number alone are added up.
  static let likeTerms = RewritingRule(
    "likeTerms", es: "términos semejantes", en: "like terms", .simplification,
    example: Example("x·x", "x + x", becomes: "2·x")
  ) { formula throws(ShapeError) in
    guard formula.asSum != nil || formula.asDifference != nil else { return nil }
    var kept: [(number: Double, rest: Formula?)] = []
    var isChanged = false
    for next in formula.terms(sign: 1) {
      if let place = kept.firstIndex(where: { isAlike($0.rest, next.rest) }) {
        kept[place].number = (kept[place].number + next.number).asDecimal
        isChanged = true
      } else {
        kept.append(next)
      }
    }
    guard isChanged else { return nil }
    var sum: Formula?
    for (number, rest) in kept where number != 0 {
      let size = abs(number)
      let term =
        try rest.map { rest throws(ShapeError) in size == 1 ? rest : try Formula.times(.number(size), rest) }
        ?? .number(size)
      if let before = sum {
        sum = number < 0 ? try .minus(before, term) : try .plus(before, term)
      } else {
        sum = number < 0 ? try .minus(term) : term
      }
    }
    return sum ?? .number(0)
  }

  private static func isAlike(_ one: Formula?, _ other: Formula?) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    return one.hasFactors(of: other)
  }
}

extension Formula {
  /// The terms of a sum, each as a number and what it multiplies (nil: 1).
  fileprivate func terms(sign: Double) -> [(number: Double, rest: Formula?)] {
    if let (left, right) = asSum { return left.terms(sign: sign) + right.terms(sign: sign) }
    if let (left, right) = asDifference { return left.terms(sign: sign) + right.terms(sign: -sign) }
    if let number = plainNumber { return [(sign * number, nil)] }
    if let inside = asNegation { return inside.terms(sign: -sign) }
    guard let number = factors.first?.plainNumber else { return [(sign, self)] }
    return [(sign * number, try? .product(of: Array(factors.dropFirst())))]
  }
}
