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
  package var total: Localized { total(numbers: Noun.number(numbers)) }

  /// The same with the kinds of numbers where not all are right from the exact run.
  package var detailed: Localized {
    guard let kinds else { return total }
    return total(numbers: Noun.number(numbers) + Localized(both: " (") + kinds + Localized(both: ")"))
  }

  private func total(numbers words: Localized) -> Localized {
    var parts: [Localized] = []
    if numbers > 0 || shapes + identities == 0 { parts.append(words) }
    if shapes > 0 { parts.append(Noun.shape(shapes)) }
    if identities > 0 { parts.append(Noun.identity(identities)) }
    return Self.list(parts)
  }

  /// How many numbers are of each kind: `4 correctos, 1 incorrecto, 4 se siguen de uno incorrecto`; nil
  /// where all are right from the exact run.
  package var kinds: Localized? {
    guard fromPrinted + following + wrong > 0 else { return nil }
    let parts = [
      (right, Noun.rightNumber), (fromPrinted, Noun.fromPrinted), (wrong, Noun.wrongNumber),
      (following, Noun.following), (misprinted, Noun.markedMisprint),
    ].filter { $0.0 > 0 }.map { $1($0) }
    return parts.dropFirst().reduce(parts.first ?? Localized(both: "")) { $0 + Localized(both: ", ") + $1 }
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
  /// `2 de 3 entradas`
  static func entries(_ count: Int, of all: Int) -> Localized {
    Localized(
      es: "\(count) de \(all) \(all == 1 ? "entrada" : "entradas")",
      en: "\(count) of \(all) \(all == 1 ? "entry" : "entries")")
  }
  static let printedNumber = Noun(
    es: ("número impreso", "números impresos"), en: ("printed number", "printed numbers"))
  static let shape = Noun(es: ("dimensión", "dimensiones"), en: ("shape", "shapes"))
  static let identity = Noun(es: ("fórmula", "fórmulas"), en: ("formula", "formulas"))
  static let lesson = Noun(es: ("lección", "lecciones"), en: ("lesson", "lessons"))
  static let misprint = Noun(es: ("errata", "erratas"), en: ("misprint", "misprints"))
  static let rightNumber = Noun(es: ("correcto", "correctos"), en: ("right", "right"))
  static let fromPrinted = Noun(
    es: ("correcto a partir de lo impreso", "correctos a partir de lo impreso"),
    en: ("right from the printed values", "right from the printed values"))
  static let wrongNumber = Noun(es: ("incorrecto", "incorrectos"), en: ("wrong", "wrong"))
  static let following = Noun(
    es: ("con error arrastrado", "con error arrastrado"),
    en: ("with an error carried forward", "with an error carried forward"))
  static let markedMisprint = Noun(
    es: ("marcado como errata", "marcados como erratas"), en: ("marked as a misprint", "marked as misprints"))
  static let truncated = Noun(
    es: ("número truncado", "números truncados"), en: ("truncated number", "truncated numbers"))
  static let roundedNumber = Noun(
    es: ("número redondeado", "números redondeados"), en: ("rounded number", "rounded numbers"))
  static let disagreeing = Noun(
    es: ("dimensión o fórmula no coincide", "dimensiones o fórmulas no coinciden"),
    en: ("shape or formula does not agree", "shapes or formulas do not agree"))
  static let noMisprint = Noun(
    es: ("línea marcada como errata es correcta", "líneas marcadas como erratas son correctas"),
    en: ("line marked as a misprint is right", "lines marked as misprints are right"))
  static let unjudged = Noun(
    es: ("línea sin juzgar", "líneas sin juzgar"), en: ("line is not judged", "lines are not judged"))
  static let wrongGradient = Noun(
    es: ("derivada no coincide con lo declarado", "derivadas no coinciden con lo declarado"),
    en: ("derivative does not match its declaration", "derivatives do not match their declaration"))
  static let refutingStudy = Noun(
    es: ("demanda a un estudio no se cumple", "demandas a estudios no se cumplen"),
    en: ("demand on a study does not hold", "demands on studies do not hold"))
  static let wrongDescent = Noun(
    es: ("paso no va contra el gradiente", "pasos no van contra el gradiente"),
    en: ("step does not go against the gradient", "steps do not go against the gradient"))
  static let otherDescent = Noun(
    es: ("paso desciende, pero no como −c·gradiente", "pasos descienden, pero no como −c·gradiente"),
    en: ("step descends, but not as −c·gradient", "steps descend, but not as −c·gradient"))
  static let followingGradient = Noun(
    es: ("derivada arrastra ese error", "derivadas arrastran ese error"),
    en: ("derivative carries that error forward", "derivatives carry that error forward"))
  static let unjudgedGradient = Noun(
    es: ("derivada sin juzgar", "derivadas sin juzgar"),
    en: ("derivative is not judged", "derivatives are not judged"))
  static let unjudgedStep = Noun(
    es: ("paso sin juzgar", "pasos sin juzgar"), en: ("step is not judged", "steps are not judged"))
  static let unreadable = Noun(
    es: ("no se ha podido leer", "no se han podido leer"), en: ("could not be read", "could not be read"))
}
