import Typesetting

/// A softmax without exponentials: each number divided by the sum of all.
package final class PlainShare: Slip {
  package init() {}

  package let id = "plain-share"
  package let weight = 3.0
  package let words = Localized(
    es: "Has repartido sin exponenciales: softmax usa e^z.",
    en: "You shared without exponentials: softmax takes e^z.")
  package let question = Localized(
    es: "¿Has usado las exponenciales?",
    en: "Did you use the exponentials?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    guard let (numbers, place) = part.share else { return [] }
    let sum = Tree.sum(numbers.map { Tree.Term($0) })
    return [PartRewriting(.product([.init(numbers[place]), .init(sum, isDivisor: true)]))]
  }
}
