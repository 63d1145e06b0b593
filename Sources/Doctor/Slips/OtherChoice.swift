import Typesetting

/// A setting has another of its choices: the search runs the lesson with each.
package final class OtherChoice: Slip {
  package init() {}

  package let id = "other-choice"
  package let weight = 4.0
  package let words = Localized(
    es: "Sale con {x} = {y}.",
    en: "It comes out with {x} = {y}.")
  package let question = Localized(
    es: "¿Has usado los ajustes de esta lección?",
    en: "Did you use the settings of this lesson?")
}
