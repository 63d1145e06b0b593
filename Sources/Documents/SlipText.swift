import Doctor
import Typesetting

/// What somebody is told whose wrong number a likely slip comes to.
package struct SlipText {
  private let slip: LikelySlip
  private let language: Language

  package init(_ slip: LikelySlip, _ language: Language) {
    self.slip = slip
    self.language = language
  }

  /// `Probably: You did not multiply by the derivative σ′.`; where that would say the right number, the slip's question.
  ///
  /// - Parameter due: the right number.
  package func words(due: Double) -> Text {
    let number = NumberStyle().format(due)
    let givesAway = slip.parts.values.contains(.number(number))
    if givesAway, let question = Slips.slip(slip.slip)?.question { return Text(question[language]) }
    // Behind a colon Spanish goes on with a small letter.
    let words = Localized(es: slip.words.es.prefix(1).lowercased() + slip.words.es.dropFirst(), en: slip.words.en)
    let start = Localized(es: "Probablemente: ", en: "Probably: ")
    return Text(start[language]) + Text(words, slip.parts, language)
  }
}
