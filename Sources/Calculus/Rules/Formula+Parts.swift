import Matrices

/// What rules see of a formula in which everything is a number, and what they build, just as it stands there.
extension Formula {
  /// The operator and its arguments.
  private var applied: (rule: any Operator, arguments: [Formula])? {
    guard case .apply(let application) = self else { return nil }
    return (application.rule, application.arguments)
  }

  /// The terms of `a + b`.
  var asSum: (left: Formula, right: Formula)? {
    guard let applied, applied.rule is Addition else { return nil }
    return (applied.arguments[0], applied.arguments[1])
  }

  /// The terms of `a − b`.
  var asDifference: (left: Formula, right: Formula)? {
    guard let applied, applied.rule is Subtraction else { return nil }
    return (applied.arguments[0], applied.arguments[1])
  }

  /// The `a` of `−a`.
  var asNegation: Formula? {
    guard let applied, applied.rule is Negation else { return nil }
    return applied.arguments[0]
  }

  /// The factors of `a·b`, also of `a ⊙ b` and of `a·ln(b)`, which is one operator.
  var asProduct: (left: Formula, right: Formula)? {
    guard let applied else { return nil }
    if applied.rule is Scaling || applied.rule is EntrywiseProduct {
      return (applied.arguments[0], applied.arguments[1])
    }
    guard let rule = applied.rule as? LogarithmProduct,
      let logarithm = try? Formula.apply(rule.function, [applied.arguments[1]])
    else { return nil }
    return (applied.arguments[0], logarithm)
  }

  /// The two sides of `a/b`.
  var asQuotient: (numerator: Formula, denominator: Formula)? {
    guard let applied, applied.rule is Division else { return nil }
    return (applied.arguments[0], applied.arguments[1])
  }

  /// The two parts of `a^n`.
  var asPower: (base: Formula, exponent: Formula)? {
    guard let applied, applied.rule is Power else { return nil }
    return (applied.arguments[0], applied.arguments[1])
  }

  /// The function and its argument, of `sin(u)`.
  var asFunction: (function: EntrywiseFunction, argument: Formula)? {
    guard let applied, let function = applied.rule as? EntrywiseFunction else { return nil }
    return (function, applied.arguments[0])
  }

  /// A number that stands there as one, `−2` too; nil for a name of one, such as π, and for a size.
  var plainNumber: Double? {
    if let inside = asNegation { return inside.plainNumber.map { -$0 } }
    guard case .number(let value, let spelling) = self else { return nil }
    switch spelling {
    case .size: return nil
    case .digits("π"): return nil
    case .digits, nil: return value
    }
  }

  /// The same however its numbers are spelled: a 2 that was typed and one that was worked out are alike.
  var unspelled: Formula {
    switch self {
    case .number(let value, _): plainNumber == nil ? self : .number(value)
    case .reference: self
    case .apply(let application):
      (try? .apply(application.rule, application.arguments.map { $0.unspelled })) ?? self
    }
  }

  /// Whether it has the same factors, in whatever order.
  func hasFactors(of other: Formula) -> Bool {
    var left = factors.map { $0.unspelled }
    let right = other.factors.map { $0.unspelled }
    guard left.count == right.count else { return false }
    for factor in right {
      guard let place = left.firstIndex(of: factor) else { return false }
      left.remove(at: place)
    }
    return true
  }

  /// Whether it is the number.
  func isNumber(_ number: Double) -> Bool { plainNumber == number }

  static func plus(_ left: Formula, _ right: Formula) throws(ShapeError) -> Formula {
    try .apply(Addition(), [left, right])
  }

  static func minus(_ left: Formula, _ right: Formula) throws(ShapeError) -> Formula {
    try .apply(Subtraction(), [left, right])
  }

  static func minus(_ formula: Formula) throws(ShapeError) -> Formula { try .apply(Negation(), [formula]) }

  static func times(_ left: Formula, _ right: Formula) throws(ShapeError) -> Formula {
    try .apply(Scaling(), [left, right])
  }

  static func over(_ left: Formula, _ right: Formula) throws(ShapeError) -> Formula {
    try .apply(Division(), [left, right])
  }

  static func raised(_ base: Formula, to exponent: Formula) throws(ShapeError) -> Formula {
    try .apply(Power(), [base, exponent])
  }

  /// The factors of a product of products, from left to right; a formula that is none is its own only factor.
  var factors: [Formula] {
    guard let (left, right) = asProduct else { return [self] }
    return left.factors + right.factors
  }

  /// The factors multiplied from left to right; 1 when there are none.
  static func product(of factors: [Formula]) throws(ShapeError) -> Formula {
    guard var product = factors.first else { return .number(1) }
    for factor in factors.dropFirst() { product = try .times(product, factor) }
    return product
  }

  /// A factor as a base and the number that it is raised to: x³ is (x, 3), and x is (x, 1).
  var baseAndExponent: (base: Formula, exponent: Double) {
    guard let (base, exponent) = asPower, let number = exponent.plainNumber else { return (self, 1) }
    return (base, number)
  }

  /// A base raised to a number; the base itself to the power of 1.
  static func factor(_ base: Formula, _ exponent: Double) throws(ShapeError) -> Formula {
    exponent == 1 ? base : try .raised(base, to: .number(exponent))
  }
}

extension Double {
  /// The result of an operation with decimals, without the error of its last binary digit: 0.1·3 is 0.3.
  var asDecimal: Double {
    let rounded = (self * 1e12).rounded() / 1e12
    return abs(rounded - self) <= 4 * ulp ? rounded : self
  }
}
