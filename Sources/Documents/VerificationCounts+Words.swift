import Typesetting
import Verification

extension VerificationCounts {
  /// `21 números impresos en los apuntes, 2 dimensiones y 1 fórmula`; nil without any.
  package var printed: Localized? {
    let parts = [
      numbers == 0 ? nil : Noun.printedNumber(numbers),
      shapes == 0 ? nil : Noun.shape(shapes),
      identities == 0 ? nil : Noun.identity(identities),
    ].compactMap { $0 }
    guard !parts.isEmpty else { return nil }
    return Self.list(parts) + Localized(es: " en los apuntes", en: " in the notes")
  }

  /// `23 números, 2 dimensiones y 1 fórmula`
  package var total: Localized {
    var parts: [Localized] = []
    if numbers > 0 || shapes + identities == 0 {
      parts.append(Noun.number(numbers))
    }
    if shapes > 0 { parts.append(Noun.shape(shapes)) }
    if identities > 0 { parts.append(Noun.identity(identities)) }
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

/// What verdicts count.
extension Noun {
  static let entry = Noun(es: ("entrada", "entradas"), en: ("entry", "entries"))
  static let printedNumber = Noun(
    es: ("número impreso", "números impresos"), en: ("printed number", "printed numbers"))
  static let shape = Noun(es: ("dimensión", "dimensiones"), en: ("shape", "shapes"))
  static let identity = Noun(es: ("fórmula", "fórmulas"), en: ("formula", "formulas"))
  static let lesson = Noun(es: ("lección", "lecciones"), en: ("lesson", "lessons"))
  static let misprint = Noun(
    es: ("errata de los apuntes", "erratas de los apuntes"), en: ("misprint of the notes", "misprints of the notes"))
  static let failure = Noun(
    es: ("línea no coincide", "líneas no coinciden"), en: ("line does not agree", "lines do not agree"))
  static let unjudged = Noun(
    es: ("línea sin juzgar", "líneas sin juzgar"), en: ("line is not judged", "lines are not judged"))
  static let wrongGradient = Noun(
    es: ("derivada no es la que dice", "derivadas no son las que dicen"),
    en: ("derivative is not what it claims", "derivatives are not what they claim"))
  static let wrongDescent = Noun(
    es: ("paso no va contra el gradiente", "pasos no van contra el gradiente"),
    en: ("step does not go against the gradient", "steps do not go against the gradient"))
  static let otherDescent = Noun(
    es: ("paso desciende de otro modo que −c·gradiente", "pasos descienden de otro modo que −c·gradiente"),
    en: ("step descends otherwise than −c·gradient", "steps descend otherwise than −c·gradient"))
  static let unreadable = Noun(
    es: ("no se ha podido leer", "no se han podido leer"), en: ("could not be read", "could not be read"))
}
