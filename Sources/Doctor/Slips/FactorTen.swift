import Typesetting

/// The result with the decimal point one to three places off.
package final class FactorTen: Slip {
  package init() {}

  package let id = "factor-10"
  package let weight = 4.0
  package let words = Localized(
    es: "La coma está corrida: era {y}.",
    en: "The decimal point is off: it was {y}.")
  package let question = Localized(
    es: "¿Está la coma en su lugar?",
    en: "Is the decimal point in its place?")

  package func copying(_ value: Double, as printed: DecimalDigits) -> Copying? {
    guard printed.digits.count > 1 else { return nil }
    for (power, factor) in [(1, 10.0), (-1, 0.1), (2, 100), (-2, 0.01), (3, 1000), (-3, 0.001)]
    where !PrintedRule.agrees(value: value * factor, printed: printed).isEmpty {
      return Copying(strings: 6, variant: "\(power)", value: value * factor)
    }
    return nil
  }
}
