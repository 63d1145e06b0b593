import Typesetting
import Verification

extension PrintedText {
  /// `x = 2.3`, `W1[1,1] = 0.3 and others`: with what a formula was tried.
  static func name(of place: OtherValues.Place, _ language: Language) -> Text {
    let number = MathText.number(NumberStyle(significantDigits: 6).format(place.value))
    let equation = Text(.row([place.name, .sign("=", .relation), number]))
    return place.isOneOfSeveral ? equation + Text(Localized(es: " y otros", en: " and others")[language]) : equation
  }
}
