import Typesetting

/// What is said of banks of questions.
package enum QuestionBankText {
  /// How a quiz draws a variant of each question, for whoever has imported them into Moodle; nil where there are none.
  static func howToDraw(_ bank: QuestionBank) -> Localized? {
    guard bank.groups.contains(where: { $0.questions.count > 1 }) else { return nil }
    return bank.hasSubcategories
      ? Localized(
        es: "Cada categoría tiene las variantes de una pregunta: en el cuestionario, añade de cada una una pregunta "
          + "aleatoria.",
        en: "Each category has the variants of one question: in the quiz, add a random question from each of them.")
      : Localized(
        es: "La categoría tiene las variantes de una pregunta: en el cuestionario, añade de ella una pregunta "
          + "aleatoria.",
        en: "The category has the variants of one question: in the quiz, add a random question from it.")
  }

  /// After `quiz --out`.
  package static func written(_ path: String, _ bank: QuestionBank, variants: Int?) -> Localized {
    let questions = Noun.question(bank.questions.count)
    let place = MoodleCategory.text(bank.path(of: nil))
    let variants = variants.map { Noun.variant($0) }
    return Localized(
      es: "\(questions.es)\(variants.map { " de \($0.es)" } ?? "") en '\(path)'; categoría: \(place).",
      en: "\(questions.en)\(variants.map { " of \($0.en)" } ?? "") in '\(path)'; category: \(place).")
  }
}

extension Noun {
  fileprivate static let question = Noun(es: ("pregunta", "preguntas"), en: ("question", "questions"))
  fileprivate static let variant = Noun(es: ("variante", "variantes"), en: ("variant", "variants"))
}
