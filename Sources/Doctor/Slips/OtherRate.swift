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

  /// The rates that somebody may take who does not look at the lesson's.
  static func rates(insteadOf usual: Double) -> [Double] {
    var rates: [Double] = []
    for rate in factors.map({ $0 * usual }) + [1, 0.5, 0.1, 0.05, 0.01] where rate != usual && !rates.contains(rate) {
      rates.append(rate)
    }
    return rates
  }
}
