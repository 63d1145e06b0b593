import Typesetting

/// A digit too many.
package final class AddedDigit: Slip {
  package init() {}

  package let id = "added-digit"
  package let weight = 2.0
  package let words = Localized(
    es: "Al copiar se añadió una cifra: era {y}.",
    en: "A digit was added in copying: it was {y}.")
  package let question = Localized(
    es: "¿Has copiado bien todas las cifras?",
    en: "Did you copy all the digits right?")

  package func copying(_ value: Double, as printed: DecimalDigits) -> Copying? {
    CopiedDigits(value, like: printed, moreDecimals: -1).first { right, wrong in
      guard right.count > 2, wrong.count == right.count + 1 else { return nil }
      return wrong.indices.dropLast().contains { CopiedDigits.without($0, wrong) == right } ? 10 * right.count : nil
    }
  }
}
