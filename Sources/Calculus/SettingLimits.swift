import Typesetting

/// What a setting may be: the least and the greatest number, both included; nil where there is none.
package struct SettingLimits: Sendable, Hashable {
  package let least: Double?
  package let greatest: Double?

  package init(least: Double?, greatest: Double?) {
    self.least = least
    self.greatest = greatest
  }

  /// Whether a number lies within them; what is no number does not.
  package func contains(_ number: Double) -> Bool {
    (least.map { number >= $0 } ?? true) && (greatest.map { number <= $0 } ?? true)
  }

  /// `from 1 to 50`, `1 or more`, `50 or less`
  package var words: Localized {
    let style = NumberStyle(significantDigits: 12)
    return Self.words(least.map { style.format($0) }, greatest.map { style.format($0) })
  }

  /// What is said of a number outside them.
  package func refusal(of number: Double, for name: String) -> Localized {
    let written = NumberStyle(significantDigits: 12).format(number)
    return Localized(
      es: "«\(name)» no puede ser \(written); puede ser \(words.es)",
      en: "“\(name)” cannot be \(written); it can be \(words.en)")
  }

  /// For the column of a table: `1 … 50`, `≥ 1`, `≤ 50`; empty where there is none.
  package var signs: String {
    let style = NumberStyle(significantDigits: 12)
    return switch (least, greatest) {
    case (let least?, let greatest?): "\(style.format(least)) … \(style.format(greatest))"
    case (let least?, nil): "≥ \(style.format(least))"
    case (nil, let greatest?): "≤ \(style.format(greatest))"
    case (nil, nil): ""
    }
  }

  /// The words with limits as they are written.
  package static func words(_ least: String?, _ greatest: String?) -> Localized {
    switch (least, greatest) {
    case (let least?, let greatest?): Localized(es: "de \(least) a \(greatest)", en: "from \(least) to \(greatest)")
    case (let least?, nil): Localized(es: "\(least) o más", en: "\(least) or more")
    case (nil, let greatest?): Localized(es: "\(greatest) o menos", en: "\(greatest) or less")
    case (nil, nil): Localized(es: "cualquier número", en: "any number")
    }
  }
}
