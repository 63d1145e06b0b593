import Typesetting

/// A digit is left out.
package final class LostDigit: Slip {
  package init() {}

  package let id = "lost-digit"
  package let weight = 3.0
  package let words = Localized(
    es: "Al copiar se perdió una cifra: era {y}.",
    en: "A digit got lost in copying: it was {y}.")
  package let question = Localized(
    es: "¿Has copiado bien todas las cifras?",
    en: "Did you copy all the digits right?")

  package func copying(_ value: Double, as printed: DecimalDigits) -> Copying? {
    CopiedDigits(value, like: printed, moreDecimals: 1).first { right, wrong in
      guard wrong.count > 2, right.count == wrong.count + 1 else { return nil }
      // Without the last digit it would be cut off, and right.
      return right.indices.dropLast().contains { CopiedDigits.without($0, right) == wrong } ? right.count - 1 : nil
    }
  }
}
