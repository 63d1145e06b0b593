import Matrices

extension RewritingRule {
  /// Numbers come first in a product, multiplied together; then names and their powers, then everything else.
  static let orderOfFactors = RewritingRule(
    "orderOfFactors", es: "factores en orden", en: "factors in order",
    .simplification, example: Example("sin(x²)", "cos(x²)·2", becomes: "2·cos(x²)")
  ) { formula throws(ShapeError) in
    guard formula.asProduct != nil else { return nil }
    let factors = formula.factors
    var ordered = factors.filter { $0.plainNumber == nil }
    let numbers = factors.compactMap { $0.plainNumber }
    ordered = ordered.filter { $0.isNamed } + ordered.filter { !$0.isNamed }
    if numbers.count > 1 {
      ordered.insert(.number(numbers.reduce(1, *).asDecimal), at: 0)
    } else {
      ordered = factors.filter { $0.plainNumber != nil } + ordered
    }
    return ordered == factors ? nil : try .product(of: ordered)
  }
}

extension Formula {
  /// Whether it is a name, π too, or a power of one.
  fileprivate var isNamed: Bool {
    switch asPower?.base ?? asNegation ?? self {
    case .reference: true
    case .number: plainNumber == nil
    case .apply: false
    }
  }
}
