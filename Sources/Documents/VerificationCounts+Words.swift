import Typesetting
import Verification

extension VerificationCounts {
  /// `21 números impresos en los apuntes, 2 dimensiones y 1 fórmula`; nil without any.
  package var printed: Localized? {
    let parts = [
      numbers == 0
        ? nil
        : Localized(
          es: numbers == 1 ? "1 número impreso" : "\(numbers) números impresos",
          en: numbers == 1 ? "1 printed number" : "\(numbers) printed numbers"),
      shapes == 0 ? nil : Count.shapes(shapes),
      identities == 0 ? nil : Count.identities(identities),
    ].compactMap { $0 }
    guard !parts.isEmpty else { return nil }
    return Self.list(parts) + Localized(es: " en los apuntes", en: " in the notes")
  }

  /// `23 números, 2 dimensiones y 1 fórmula`
  package var total: Localized {
    var parts: [Localized] = []
    if numbers > 0 || shapes + identities == 0 {
      parts.append(
        Localized(
          es: numbers == 1 ? "1 número" : "\(numbers) números", en: numbers == 1 ? "1 number" : "\(numbers) numbers"))
    }
    if shapes > 0 { parts.append(Count.shapes(shapes)) }
    if identities > 0 { parts.append(Count.identities(identities)) }
    return Self.list(parts)
  }

  /// `a, b y c`
  private static func list(_ parts: [Localized]) -> Localized {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? Localized(both: "") }
    let start = parts.dropLast()
    return Localized(
      es: start.map { $0.es }.joined(separator: ", ") + " y " + last.es,
      en: start.map { $0.en }.joined(separator: ", ") + " and " + last.en)
  }
}

/// Counted things, one or several.
package enum Count {
  package static func entries(_ count: Int) -> Localized {
    Localized(es: count == 1 ? "1 entrada" : "\(count) entradas", en: count == 1 ? "1 entry" : "\(count) entries")
  }

  package static func shapes(_ count: Int) -> Localized {
    Localized(es: count == 1 ? "1 dimensión" : "\(count) dimensiones", en: count == 1 ? "1 shape" : "\(count) shapes")
  }

  package static func identities(_ count: Int) -> Localized {
    Localized(es: count == 1 ? "1 fórmula" : "\(count) fórmulas", en: count == 1 ? "1 formula" : "\(count) formulas")
  }

  package static func lessons(_ count: Int) -> Localized {
    Localized(es: count == 1 ? "1 lección" : "\(count) lecciones", en: count == 1 ? "1 lesson" : "\(count) lessons")
  }

  package static func misprints(_ count: Int) -> Localized {
    Localized(
      es: count == 1 ? "1 errata de los apuntes" : "\(count) erratas de los apuntes",
      en: count == 1 ? "1 misprint of the notes" : "\(count) misprints of the notes")
  }

  package static func failures(_ count: Int) -> Localized {
    Localized(
      es: count == 1 ? "1 línea no coincide" : "\(count) líneas no coinciden",
      en: count == 1 ? "1 line does not agree" : "\(count) lines do not agree")
  }

  package static func unjudged(_ count: Int) -> Localized {
    Localized(
      es: count == 1 ? "1 línea sin juzgar" : "\(count) líneas sin juzgar",
      en: count == 1 ? "1 line is not judged" : "\(count) lines are not judged")
  }

  package static func wrongGradients(_ count: Int) -> Localized {
    Localized(
      es: count == 1 ? "1 derivada no es la que dice" : "\(count) derivadas no son las que dicen",
      en: count == 1 ? "1 derivative is not what it claims" : "\(count) derivatives are not what they claim")
  }

  package static func wrongDescents(_ count: Int) -> Localized {
    Localized(
      es: count == 1 ? "1 paso no desciende la pérdida" : "\(count) pasos no descienden la pérdida",
      en: count == 1 ? "1 step does not descend the loss" : "\(count) steps do not descend the loss")
  }

  package static func unreadable(_ count: Int) -> Localized {
    Localized(
      es: count == 1 ? "1 no se ha podido leer" : "\(count) no se han podido leer",
      en: count == 1 ? "1 could not be read" : "\(count) could not be read")
  }
}
