import Typesetting

extension VariantJudge {
  /// What is said of numbers that are not used.
  enum Words {
    static let unchanged = Localized(
      es: "algún nombre tendría los números de la lección", en: "a name would have the lesson's own numbers")
    static func equal(_ name: String) -> Localized {
      Localized(es: "«\(name)» tendría dos números iguales", en: "“\(name)” would have two equal numbers")
    }
    static let endsOtherwise = Localized(
      es: "la ejecución acabaría de otra manera", en: "the run would end otherwise")
    static let rises = Localized(
      es: "la pérdida no acabaría por debajo de la primera", en: "the loss would not end below the first one")
    static let diverges = Localized(es: "la ejecución divergiría", en: "the run would diverge")
    static let otherShapes = Localized(es: "cambiarían las dimensiones", en: "shapes would change")

    /// - Parameter name: what it was seen at.
    static func of(_ kind: VariantRefusal.Kind, _ name: String) -> Localized {
      switch kind {
      case .program: Localized(es: "la lección no los admite", en: "the lesson does not take them")
      case .unchanged: unchanged
      case .notFinite: Localized(es: "\(name) no es finito", en: "\(name) is not finite")
      case .zeros: Localized(es: "\(name) sería 0", en: "\(name) would be 0")
      case .saturated: Localized(es: "en \(name) hay una unidad saturada", en: "\(name) has a saturated unit")
      case .dead: Localized(es: "en \(name) no queda ninguna ReLU viva", en: "no ReLU of \(name) is alive")
      case .tie: Localized(es: "\(name) compara números iguales", en: "\(name) compares equal numbers")
      case .rounding:
        Localized(es: "\(name) está al borde de otro redondeo", en: "\(name) is at the edge of another rounding")
      case .noise:
        Localized(
          es: "\(name) es la diferencia diminuta de números grandes",
          en: "\(name) is the tiny difference of large numbers")
      case .gradient:
        Localized(es: "\(name) no sería la derivada prometida", en: "\(name) would not be the derivative it promises")
      case .kink: Localized(es: "\(name) estaría en un punto anguloso", en: "\(name) would be at a kink")
      case .expectation:
        Localized(es: "\(name) dejaría de ser lo impreso", en: "\(name) would no longer be what is printed")
      case .ending: endsOtherwise
      }
    }

    /// That there is no variant, and why most draws could not be used.
    static func exhausted(_ name: String, _ refusals: [VariantRefusal]) -> VariantFault {
      var counts: [VariantRefusal.Kind: Int] = [:]
      for refusal in refusals { counts[refusal.kind, default: 0] += 1 }
      let reasons = VariantRefusal.Kind.allCases.filter { counts[$0] != nil }
        .sorted { counts[$0, default: 0] > counts[$1, default: 0] }.prefix(3)
        .compactMap { kind in
          refusals.first { $0.kind == kind }.map { Localized(both: "\(counts[kind, default: 0]) × ") + $0.message }
        }
      return VariantFault(
        Localized(
          es: "Ninguno de los \(refusals.count) sorteos de «\(name)» sirve: ",
          en: "None of the \(refusals.count) draws of “\(name)” will do: ")
          + Localized(
            es: reasons.map { $0.es }.joined(separator: "; "), en: reasons.map { $0.en }.joined(separator: "; "))
          + Localized(
            es: ". Quizá sirvan si varía otra cosa, o menos.", en: ". Some may if something else varies, or less."),
        isOfRequest: false)
    }
  }
}
