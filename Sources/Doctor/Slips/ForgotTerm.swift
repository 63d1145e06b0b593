import Typesetting

/// One term of a sum is left out.
package final class ForgotTerm: Slip {
  package init() {}

  package let id = "forgot-term"
  package let weight = 3.0
  package let words = Localized(
    es: "Te falta el término {x}.",
    en: "You left out the term {x}.")
  package let question = Localized(
    es: "¿Has sumado todos los términos?",
    en: "Did you add all the terms?")

  package func rewritings(of part: Tree, in context: SlipContext) -> [PartRewriting] {
    // A bias is a slip of its own.
    part.leavingOutTerms { !context.isParameter($0) }
  }
}
