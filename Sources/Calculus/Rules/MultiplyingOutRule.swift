import Matrices

extension RewritingRule {
  /// Products of sums are multiplied out where terms of the sum that they stand in then cancel or are added up, and the
  /// whole becomes shorter.
  static let multiplyingOut = RewritingRule(
    "multiplyingOut", es: "se multiplica", en: "multiplied out", .simplification,
    example: Example(
      "exp(x)/(1 + exp(x))", "exp(x)·(1 + exp(x)) − exp(x)²", becomes: "exp(x)·1 + exp(x)·exp(x) − exp(x)²")
  ) { formula throws(ShapeError) in
    guard formula.asSum != nil || formula.asDifference != nil, formula.extent.terms <= most,
      let terms = formula.multipliedOut, terms.count > formula.multipliedTerms
    else { return nil }
    var sum: Formula?
    for (sign, factors) in terms {
      let term = try Formula.product(of: factors)
      if let before = sum {
        sum = sign < 0 ? try .minus(before, term) : try .plus(before, term)
      } else {
        sum = sign < 0 ? try .minus(term) : term
      }
    }
    guard let sum, let short = try Derivation.simplified(sum), short.multipliedTerms < terms.count,
      short.extent.terms < formula.extent.terms
    else { return nil }
    return sum
  }

  /// Operators, names and numbers of a sum at most, and terms of what it becomes: beyond, nothing gets shorter.
  private static let most = 200
  fileprivate static let mostTerms = 32
}

extension Formula {
  /// How many terms a sum has, as it stands.
  fileprivate var multipliedTerms: Int {
    if let (left, right) = asSum ?? asDifference { return left.multipliedTerms + right.multipliedTerms }
    return asNegation?.multipliedTerms ?? 1
  }

  /// The terms of a sum with its products multiplied out, each with its sign and factors; nil when they are too many.
  fileprivate var multipliedOut: [(sign: Double, factors: [Formula])]? {
    typealias Term = (sign: Double, factors: [Formula])
    func sum(_ left: Formula, _ right: Formula, _ sign: Double) -> [Term]? {
      guard let first = left.multipliedOut, let second = right.multipliedOut else { return nil }
      return first + second.map { (sign * $0.sign, $0.factors) }
    }
    func product(_ left: Formula, _ right: Formula) -> [Term]? {
      guard let first = left.multipliedOut, let second = right.multipliedOut else { return nil }
      return first.flatMap { one in second.map { (one.sign * $0.sign, one.factors + $0.factors) } }
    }
    let terms: [Term]?
    if let (left, right) = asSum {
      terms = sum(left, right, 1)
    } else if let (left, right) = asDifference {
      terms = sum(left, right, -1)
    } else if let inside = asNegation {
      terms = inside.multipliedOut?.map { (-$0.sign, $0.factors) }
    } else if let (left, right) = asProduct {
      terms = product(left, right)
    } else if let (base, exponent) = asPower, exponent.isNumber(2), base.asSum != nil || base.asDifference != nil {
      terms = product(base, base)
    } else {
      terms = [(1, [self])]
    }
    return terms.flatMap { $0.count <= RewritingRule.mostTerms ? $0 : nil }
  }
}
