import Typesetting

/// The result with the other sign.
package final class LostSign: Slip {
  package init() {}

  package let id = "lost-sign"
  package let weight = 5.0
  package let family: SlipFamily? = .sign
  package let words = Localized(
    es: "Se ha perdido o cambiado el signo: era {y}.",
    en: "The sign got lost or changed: it was {y}.")
  package let question = Localized(
    es: "¿Es correcto el signo del resultado?",
    en: "Is the sign of the result right?")

  package func copying(_ value: Double, as printed: DecimalDigits) -> Copying? {
    guard !printed.isZero, !PrintedRule.agrees(value: -value, printed: printed).isEmpty else { return nil }
    return Copying(strings: 1, value: -value)
  }
}
