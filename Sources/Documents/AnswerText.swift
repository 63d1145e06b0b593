import Doctor
import Typesetting
import Verification

/// What a reader is told of an answer: that it is right and by which rule, that it has too few digits, or which slip gives
/// it.
package struct AnswerText {
  private let answer: Answer
  private let diagnosis: Diagnosis
  private let printed: PrintedText

  package init(_ answer: Answer, _ diagnosis: Diagnosis) {
    self.answer = answer
    self.diagnosis = diagnosis
    printed = PrintedText(answer.number)
  }

  /// One sentence or two.
  package func words(_ language: Language) -> Text {
    guard answer.number.judgement.isRight else {
      let wrong = Localized(es: "No es correcto", en: "Not right")[language]
      guard let finding = diagnosis.findings.first else { return Text(wrong + ".") }
      return Text(wrong + ": ") + FindingText(finding, language, isAnswer: true).words
    }
    let words =
      answer.needsMoreDigits
      ? Localized(
        es: "Concuerda, pero con tan pocas cifras no se sabe: da al menos \(Answer.fewestDigits).",
        en: "It agrees, but so few digits do not tell: give at least \(Answer.fewestDigits).")
      : Localized(es: "Correcto: ", en: "Right: ") + printed.rule + Localized(both: ".")
    return Text(words[language])
  }

  /// The answer as a printed number, its verdict and the causes of a wrong one.
  package var fact: Fact {
    .record(
      ("right", .flag(answer.number.judgement.isRight && !answer.needsMoreDigits)),
      ("verdict", answer.line.verdict.fact(causes: diagnosis.causes)),
      ("needsMoreDigits", answer.needsMoreDigits ? .flag(true) : nil))
  }
}
