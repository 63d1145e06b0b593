import Typesetting

/// A rate is ten times, a tenth, twice or half of what it should be, in the whole run: the search runs the lesson so.
package final class OtherRate: Slip {
  package init() {}

  package let id = "other-rate"
  package let weight = 2.0
  package let family: SlipFamily? = .factor
  package let words = Localized(
    es: "Sale con {x} = {y}.",
    en: "It comes out with {x} = {y}.")
  package let question = Localized(
    es: "¿Has usado la tasa de aprendizaje de esta lección?",
    en: "Did you use the learning rate of this lesson?")

  /// How many times the rate.
  static let factors: [Double] = [10, 0.1, 2, 0.5]
}
