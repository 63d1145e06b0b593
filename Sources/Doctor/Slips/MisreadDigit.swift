import Typesetting

/// One digit is another one.
package final class MisreadDigit: Slip {
  package init() {}

  package let id = "misread-digit"
  package let weight = 3.0
  package let words = Localized(
    es: "Al copiar se leyó mal una cifra: era {y}.",
    en: "A digit was misread in copying: it was {y}.")
  package let question = Localized(
    es: "¿Has copiado bien todas las cifras?",
    en: "Did you copy all the digits right?")

  package func copying(_ value: Double, as printed: DecimalDigits) -> Copying? {
    CopiedDigits(value, like: printed).first { right, wrong in
      guard right.count == wrong.count, wrong.count > 2, right.indices.count(where: { right[$0] != wrong[$0] }) == 1
      else { return nil }
      return 9 * right.count
    }
  }
}
