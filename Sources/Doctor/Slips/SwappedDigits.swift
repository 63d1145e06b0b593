import Typesetting

/// Two neighbouring digits changed places.
package final class SwappedDigits: Slip {
  package init() {}

  package let id = "swapped-digits"
  package let weight = 3.0
  package let words = Localized(
    es: "Al copiar se cambiaron de sitio dos cifras: era {y}.",
    en: "Two digits changed places in copying: it was {y}.")
  package let question = Localized(
    es: "¿Has copiado bien todas las cifras?",
    en: "Did you copy all the digits right?")

  package func copying(_ value: Double, as printed: DecimalDigits) -> Copying? {
    CopiedDigits(value, like: printed).first { right, wrong in
      guard right.count == wrong.count, wrong.count > 2 else { return nil }
      let differing = right.indices.filter { right[$0] != wrong[$0] }
      guard differing.count == 2, differing[1] == differing[0] + 1, right[differing[0]] == wrong[differing[1]],
        right[differing[1]] == wrong[differing[0]]
      else { return nil }
      return right.indices.dropFirst().count { right[$0] != right[$0 - 1] }
    }
  }
}
