import Typesetting

/// The whole line is half what it should be.
package final class Halved: Slip {
  package init() {}

  package let id = "halved"
  package let weight = 4.0
  package let family: SlipFamily? = .factor
  package let words = Localized(
    es: "Tu resultado es la mitad: revisa el ½ del error.",
    en: "Your result is half what it should be: check the ½ of the error.")
  package let question = Localized(
    es: "¿Has usado un ½ que aquí no va?",
    en: "Did you use a ½ that does not belong here?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    context.isWhole ? [PartRewriting(.product([.init(Tree(part.node)), .init(.number(2), isDivisor: true)]))] : []
  }
}
