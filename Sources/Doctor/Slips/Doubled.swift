import Typesetting

/// The whole line is twice what it should be.
package final class Doubled: Slip {
  package init() {}

  package let id = "doubled"
  package let weight = 4.0
  package let family: SlipFamily? = .factor
  package let words = Localized(
    es: "Tu resultado es el doble: revisa el ½ del error.",
    en: "Your result is twice what it should be: check the ½ of the error.")
  package let question = Localized(
    es: "¿Has contado algo dos veces, o te falta un ½?",
    en: "Did you count something twice, or leave out a ½?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    context.isWhole ? [PartRewriting(.product(.number(2), Tree(part.node)))] : []
  }
}
