import Calculus

extension Tree {
  /// The terms, where it is a sum or a difference.
  package var terms: [Term]? { if case .sum(let terms) = node { terms } else { nil } }

  /// The factors, where it is a product or a quotient.
  package var factors: [Factor]? { if case .product(let factors) = node { factors } else { nil } }

  /// The entry, where it is one that is not opened.
  package var leaf: Entry? { if case .leaf(let entry) = node { entry } else { nil } }

  /// The entry that it computes or is.
  package var entry: Entry? { name ?? leaf }

  /// The number, where it is written as one.
  package var constant: Double? { if case .number(let value, _) = node { value } else { nil } }

  /// The function of one number and its argument, where it is such a function.
  package var call: (function: EntrywiseFunction, argument: Tree)? {
    guard case .apply(.entrywise(let rule), let arguments) = node, arguments.count == 1,
      let function = rule as? EntrywiseFunction
    else { return nil }
    return (function, arguments[0])
  }

  /// The derivative of a function of one number, `σ'(z)`, and its argument.
  package var slope: (rule: EntrywiseDerivative, argument: Tree)? {
    guard case .apply(.entrywise(let rule), let arguments) = node, arguments.count == 1,
      let slope = rule as? EntrywiseDerivative
    else { return nil }
    return (slope, arguments[0])
  }

  /// The base and the exponent of a power.
  package var power: (base: Tree, exponent: Tree)? {
    guard case .apply(.entrywise(let rule), let arguments) = node, arguments.count == 2, rule is Power
    else { return nil }
    return (arguments[0], arguments[1])
  }

  /// The numbers of a softmax and the place of its own among them.
  package var share: (numbers: [Tree], place: Int)? {
    guard case .apply(.gathered(.share(let place)), let numbers) = node, numbers.indices.contains(place)
    else { return nil }
    return (numbers, place)
  }

  /// Whether a factor of a product is the divisor of a mean: it counts the terms of the sum beside it.
  package func isCount(factorAt place: Int) -> Bool {
    guard let factors, factors[place].isDivisor, let count = factors[place].tree.constant else { return false }
    return factors.contains { $0.tree.terms.map { Double($0.count) } == count }
  }

  /// `1 − b`: what is subtracted from 1.
  package var complement: Tree? {
    guard let terms, terms.count == 2, terms[0].tree.constant == 1, !terms[0].isNegative, terms[1].isNegative
    else { return nil }
    return terms[1].tree
  }
}
