import Calculus
import Typesetting

/// A square or a root is left out, or the square taken for the double: `x²` → `x`, `x²` → `2x`, `√x` → `x`.
package final class Square: Slip {
  package init() {}

  package let id = "square"
  package let weight = 4.0
  package let words = Localized(
    es: "Revisa el cuadrado o la raíz: {x}.",
    en: "Check the square or the root: {x}.")
  package let question = Localized(
    es: "¿Has tenido en cuenta el cuadrado o la raíz?",
    en: "Did you mind the square or the root?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    if let (base, exponent) = part.power, exponent.constant == 2 {
      return [
        PartRewriting(base, x: part, variant: "none"),
        PartRewriting(.product(.number(2), base), x: part, variant: "double"),
      ]
    }
    if let call = part.call, call.function === EntrywiseFunction.squareRoot {
      return [PartRewriting(call.argument, x: part)]
    }
    return []
  }
}
