import Calculus
import Typesetting

/// The derivative is taken at the activation instead of the sum: `f′(z)` → `f′(f(z))`, `a` → `σ(a)` in `a·(1 − a)`.
package final class DerivativeOfActivation: Slip {
  package init() {}

  package let id = "derivative-of-a"
  package let weight = 3.0
  package let words = Localized(
    es: "Has aplicado {f} dos veces: {x} ya era la activación.",
    en: "You applied {f} twice: {x} already was the activation.")
  package let question = Localized(
    es: "¿Has aplicado la función a lo que ya era la activación?",
    en: "Did you apply the function to what already was the activation?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    if let slope = part.slope {
      let function = slope.rule.function
      let twice = Tree(.apply(.entrywise(slope.rule), [.call(function, slope.argument)]))
      return [PartRewriting(twice, x: .call(function, slope.argument), function: function)]
    }
    guard let factors = part.factors else { return [] }
    return factors.indices.compactMap { place in
      guard !factors[place].isDivisor, let a = factors[place].tree.complement,
        let (function, _) = context.activation(of: a), function === EntrywiseFunction.sigmoid,
        let other = factors.firstIndex(where: { !$0.isDivisor && $0.tree == a })
      else { return nil }
      let again = Tree.call(function, a)
      var changed = factors
      changed[other].tree = again
      changed[place].tree = .sum([.init(.number(1)), .init(again, isNegative: true)])
      return PartRewriting(.product(changed), x: a, function: function, variant: "\(place)")
    }
  }
}
