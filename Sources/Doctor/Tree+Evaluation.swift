import Calculus
import Matrices

extension Tree {
  /// The value from those of the entries and parts that it reads.
  package func value(_ operands: Operands) -> Double {
    switch node {
    case .number(let number, _): number
    case .leaf(let entry): operands[entry]
    case .part(let formula, let offset): operands.part(of: formula, at: offset)
    case .sum, .product, .apply: combined(children.map { $0.value(operands) }, operands)
    }
  }

  /// The value from the values of the children.
  func combined(_ values: [Double], _ operands: Operands) -> Double {
    switch node {
    case .number, .leaf, .part: return .nan
    case .sum(let terms):
      var sum = 0.0
      for (term, value) in zip(terms, values) { sum = term.isNegative ? sum - value : sum + value }
      return sum
    case .product(let factors):
      var product = 1.0
      for (factor, value) in zip(factors, values) { product = factor.isDivisor ? product / value : product * value }
      return product
    case .apply(let rule, _): return rule.value(values, operands)
    }
  }
}

extension Scalar.Rule {
  /// What it gives of numbers.
  fileprivate func value(_ numbers: [Double], _ operands: Operands) -> Double {
    if case .entrywise(let rule) = self {
      if numbers.count == 1, let function = rule as? EntrywiseFunction { return function.value(numbers[0]) }
      if numbers.count == 2, let power = rule as? Power { return power.value(numbers[0], numbers[1]) }
      if numbers.count == 1, let slope = rule as? EntrywiseDerivative {
        return operands.slope(of: slope.function, at: numbers[0])
      }
    }
    let whole = try? Scalar.apply(self, numbers.map { .number($0) })
    return whole?.evaluate { _ in Matrix(.nan) } ?? .nan
  }
}
