import Typesetting

/// The correction of a moving average that began at 0 is left out: `m/(1 − β^t)` → `m`.
package final class ForgotCorrection: Slip {
  package init() {}

  package let id = "forgot-correction"
  package let weight = 3.0
  package let words = Localized(
    es: "Te falta corregir el sesgo de la media: dividir entre {x}.",
    en: "You left out the bias correction of the average: divide by {x}.")
  package let question = Localized(
    es: "¿Has corregido el sesgo de la media?",
    en: "Did you correct the bias of the average?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    let line = context.meaning(of: part)
    guard let factors = line.factors else { return [] }
    return factors.indices.filter { factors[$0].isCorrection }.map { place in
      PartRewriting(line.without(factors: [place]), x: factors[place].tree, variant: "\(place)")
    }
  }
}

extension Tree.Factor {
  /// Whether it divides by `1 − β^t`, where t is no number that is written down.
  var isCorrection: Bool {
    guard isDivisor, let power = tree.complement?.power else { return false }
    return power.exponent.constant == nil
  }
}
