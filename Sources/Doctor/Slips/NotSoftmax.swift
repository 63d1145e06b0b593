import Calculus
import Typesetting

/// Another function in the place of softmax: `σ(z)`, or `exp(z)` that is not divided.
package final class NotSoftmax: Slip {
  package init() {}

  package let id = "not-softmax"
  package let weight = 1.0
  package let words = Localized(
    es: "Esto no es softmax: divide e^z entre la suma de todas.",
    en: "This is not softmax: divide e^z by the sum of all.")
  package let question = Localized(
    es: "¿Es eso softmax, o solo una parte?",
    en: "Is that softmax, or only a part of it?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    guard let (numbers, place) = part.share else { return [] }
    return [EntrywiseFunction.sigmoid, .exp].map { PartRewriting(.call($0, numbers[place]), variant: $0.identity) }
  }
}
