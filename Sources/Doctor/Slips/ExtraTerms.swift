import Typesetting

/// One or two numbers of the lesson are added or subtracted that should not be, which a last search looks for.
package final class ExtraTerms: Slip {
  package init() {}

  package let id = "extra-terms"
  package let weight = 1.0
  package let words = Localized(
    es: "Sale si se suma también {x}.",
    en: "It comes out if {x} is added, too.")
  package let question = Localized(
    es: "¿Has sumado algo de más o de menos?",
    en: "Did you add something too much or too little?")
}
