import Typesetting

/// The number of a line nearby, copied here: the search looks at what is printed before and after.
package final class CopiedNumber: Slip {
  package init() {}

  package let id = "copied"
  package let weight = 4.0
  package let words = Localized(
    es: "Es el número de {x}, copiado aquí.",
    en: "This is the number of {x}, copied here.")
  package let question = Localized(
    es: "¿Es este el número que tocaba copiar?",
    en: "Is this the number that was to be copied?")

  /// Numbers with fewer digits stand in two places by chance.
  static let fewestDigits = 3
}
