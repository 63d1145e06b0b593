import Doctor
import Typesetting

/// What a reader is told of the change after which a line is the derivative that it promises.
struct MendText {
  let mend: Mend
  let language: Language

  /// `You did not multiply by the derivative σ′. Right would be dW1[1,1] = …`
  var words: Text {
    let said = Text(mend.words, mend.parts, language)
    guard let formula = mend.formula else { return said }
    return said + Text(Localized(es: " Sería ", en: " It should be ")[language])
      + Text(.row([mend.entry, .sign("=", .relation), formula]))
  }
}
