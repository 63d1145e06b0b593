import Calculus
import Matrices
import Typesetting

extension Tree {
  /// The tree as an entry of a formula reads; a part with a name is read by it.
  package func scalar() throws(ShapeError) -> Scalar {
    if let name { return .entry(name) }
    switch node {
    case .number(let value, let spelling): return .number(value, spelling: spelling)
    case .leaf(let entry): return .entry(entry)
    case .part(let formula, let offset): return .part(of: formula, at: offset)
    case .sum(let terms):
      var sum: Scalar?
      for term in terms {
        let next = try term.tree.scalar()
        if let sofar = sum {
          sum = try .apply(term.isNegative ? Subtraction() : Addition(), [sofar, next])
        } else {
          sum = term.isNegative ? try .apply(Negation(), [next]) : next
        }
      }
      return sum ?? .number(0)
    case .product(let factors):
      var product: Scalar?
      for factor in factors {
        let next = try factor.tree.scalar()
        if let sofar = product {
          product = try .apply(factor.isDivisor ? Division() : Scaling(), [sofar, next])
        } else {
          product = factor.isDivisor ? try .apply(Division(), [.number(1), next]) : next
        }
      }
      return product ?? .number(1)
    case .apply(let rule, let arguments):
      var scalars: [Scalar] = []
      for argument in arguments { scalars.append(try argument.scalar()) }
      return try .apply(rule, scalars)
    }
  }

  /// The formula as a reader sees it.
  package func text(_ notation: Notation = Notation()) -> MathText {
    (try? scalar().typeset(notation).text) ?? .words("…")
  }
}
